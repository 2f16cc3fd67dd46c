import type { Node, Tree } from 'web-tree-sitter';
import { containerOf, isContainerType } from './containers';
import { functionOf } from './functions';
import type { Grammar } from './grammar';
import { readTree } from './readTree';
import type { FunctionRange } from './unit';
import { UnitRules } from './unitRules';

/** A function, or what functions stand in: a class, a module, a namespace. */
export interface Scope extends FunctionRange {
  readonly kind: 'function' | 'container';
}

/** What stands around a place in the text. */
export interface Surroundings {
  /** Names of the scopes around it, outer before inner. */
  readonly path: readonly string[];
  /** The innermost function. */
  readonly function: Scope | undefined;
}

const OUTSIDE: Surroundings = { path: [], function: undefined };

/** All scopes of a tree, outer before inner, in order of their start. */
export function scopesOf(tree: Tree, grammar: Grammar): Scope[] {
  const places = scopePlaces(tree, grammar);
  const found: Scope[] = [];
  const cursor = tree.walk();
  try {
    for (const place of places) {
      cursor.gotoDescendant(place);
      const scope = scopeOf(cursor.currentNode, grammar);
      if (scope) found.push(scope);
    }
  } finally {
    cursor.delete();
  }
  return found;
}

/** Answers what is around offsets that are asked for in ascending order. */
export function surroundingsInOrder(scopes: readonly Scope[]): (offset: number) => Surroundings {
  const open: Scope[] = [];
  let next = 0;
  let answer = OUTSIDE;
  return (offset) => {
    let moved = false;
    for (; next < scopes.length && scopes[next]!.start <= offset; next++)
      moved = open.push(scopes[next]!) > 0;
    if (moved || open.some(({ end }) => end <= offset)) {
      open.splice(0, open.length, ...open.filter(({ end }) => end > offset));
      answer = {
        path: open.map(({ name }) => name),
        function: open.findLast(({ kind }) => kind === 'function'),
      };
    }
    return answer;
  };
}

/** Places, among all of the tree's nodes, of those that may be scopes. */
function scopePlaces(tree: Tree, grammar: Grammar): number[] {
  const rules = UnitRules.of(grammar);
  return readTree(tree, (reader) => {
    const places: number[] = [];
    for (;;) {
      const rule = rules.rule(reader.nodeTypeId, reader);
      if (rules.mayBeScope(rule) && reader.nodeIsNamed) places.push(reader.currentDescendantIndex);
      if (rule.whole !== 'always' && reader.gotoFirstChild()) continue;
      while (!reader.gotoNextSibling()) if (!reader.gotoParent()) return places;
    }
  });
}

function scopeOf(node: Node, grammar: Grammar): Scope | undefined {
  if (grammar.functionTypes.has(node.type)) {
    const range = functionOf(node, grammar.language);
    if (range) return { kind: 'function', ...range };
  }
  const range = isContainerType(node.type) ? containerOf(node) : undefined;
  return range && { kind: 'container', ...range };
}
