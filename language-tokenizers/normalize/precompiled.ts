import { TokenizerFileError } from '../tokenizerJson/error';
import { DoubleArray } from './doubleArray';
import type { Normalized, Normalizer } from './normalizer';
import { Rewriter } from './rewriter';

const encoder = new TextEncoder();

/** What may hold a grapheme cluster of more than one code point: but for a line end, none has two of ASCII. */
const STRETCHES = /\r\n|(?:[\0-\x7f]?[^\0-\x7f]+)+(?:\r\n|[\0-\x7f])?/g;

/**
 * SentencePiece's own normalizer: a table of replacements, compiled into a SentencePiece model. As Hugging Face reads
 * it, a grapheme cluster of less than six bytes is replaced by what its shortest beginning in the table stands for;
 * where it has none, and in longer clusters, each code point is looked up by itself.
 *
 * Clusters are those of the host's Intl.Segmenter. Versions of Unicode differ in a few of them, none of which are
 * short enough to matter but for rare sequences of Indic letters.
 */
export class Precompiled implements Normalizer {
  private readonly trie: DoubleArray;
  /** All replacements, each ended by a NUL. */
  private readonly replacements: Uint8Array;
  private readonly segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  private readonly ascii: readonly (string | undefined)[];
  /** Of clusters and code points; undefined for one that stays. */
  private readonly cache = new Map<string, string | undefined>();

  constructor(charsmap: Uint8Array) {
    const view = new DataView(charsmap.buffer, charsmap.byteOffset, charsmap.byteLength);
    const size = charsmap.length < 4 ? NaN : view.getUint32(0, true);
    if (!(size % 4 === 0 && size > 0 && 4 + size <= charsmap.length))
      throw new TokenizerFileError(
        'The tokenizer file has a precompiled_charsmap that is cut short or broken.',
      );
    this.trie = new DoubleArray(
      Uint32Array.from({ length: size / 4 }, (_, i) => view.getUint32(4 + 4 * i, true)),
    );
    this.replacements = charsmap.subarray(4 + size);
    this.ascii = Array.from({ length: 128 }, (_, unit) => this.find(String.fromCharCode(unit)));
  }

  normalize(text: string): Normalized {
    const rewriter = new Rewriter(text);
    let at = 0;
    for (const { 0: stretch, index } of text.matchAll(STRETCHES)) {
      this.rewriteAscii(text, at, index, rewriter);
      for (const { segment, index: start } of this.segmenter.segment(stretch)) {
        this.rewriteCluster(segment, index + start, rewriter);
      }
      at = index + stretch.length;
    }
    this.rewriteAscii(text, at, text.length, rewriter);
    return rewriter.finish();
  }

  private rewriteAscii(text: string, from: number, to: number, rewriter: Rewriter): void {
    let kept = from;
    for (let at = from; at < to; at++) {
      const replacement = this.ascii[text.charCodeAt(at)];
      if (replacement === undefined) continue;
      rewriter.keep(kept, at);
      put(rewriter, text[at]!, replacement, at);
      kept = at + 1;
    }
    rewriter.keep(kept, to);
  }

  private rewriteCluster(cluster: string, start: number, rewriter: Rewriter): void {
    // Six units have six bytes at least.
    const whole =
      cluster.length < 6 && encoder.encode(cluster).length < 6 ? this.replacement(cluster) : undefined;
    if (whole !== undefined) {
      put(rewriter, cluster, whole, start);
      return;
    }
    let at = start;
    for (const character of cluster) {
      const replacement = this.replacement(character);
      if (replacement === undefined) rewriter.keep(at, at + character.length);
      else put(rewriter, character, replacement, at);
      at += character.length;
    }
  }

  private replacement(part: string): string | undefined {
    if (part.length === 1 && part < '\x80') return this.ascii[part.charCodeAt(0)];
    if (this.cache.has(part)) return this.cache.get(part);
    const found = this.find(part);
    if (this.cache.size >= 65536) this.cache.clear();
    this.cache.set(part, found);
    return found;
  }

  private find(part: string): string | undefined {
    const start = this.trie.shortestPrefix(encoder.encode(part));
    if (start === undefined) return undefined;
    const end = this.replacements.indexOf(0, start);
    return new TextDecoder().decode(this.replacements.subarray(start, end < 0 ? undefined : end));
  }
}

/**
 * Puts `after` in the place of `before`: one code point for one, and those that are too many for the last that has a
 * counterpart.
 */
function put(rewriter: Rewriter, before: string, after: string, start: number): void {
  const old = Array.from(before);
  let at = start;
  Array.from(after).forEach((character, i) => {
    rewriter.put(character, at);
    if (i + 1 < old.length) at += old[i]!.length;
  });
}
