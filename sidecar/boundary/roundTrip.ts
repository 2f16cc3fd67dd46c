import type { BoundaryRequest } from './boundary';
import { bytesOf } from './bytes';

/** Bytes before the cursor that are compared: more than any token has. */
const COMPARED = 1024;

const utf8 = new TextEncoder();

/**
 * True when the last tokens of the prompt spell the text before the cursor, byte by byte. Tokenizers that normalise
 * (NFC), that have no token for some bytes, or that add a space of their own do not give every text back; the request
 * may leave out the text, and then this is not known and taken to be so.
 */
export function spellsText({
  engine,
  tailText,
  tailTokens,
  tokens,
}: Pick<BoundaryRequest, 'engine' | 'tailText' | 'tailTokens' | 'tokens'>): boolean {
  if (tailText === undefined) return true;
  const text = utf8.encode(tailText.slice(-COMPARED));
  const last = tokens.slice(tokens.length - tailTokens).slice(-COMPARED);
  const spelled = bytesOf(last, engine.vocabulary);
  if (spelled.length === 0) return text.length === 0;
  // A long text is cut to the prompt's budget, so that its tokens may spell the end of it only.
  const compared = Math.min(text.length, spelled.length);
  for (let back = 1; back <= compared; back++) {
    if (spelled[spelled.length - back] !== text[text.length - back]) return false;
  }
  return true;
}
