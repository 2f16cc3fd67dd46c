import type { SyntaxLanguage } from '../language';
import { scriptFunctions, scriptKinds } from './javascript';

const kinds = {
  ...scriptKinds,
  'extends_clause>identifier': 'type',
  'enum_declaration>identifier': 'type',
  template_literal_type: 'string',
} as const;

export const typescript: SyntaxLanguage = {
  id: 'typescript',
  name: 'TypeScript',
  vscodeIds: ['typescript'],
  extensions: ['.ts', '.mts', '.cts'],
  interpreters: ['deno', 'ts-node', 'tsx'],
  grammar: 'tree-sitter-typescript.wasm',
  source: 'tree-sitter-typescript (MIT)',
  kinds,
  functions: scriptFunctions,
};

/** A grammar of its own: `<T>x` is a cast in TypeScript and an element in TSX. */
export const tsx: SyntaxLanguage = {
  id: 'tsx',
  name: 'TypeScript JSX',
  vscodeIds: ['typescriptreact'],
  extensions: ['.tsx'],
  grammar: 'tree-sitter-tsx.wasm',
  source: 'tree-sitter-typescript (MIT)',
  kinds,
  functions: scriptFunctions,
};
