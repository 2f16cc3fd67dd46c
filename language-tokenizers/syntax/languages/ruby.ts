import { nameField, type SyntaxLanguage } from '../language';

export const ruby: SyntaxLanguage = {
  id: 'ruby',
  name: 'Ruby',
  vscodeIds: ['ruby'],
  extensions: ['.rb', '.rake', '.gemspec', '.ru', '.podspec', '.rbi'],
  fileNames: ['Rakefile', 'Gemfile', 'Guardfile', 'Podfile', 'Fastfile', 'Vagrantfile', 'Brewfile'],
  interpreters: ['ruby', 'jruby'],
  grammar: 'tree-sitter-ruby.wasm',
  source: 'tree-sitter-ruby (MIT)',
  whole: ['character', 'uninterpreted', 'heredoc_beginning'],
  kinds: {
    'class>constant': 'type',
    'module>constant': 'type',
    'superclass>constant': 'type',
    constant: 'identifier',
    simple_symbol: 'string',
    hash_key_symbol: 'string',
    uninterpreted: 'comment',
    '%w(': 'punctuation',
    '%i(': 'punctuation',
    'regex>/': 'string',
    'block_parameters>|': 'punctuation',
  },
  functions: { types: ['method', 'singleton_method'], wrappers: [], name: nameField, hasBody: () => true },
};
