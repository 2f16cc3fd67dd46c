import type { SyntaxLanguage } from '../language';
import { c, declaratorName } from './c';

export const cpp: SyntaxLanguage = {
  id: 'cpp',
  name: 'C++',
  vscodeIds: ['cpp'],
  extensions: ['.cpp', '.cc', '.cxx', '.c++', '.hpp', '.hh', '.hxx', '.h++', '.ipp', '.inl', '.tpp', '.ixx'],
  grammar: 'tree-sitter-cpp.wasm',
  source: 'tree-sitter-cpp (MIT)',
  kinds: { ...c.kinds, auto: 'keyword', literal_suffix: 'identifier' },
  functions: { types: ['function_definition'], wrappers: ['template_declaration'], name: declaratorName },
};
