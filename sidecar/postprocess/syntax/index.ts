export type { FileSyntax, OpenSyntax, SyntaxOpener, SyntaxPlace } from './fileSyntax';
export { syntaxOpener } from './open';
