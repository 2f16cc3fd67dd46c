/*
 * Words as multi-word tokenization has them: what stands between white space, each Chinese character by itself.
 */
const WORDS = /\p{Script=Han}|[^\p{Script=Han}\s]+/gu;

export interface Words {
  readonly length: number;
  readonly texts: readonly string[];
  /** UTF-16 offset of each word. */
  readonly starts: readonly number[];
  /**
   * Whether exactly one blank stands between a word and the one before. Only such words make an n-gram, so that it
   * says what text it stands for; the published code joins words over any white space, which it then loses.
   */
  readonly follows: readonly boolean[];
}

export function wordsOf(text: string): Words {
  const texts: string[] = [];
  const starts: number[] = [];
  const follows: boolean[] = [];
  let end = -1;
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    texts.push(word);
    starts.push(index);
    follows.push(end >= 0 && index === end + 1 && text.charCodeAt(end) === 0x20);
    end = index + word.length;
  }
  return { length: texts.length, texts, starts, follows };
}
