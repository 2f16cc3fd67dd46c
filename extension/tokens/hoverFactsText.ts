import type { MergeNode } from '../../language-tokenizers/bpe/facts';
import type { FactsInfo, PlaceInfo } from './service/hoverFacts';
import { asCode, visible } from './visibleText';

/** Characters of a merge path that are shown; a longer one stops at its larger parts. */
const MAX_PATH = 96;

const PLACES: Readonly<Record<PlaceInfo['place'], string>> = {
  lineStart: 'line start',
  space: 'after a space',
  bracket: 'after `(`',
};

/** Lines of Markdown about a token: how merging makes it, and what its word becomes elsewhere. */
export function renderFacts(facts: FactsInfo, bytes: Uint8Array): string[] {
  return [made(facts, bytes), elsewhere(facts)].filter((line) => line !== '');
}

function made({ merge, rank, reachable, special }: FactsInfo, bytes: Uint8Array): string {
  if (special) return 'special token: no text becomes it';
  const unreachable = reachable ? '' : 'no text becomes it by itself';
  const path = merge?.parts && asCode(mergePath(merge, bytes));
  const how = path === undefined ? '' : `merge ${(rank ?? 0).toLocaleString('en')}: ${path}`;
  return [how, unreachable].filter((part) => part !== '').join(' · ');
}

/** The merge path with brackets, as deep as there is room for: `((f·u)·(n·c))·(tion)`. */
function mergePath(merge: MergeNode, bytes: Uint8Array): string {
  let path = '';
  for (let depth = 1; ; depth++) {
    const deeper = pathOf(merge, bytes, depth, true);
    if (deeper === path || (path !== '' && deeper.length > MAX_PATH)) return path;
    path = deeper;
  }
}

function pathOf(
  { start, end, parts }: MergeNode,
  bytes: Uint8Array,
  depth: number,
  outermost = false,
): string {
  if (!parts || depth === 0) return spell(bytes.subarray(start, end));
  const joined = parts.map((part) => pathOf(part, bytes, depth - 1)).join('·');
  return outermost ? joined : `(${joined})`;
}

/** Text where the bytes are text, else their hexadecimal values. */
function spell(bytes: Uint8Array): string {
  try {
    return visible(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  }
}

function elsewhere({ places, word }: FactsInfo): string {
  if (places.length === 0) return '';
  const each = places.map(({ ids, joined, place }) => {
    const tokens = ids.length === 1 ? `id \`${ids[0]}\`` : `${ids.length} tokens`;
    return `${PLACES[place]} ${tokens}${joined && place === 'bracket' ? ' with the bracket' : ''}`;
  });
  return `${asCode(visible(word))} is elsewhere: ${each.join(', ')}`;
}
