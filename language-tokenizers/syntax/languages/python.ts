import { nameField, type SyntaxLanguage } from '../language';

export const python: SyntaxLanguage = {
  id: 'python',
  name: 'Python',
  vscodeIds: ['python'],
  extensions: ['.py', '.pyi', '.pyw'],
  fileNames: ['SConstruct', 'SConscript', 'wscript'],
  interpreters: ['python', 'pypy'],
  grammar: 'tree-sitter-python.wasm',
  source: 'tree-sitter-python (MIT)',
  // Python has no type names of its own: an identifier is one where the grammar expects a type.
  kinds: {
    'type>identifier': 'type',
    'generic_type>identifier': 'type',
    'union_type>identifier': 'type',
    'member_type>identifier': 'type',
    'class_definition>identifier': 'type',
    'class_pattern>identifier': 'type',
  },
  functions: { types: ['function_definition'], wrappers: ['decorated_definition'], name: nameField },
};
