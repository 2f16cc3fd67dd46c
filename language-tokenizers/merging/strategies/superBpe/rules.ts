/** Most words of a token. */
const MOST_WORDS = 4;

/** What SuperBPE's trainer lets be a token, by its bytes: no colon before a blank, and at most four words. */
export function mayBeSuperword(bytes: string): boolean {
  return !bytes.includes(': ') && bytes.split(' ').filter((word) => word !== '').length <= MOST_WORDS;
}
