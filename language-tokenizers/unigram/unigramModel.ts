import { NONE, UnitTrie } from '../pipeline/unitTrie';
import type { WordModel, WordTokens } from '../pipeline/wordModel';
import { isHighSurrogate, isLowSurrogate } from '../text/codePoints';
import { BestPaths } from './bestPaths';

/** How much worse than the worst piece a code point without a piece is. */
const UNKNOWN_PENALTY = 10;

const encoder = new TextEncoder();

export interface UnigramVocabulary {
  /** Pieces and their log probabilities; ids are indices. */
  readonly pieces: readonly (readonly [string, number])[];
  /** The piece for code points that have none. */
  readonly unknown: number;
  /** Whether unknown code points are given as tokens of their bytes. */
  readonly byteFallback: boolean;
}

/**
 * SentencePiece's unigram model: the pieces of a word are those whose log probabilities add up to the most. Of equal
 * sums the one counts whose last piece begins first, as in Hugging Face's tokenizers.
 */
export class UnigramModel implements WordModel {
  readonly idLimit: number;
  private readonly trie: UnitTrie;
  private readonly scores: Float64Array;
  private readonly unknownScore: number;
  private readonly paths = new BestPaths();
  /** Ids of the tokens of single bytes; undefined where one of them is missing. */
  private readonly byteIds: readonly number[] | undefined;

  constructor(private readonly vocabulary: UnigramVocabulary) {
    const { byteFallback, pieces } = vocabulary;
    this.idLimit = pieces.length;
    this.trie = new UnitTrie(pieces.reduce((units, [piece]) => units + piece.length, 0));
    this.scores = new Float64Array(pieces.length);
    let worst = Infinity;
    pieces.forEach(([piece, score], id) => {
      this.trie.set(piece, id);
      this.scores[id] = score;
      worst = Math.min(worst, score);
    });
    this.unknownScore = worst - UNKNOWN_PENALTY;
    this.byteIds = byteFallback
      ? Array.from({ length: 256 }, (_, byte) => this.trie.get(byteToken(byte)))
      : undefined;
  }

  encode(word: string): WordTokens {
    const { paths, vocabulary } = this;
    this.findPaths(word);
    const [ids, ends, bytes]: [number[], number[], number[]] = [[], [], []];
    const steps = paths.back(word.length);
    for (let i = 0; i < steps.length; i++) {
      const { id, start } = steps[i]!;
      let { end } = steps[i]!;
      if (id !== vocabulary.unknown) {
        ids.push(id);
        ends.push(end);
        bytes.push(0);
        continue;
      }
      while (steps[i + 1]?.id === vocabulary.unknown) end = steps[++i]!.end;
      this.addUnknown(word, start, end, ids, ends, bytes);
    }
    return bytes.some((count) => count > 0) ? { ids, ends, bytes } : { ids, ends };
  }

  tokenBytes(id: number): Uint8Array | undefined {
    const piece = this.vocabulary.pieces[id]?.[0];
    if (piece === undefined) return undefined;
    const byte = this.vocabulary.byteFallback ? /^<0x([0-9A-F]{2})>$/.exec(piece)?.[1] : undefined;
    return byte === undefined
      ? encoder.encode(piece.replaceAll('▁', ' '))
      : Uint8Array.of(parseInt(byte, 16));
  }

  /** Finds the best way to every place in the word. */
  private findPaths(word: string): void {
    const { paths, scores, trie } = this;
    paths.begin(word.length);
    for (let start = 0; start < word.length;) {
      const next = start + widthAt(word, start);
      const before = paths.score(start);
      let hasSingle = false;
      for (let at = start, node = 0; at < word.length;) {
        node = trie.child(node, word.charCodeAt(at++));
        if (node === NONE) break;
        const id = trie.value(node);
        if (id === NONE) continue;
        paths.offer(at, start, id, scores[id]! + before);
        hasSingle ||= at === next;
      }
      if (!hasSingle) paths.offer(next, start, this.vocabulary.unknown, this.unknownScore + before);
      start = next;
    }
  }

  /** Adds what stands for the code points of word[start, end), none of which has a piece. */
  private addUnknown(
    word: string,
    start: number,
    end: number,
    ids: number[],
    ends: number[],
    bytes: number[],
  ): void {
    const text = word.slice(start, end);
    const whole = this.trie.get(text);
    const tokens = whole === NONE ? this.bytesOf(text) : undefined;
    if (!tokens) {
      ids.push(whole === NONE ? this.vocabulary.unknown : whole);
      ends.push(end);
      bytes.push(0);
      return;
    }
    let token = 0;
    for (let at = start; at < end;) {
      const width = widthAt(word, at);
      const count = encoder.encode(word.slice(at, at + width)).length;
      at += width;
      for (let k = 1; k <= count; k++) {
        ids.push(tokens[token++]!);
        ends.push(at);
        bytes.push(count === 1 ? 0 : k);
      }
    }
  }

  /** Tokens of a text's bytes; undefined where one of them has none. */
  private bytesOf(text: string): number[] | undefined {
    const { byteIds } = this;
    if (!byteIds) return undefined;
    const tokens = Array.from(encoder.encode(text), (byte) => byteIds[byte]!);
    return tokens.includes(NONE) ? undefined : tokens;
  }
}

function byteToken(byte: number): string {
  return `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
}

function widthAt(text: string, at: number): number {
  return isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1)) ? 2 : 1;
}
