/** What the bench measures, in one bundle: tree-sitter's module is one per process. */
export { Parser } from 'web-tree-sitter';
export { unitCost } from '../../../extension/tokens/service/unitCosts';
export { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
export { languageById } from '../../../language-tokenizers/syntax/languages';
export { readUnits } from '../../../language-tokenizers/syntax/readUnits';
export { Syntax } from '../../../language-tokenizers/syntax/syntax';
export { UnitRules } from '../../../language-tokenizers/syntax/unitRules';
export { DocumentText } from '../../../language-tokenizers/text/documentText';
