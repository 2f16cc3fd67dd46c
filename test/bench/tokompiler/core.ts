/** What the bench and the verification run, in one bundle: tree-sitter's module is one per process. */
export { Parser } from 'web-tree-sitter';
export { languageById, languageOfFile } from '../../../language-tokenizers/syntax/languages';
export { Syntax } from '../../../language-tokenizers/syntax/syntax';
export { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
export { TokompilerError } from '../../../language-tokenizers/tokompiler/error';
export { restore } from '../../../language-tokenizers/tokompiler/restore';
export { tokompile } from '../../../language-tokenizers/tokompiler/tokompile';
export { EXTENDED } from '../../../language-tokenizers/tokompiler/vocabulary/extended';
export { STRICT } from '../../../language-tokenizers/tokompiler/vocabulary/strict';
export { UNK } from '../../../language-tokenizers/tokompiler/vocabulary/specialTokens';
export { decode, encode } from '../../../language-tokenizers/tokompiler/encode';
export { writeDocument } from '../../../language-tokenizers/tokompiler/writeDocument';
