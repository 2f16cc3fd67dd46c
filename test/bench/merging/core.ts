/** What the bench measures, in one bundle: tree-sitter's module is one per process. */
export { Analysis } from '../../../cli/merge/analysis';
export { loadTokenizer } from '../../../language-tokenizers/bpe/encodings';
export { MergeIndex } from '../../../language-tokenizers/merging/report/mergeIndex';
export { STRATEGIES } from '../../../language-tokenizers/merging/strategies';
export { tokenizeText } from '../../../language-tokenizers/merging/tokenize';
export { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
export { languageById } from '../../../language-tokenizers/syntax/languages';
export { Syntax } from '../../../language-tokenizers/syntax/syntax';
export { tokompile } from '../../../language-tokenizers/tokompiler/tokompile';
