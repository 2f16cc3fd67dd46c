export const NEW_LINE = '[NL]';

/** Runs of spaces in as few tokens as can be, and the other blanks that have tokens. */
const SPACES = [16, 8, 4, 2, 1] as const;
const BLANKS: ReadonlyMap<string, string> = new Map([
  ['\n', NEW_LINE],
  ['\r', '[CR]'],
  ['\t', '[TAB]'],
]);

/** Text of the tokens that 'exact' has for blanks. */
export const BLANK_TEXTS: ReadonlyMap<string, string> = new Map([
  ...[...BLANKS].map(([text, token]) => [token, text] as const),
  ...SPACES.map((count) => [spaceToken(count), ' '.repeat(count)] as const),
]);

/** The tokens of any text: blanks have their own, and what is between them stays. */
export function exactTokens(text: string): string[] {
  return (text.match(/ +|[\n\r\t]|[^ \n\r\t]+/g) ?? []).flatMap((piece) => {
    const blank = BLANKS.get(piece);
    return piece.startsWith(' ') ? spaceTokens(piece.length) : [blank ?? piece];
  });
}

function spaceTokens(count: number): string[] {
  let left = count;
  return SPACES.flatMap((size) => {
    const times = Math.floor(left / size);
    left -= times * size;
    return new Array<string>(times).fill(spaceToken(size));
  });
}

function spaceToken(count: number): string {
  return count === 1 ? '[SP]' : `[SP${count}]`;
}
