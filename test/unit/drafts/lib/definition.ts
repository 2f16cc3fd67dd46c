/** SuffixDecoding as the paper defines it, on a tree of strings that is written out in full. */
import type { SpeculateOptions } from '../../../../sidecar/drafts/suffix/speculate';

interface Node {
  count: number;
  /** Newest occurrence. */
  last: number;
  readonly children: Map<number, Node>;
}

const leaf = (): Node => ({ count: 0, last: -1, children: new Map() });

/** All substrings of the texts up to the depth, with how often each occurs. */
export function treeOf(texts: readonly (readonly number[])[], depth: number): Node {
  const root = leaf();
  let position = 0;
  for (const text of texts) {
    for (let start = 0; start < text.length; start++) {
      let node = root;
      for (const token of text.slice(start, start + depth)) {
        let child = node.children.get(token);
        if (!child) node.children.set(token, (child = leaf()));
        child.count++;
        child.last = position + start;
        node = child;
      }
    }
    position += text.length;
  }
  return root;
}

/** The newest occurrence ends last; of equally frequent children the one that came last wins. */
export function speculateByDefinition(
  root: Node,
  context: readonly number[],
  options: SpeculateOptions,
  shortest = 1,
): { tokens: number[]; score: number; matched: number } | undefined {
  let best: { tokens: number[]; score: number; matched: number } | undefined;
  for (let matched = shortest; matched <= Math.min(context.length, options.depth); matched++) {
    let node: Node | undefined = root;
    for (const token of context.slice(-matched)) node = node?.children.get(token);
    if (!node) break;
    const budget = Math.min(options.most, Math.floor(options.factor * matched + options.offset + 1e-6));
    const tokens: number[] = [];
    let probability = 1;
    let score = 0;
    while (tokens.length < budget && node.children.size > 0) {
      const [token, child]: [number, Node] = [...node.children].reduce((a, b) =>
        b[1].count > a[1].count || (b[1].count === a[1].count && b[1].last > a[1].last) ? b : a,
      );
      probability *= child.count / node.count;
      if (probability < options.least) break;
      tokens.push(token);
      score += probability;
      node = child;
    }
    if (tokens.length > 0 && score >= (best?.score ?? 0)) best = { tokens, score, matched };
  }
  return best;
}
