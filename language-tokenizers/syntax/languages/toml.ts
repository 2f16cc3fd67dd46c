import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const toml: SyntaxLanguage = {
  id: 'toml',
  name: 'TOML',
  vscodeIds: ['toml'],
  extensions: ['.toml'],
  fileNames: ['Cargo.lock', 'Pipfile', 'poetry.lock', 'uv.lock', 'pdm.lock', 'Gopkg.lock'],
  grammar: 'tree-sitter-toml.wasm',
  source: '@tree-sitter-grammars/tree-sitter-toml (MIT)',
  functions: NO_FUNCTIONS,
};
