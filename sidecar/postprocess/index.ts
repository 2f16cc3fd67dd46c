export { postprocess, type Postprocessed } from './postprocess';
export type { PostprocessContext } from './filter';
export { syntaxOpener, type OpenSyntax, type SyntaxOpener } from './syntax/index';
