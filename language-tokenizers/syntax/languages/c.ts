import type { Node } from 'web-tree-sitter';
import type { SyntaxLanguage } from '../language';

/**
 * The name inside a declarator: `*(*f(int))[3]` is f. Pointers, references and parentheses wrap the function's
 * declarator, which wraps the name.
 */
export function declaratorName(definition: Node): Node | undefined {
  let node = definition.childForFieldName('declarator');
  while (node && node.type !== 'operator_cast') {
    const inner: Node | null =
      node.childForFieldName('declarator') ??
      (node.type.endsWith('_declarator') ? node.firstNamedChild : null);
    if (!inner) return node;
    node = inner;
  }
  return node ?? undefined;
}

export const c: SyntaxLanguage = {
  id: 'c',
  name: 'C',
  vscodeIds: ['c'],
  extensions: ['.c', '.h'],
  grammar: 'tree-sitter-c.wasm',
  source: 'tree-sitter-c (MIT)',
  kinds: { 'preproc_defined>defined': 'directive' },
  functions: { types: ['function_definition'], wrappers: [], name: declaratorName },
};
