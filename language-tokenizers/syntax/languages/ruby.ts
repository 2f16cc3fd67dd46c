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
  functions: { types: ['method', 'singleton_method'], wrappers: [], name: nameField },
};
