import type { SyntaxLanguage } from '../language';
import { html } from './html';

/** Single-file components: HTML with directives; scripts, styles and expressions have grammars of their own. */
export const vue: SyntaxLanguage = {
  id: 'vue',
  name: 'Vue',
  vscodeIds: ['vue'],
  extensions: ['.vue'],
  grammar: 'tree-sitter-vue.wasm',
  source: 'tree-sitter-vue (MIT), built in @repomix/tree-sitter-wasms',
  whole: [...(html.whole ?? [])],
  kinds: {
    ...html.kinds,
    directive_name: 'identifier',
    directive_value: 'identifier',
    directive_modifier: 'identifier',
    dynamic_directive_inner_value: 'identifier',
    '{{': 'punctuation',
    '}}': 'punctuation',
  },
  functions: html.functions,
};
