import { nameField, type SyntaxLanguage } from '../language';

export const bash: SyntaxLanguage = {
  id: 'bash',
  name: 'Bash',
  vscodeIds: ['shellscript'],
  extensions: ['.sh', '.bash', '.zsh', '.ksh', '.bats', '.ebuild', '.eclass'],
  fileNames: [
    '.bashrc',
    '.bash_profile',
    '.bash_aliases',
    '.bash_logout',
    '.profile',
    '.zshrc',
    '.zshenv',
    '.zprofile',
    'PKGBUILD',
    'APKBUILD',
  ],
  interpreters: ['sh', 'bash', 'dash', 'ash', 'ksh', 'zsh', 'bats'],
  grammar: 'tree-sitter-bash.wasm',
  source: 'tree-sitter-bash (MIT)',
  kinds: {
    'command_name>word': 'identifier',
    'function_definition>word': 'identifier',
    word: 'string',
    extglob_pattern: 'string',
    file_descriptor: 'number',
    'command_substitution>`': 'punctuation',
  },
  functions: { types: ['function_definition'], wrappers: [], name: nameField },
};
