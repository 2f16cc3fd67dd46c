import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const toml: SyntaxLanguage = {
  id: 'toml',
  name: 'TOML',
  vscodeIds: ['toml'],
  extensions: ['.toml'],
  fileNames: ['Cargo.lock', 'Pipfile', 'poetry.lock', 'uv.lock', 'pdm.lock', 'Gopkg.lock'],
  grammar: 'tree-sitter-toml.wasm',
  source: '@tree-sitter-grammars/tree-sitter-toml (MIT)',
  whole: ['quoted_key'],
  kinds: {
    quoted_key: 'string',
    offset_date_time: 'number',
    local_date_time: 'number',
    local_date: 'number',
    local_time: 'number',
  },
  functions: NO_FUNCTIONS,
};
