import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

/** Comments are read, too: the grammar knows them, and so does JSON with comments. */
export const json: SyntaxLanguage = {
  id: 'json',
  name: 'JSON',
  vscodeIds: ['json', 'jsonc', 'jsonl', 'snippets'],
  extensions: [
    '.json',
    '.jsonc',
    '.jsonl',
    '.ndjson',
    '.webmanifest',
    '.geojson',
    '.ipynb',
    '.code-workspace',
    '.code-snippets',
    '.map',
  ],
  fileNames: [
    '.babelrc',
    '.eslintrc',
    '.prettierrc',
    '.jshintrc',
    '.swcrc',
    'composer.lock',
    'Pipfile.lock',
    'flake.lock',
  ],
  grammar: 'tree-sitter-json.wasm',
  source: 'tree-sitter-json (MIT)',
  functions: NO_FUNCTIONS,
};
