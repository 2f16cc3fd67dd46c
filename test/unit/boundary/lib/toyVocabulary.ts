import type { TokenId, Vocabulary } from '../../../../sidecar/engine/engine';

/** Merges of the toy, the first the most important. */
const MERGES = [
  ['a', 'b'],
  ['ab', 'a'],
  ['b', 'b'],
  ['ab', 'ab'],
  ['bb', 'a'],
] as const;

const TEXTS = ['a', 'b', ...MERGES.map(([left, right]) => left + right)];

/** Byte-pair encoding over two letters, small enough that everything about it can be counted. */
export class ToyVocabulary implements Vocabulary {
  readonly begin = TEXTS.length;
  readonly end = TEXTS.length + 1;
  readonly size = TEXTS.length + 2;
  readonly beginOfSequence = this.begin;

  tokenBytes(id: TokenId): Uint8Array {
    return new TextEncoder().encode(TEXTS[id] ?? '');
  }

  special(text: string): TokenId | undefined {
    return text === '<begin>' ? this.begin : text === '<end>' ? this.end : undefined;
  }

  isEndOfGeneration(id: TokenId): boolean {
    return id === this.end;
  }

  tokenize(text: string): TokenId[] {
    let parts = Array.from(text);
    for (const [left, right] of MERGES) {
      const merged: string[] = [];
      for (const part of parts) {
        if (part === right && merged.at(-1) === left) merged[merged.length - 1] = left + right;
        else merged.push(part);
      }
      parts = merged;
    }
    return parts.map((part) => TEXTS.indexOf(part));
  }

  text(tokens: readonly TokenId[]): string {
    return tokens.map((id) => TEXTS[id] ?? '').join('');
  }

  isValid(tokens: readonly TokenId[]): boolean {
    return this.tokenize(this.text(tokens)).join() === tokens.join();
  }
}

/** All texts of the two letters with `length` of them. */
export function textsOf(length: number): string[] {
  return length === 0 ? [''] : textsOf(length - 1).flatMap((text) => [`${text}a`, `${text}b`]);
}
