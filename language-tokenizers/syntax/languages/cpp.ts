import type { SyntaxLanguage } from '../language';
import { c, declaratorName } from './c';

/** What only C++ has, at the start of a line: a header of both languages guards its "extern". */
const CPP_ONLY =
  /^\s*(?:class\s+\w+[^;]*[{:;]|namespace\b[\s\w:]*\{|template\s*<|using\s+[\w:]+\s*[=;]|(?:public|private|protected)\s*:|#\s*include\s*<[a-z_]+>)/m;
const C_GUARD = /^#\s*ifdef\s+__cplusplus[\s\S]*?^#\s*endif/gm;

export const cpp: SyntaxLanguage = {
  id: 'cpp',
  name: 'C++',
  vscodeIds: ['cpp'],
  extensions: ['.cpp', '.cc', '.cxx', '.c++', '.hpp', '.hh', '.hxx', '.h++', '.ipp', '.inl', '.tpp', '.ixx'],
  claims: { extensions: ['.h'], test: (text) => CPP_ONLY.test(text.replace(C_GUARD, '')) },
  grammar: 'tree-sitter-cpp.wasm',
  source: 'tree-sitter-cpp (MIT)',
  kinds: { ...c.kinds, auto: 'keyword', literal_suffix: 'identifier' },
  functions: { types: ['function_definition'], wrappers: ['template_declaration'], name: declaratorName },
};
