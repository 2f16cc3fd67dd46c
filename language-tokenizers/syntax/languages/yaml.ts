import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

export const yaml: SyntaxLanguage = {
  id: 'yaml',
  name: 'YAML',
  vscodeIds: ['yaml', 'dockercompose', 'github-actions-workflow', 'ansible', 'home-assistant'],
  extensions: ['.yaml', '.yml', '.cff', '.clang-format'],
  fileNames: ['.clang-format', '.clang-tidy', '.clangd', 'CITATION.cff', 'pubspec.lock', 'Podfile.lock'],
  grammar: 'tree-sitter-yaml.wasm',
  source: '@tree-sitter-grammars/tree-sitter-yaml (MIT)',
  whole: [
    'double_quote_scalar',
    'single_quote_scalar',
    'block_scalar',
    'yaml_directive',
    'tag_directive',
    'reserved_directive',
  ],
  kinds: {
    double_quote_scalar: 'string',
    single_quote_scalar: 'string',
    block_scalar: 'string',
    timestamp_scalar: 'number',
    tag: 'type',
    '-': 'punctuation',
    '?': 'punctuation',
    '---': 'punctuation',
    '...': 'punctuation',
  },
  functions: NO_FUNCTIONS,
};
