/** What scripts/merging-table.mjs uses, in one bundle: tree-sitter's module is one per process. */
export { loadTokenizer } from '../../../language-tokenizers/bpe/encodings';
export { compareStrategies } from '../../../language-tokenizers/merging/compare';
export { STRATEGIES } from '../../../language-tokenizers/merging/strategies';
export { tokenizeText } from '../../../language-tokenizers/merging/tokenize';
export { languageOfFile } from '../../../language-tokenizers/syntax/languages';
export { Syntax } from '../../../language-tokenizers/syntax/syntax';
