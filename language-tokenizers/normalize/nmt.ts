import { mapCodePoints } from './filter';
import { ANYWHERE, type Normalizer } from './normalizer';

/** SentencePiece's "nmt" rules, without its NFKC: drops controls, makes odd spaces plain ones. */
export const nmt: Normalizer = {
  normalize: (text) => mapCodePoints(text, replacement),
  isBoundary: ANYWHERE,
};

function replacement(codePoint: number): string | undefined {
  if (codePoint >= 0x20 && codePoint < 0x7f) return undefined;
  if (SPACES.has(codePoint)) return ' ';
  const isDropped =
    (codePoint > 0 && codePoint < 0x20) || codePoint === 0x7f || codePoint === 0x8f || codePoint === 0x9f;
  return isDropped ? '' : undefined;
}

/** What counts as a space: line ends, spaces and joiners without width, SentencePiece's own mark, U+FFFD. */
const SPACES: ReadonlySet<number> = new Set([
  0x09, 0x0a, 0x0c, 0x0d, 0x1680, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x2581, 0xfeff,
  0xfffd,
]);
