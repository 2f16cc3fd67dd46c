import type { Node, Tree } from 'web-tree-sitter';
import type { Grammar } from './grammar';
import type { FunctionRange } from './unit';

/** All named functions with a body, outer before inner, in order of their start. */
export function functionsOf(tree: Tree, grammar: Grammar): FunctionRange[] {
  const found: FunctionRange[] = [];
  const cursor = tree.walk();
  try {
    for (;;) {
      const rule = grammar.rule(cursor.nodeTypeId, cursor);
      if (grammar.functionTypes.has(rule.type) && cursor.nodeIsNamed) {
        const range = describe(cursor.currentNode, grammar);
        if (range) found.push(range);
      }
      if (rule.whole !== 'always' && cursor.gotoFirstChild()) continue;
      while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return found;
    }
  } finally {
    cursor.delete();
  }
}

function describe(definition: Node, grammar: Grammar): FunctionRange | undefined {
  const rules = grammar.language.functions;
  if (!definition.childForFieldName('body')) return undefined;
  const named = rules.name(definition);
  if (!named || named.startIndex === named.endIndex) return undefined;
  let whole = definition;
  for (let parent = whole.parent; parent && rules.wrappers.includes(parent.type); parent = parent.parent) {
    const { type } = whole;
    if (parent.namedChildren.filter((child) => child.type === type).length > 1) break;
    whole = parent;
  }
  return {
    name: tidy(named.text),
    start: whole.startIndex,
    end: whole.endIndex,
    nameStart: named.startIndex,
  };
}

function tidy(text: string): string {
  // C++: a conversion operator's node holds its parameter list; "operator()" is a name.
  const conversion = /^(.*\boperator\s[^(]+)\(/s.exec(text)?.[1];
  return (conversion ?? text)
    .replace(/^(['"])(.*)\1$/s, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}
