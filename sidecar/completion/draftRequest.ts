import type { BoundaryStart } from '../boundary/boundary';
import type { DraftRequest } from '../drafts/source';
import type { TokenId, Vocabulary } from '../engine/engine';
import { isStopToken, type FimFormat, type Prompt } from '../fim/index';
import type { CompleteParams } from '../protocol';

/** What the sources of drafts may know of a request. */
export function draftRequest(
  { format, vocabulary }: { readonly format: FimFormat; readonly vocabulary: Vocabulary },
  { head }: Pick<Prompt, 'head'>,
  { tokens, chosen, written }: Pick<BoundaryStart, 'tokens' | 'chosen' | 'written'>,
  { expected = '', workspace = '' }: Pick<CompleteParams, 'expected' | 'workspace'>,
  signal: AbortSignal,
): DraftRequest {
  const isControl = (id: TokenId): boolean =>
    vocabulary.tokenBytes(id).length === 0 ||
    format.parts.includes(id) ||
    isStopToken(format, vocabulary, id);
  const texts = textsOf(tokens, head, isControl);
  return { tokens, chosen, texts, written, isControl, expected, workspace, signal };
}

/** The texts between control tokens; last the one that the answer goes on from, with the lines above it. */
function textsOf(
  tokens: readonly TokenId[],
  head: readonly TokenId[],
  isControl: (id: TokenId) => boolean,
): TokenId[][] {
  const runs: TokenId[][] = [[]];
  for (const id of tokens) {
    if (isControl(id)) runs.push([]);
    else runs.at(-1)!.push(id);
  }
  const last = runs.pop()!;
  // What stands above those lines, such as other files told as comments, is a text of its own.
  const others = runs.map((run) => withoutEnd(run, head)).filter((run) => run.length > 0);
  return [...others, [...head, ...last]];
}

function withoutEnd(run: TokenId[], end: readonly TokenId[]): TokenId[] {
  const from = run.length - end.length;
  return from >= 0 && end.every((id, i) => id === run[from + i]) ? run.slice(0, from) : run;
}
