import type { TokenId } from '../engine/engine';
import type { Context } from './cover';

/** A row of tokens after the safe cut that some group of the cover goes through. */
export interface ContextNode {
  /** The tokens from the cut to here. */
  readonly path: readonly TokenId[];
  /** The group whose last token comes next, if there is one. */
  context: Context | undefined;
  readonly children: Map<TokenId, ContextNode>;
}

/** Joins the groups of a cover where they begin with the same tokens. */
export function contextTree(contexts: readonly Context[]): ContextNode {
  const root = emptyNode([]);
  for (const context of contexts) {
    let node = root;
    for (const token of context.left) {
      let child = node.children.get(token);
      if (child === undefined) {
        child = emptyNode([...node.path, token]);
        node.children.set(token, child);
      }
      node = child;
    }
    node.context = context;
  }
  return root;
}

/** The first node where there is something to choose. */
export function firstChoice(node: ContextNode): ContextNode {
  let at = node;
  while (at.context === undefined && at.children.size === 1) at = at.children.values().next().value!;
  return at;
}

/** The groups at a node and below. */
export function* contextsBelow(node: ContextNode): Generator<Context> {
  if (node.context !== undefined) yield node.context;
  for (const child of node.children.values()) yield* contextsBelow(child);
}

function emptyNode(path: readonly TokenId[]): ContextNode {
  return { path, context: undefined, children: new Map() };
}
