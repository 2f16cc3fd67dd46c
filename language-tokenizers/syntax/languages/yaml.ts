import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const yaml: SyntaxLanguage = {
  id: 'yaml',
  name: 'YAML',
  vscodeIds: ['yaml', 'dockercompose', 'github-actions-workflow', 'ansible', 'home-assistant'],
  extensions: ['.yaml', '.yml', '.cff', '.clang-format'],
  fileNames: ['.clang-format', '.clang-tidy', '.clangd', 'CITATION.cff', 'pubspec.lock', 'Podfile.lock'],
  grammar: 'tree-sitter-yaml.wasm',
  source: '@tree-sitter-grammars/tree-sitter-yaml (MIT)',
  functions: NO_FUNCTIONS,
};
