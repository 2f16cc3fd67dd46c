import type { Engine, Logits, TokenId, Vocabulary } from '../engine/engine';
import { logNormaliser } from '../engine/logits';
import { draw } from '../engine/llama/sampling';
import { bytesOf } from './bytes';
import { canonicalOf, type Canonical } from './canonical';
import { contextTree } from './contextTree';
import { contextsOf, Members } from './cover';
import { NodeLogits } from './nodeLogits';
import { Reader } from './reader';
import { cutTail } from './safeCut';
import { tokenTrieOf, type TokenTrie } from './tokenTrie';
import { addLogs, weigh } from './weigh';

/** The end of the text, beside the 256 bytes. */
export const END_OF_TEXT = 256;

/** The tokens that end a text. */
export function endTokens(vocabulary: Vocabulary): TokenId[] {
  const ids = Array.from({ length: vocabulary.size }, (_, id) => id);
  return ids.filter((id) => vocabulary.isEndOfGeneration(id));
}

/** A row of tokens that begins with the text so far. */
interface Row {
  /** Its tokens after the safe cut. */
  readonly tokens: readonly TokenId[];
  readonly logProbability: number;
  /** What of its last token lies after the text so far. */
  readonly rest: Uint8Array;
}

export interface NextByteRequest {
  readonly engine: Engine;
  /** Tokens of the whole prompt, at least two. */
  readonly tokens: readonly TokenId[];
  /** How many of them, at the end, are text that may have other tokens. */
  readonly tailTokens: number;
  readonly signal: AbortSignal;
  /**
   * Rows whose share of the weight is below it are left out (default 1e-6, which spares the tokenizer thousands of
   * questions a byte); 0 for none.
   */
  readonly leastShare?: number;
}

/**
 * The model's distribution over bytes (arXiv 2410.09303, spec 2.4): what the next byte is, given all bytes so far and
 * whatever tokens they are of. Rows of tokens are kept that begin with the text and reach beyond it; the ones that
 * end with it are gone on from by asking the model.
 *
 * For tools and tests: a byte costs up to a decode call and a look at the whole vocabulary.
 */
export class NextByte {
  #rows: readonly Row[] = [];
  /** The distribution after the text so far, once it was asked for. */
  #weights: Float64Array | undefined;
  /** True once {@link distribution} has put the continuations of the rows that end with the text among the rows. */
  #isGrown = false;
  #endWeight = 0;
  readonly #vocabulary: Vocabulary;
  readonly #canonical: Canonical;
  readonly #trie: TokenTrie;
  readonly #ends: readonly TokenId[];
  readonly #leastShare: number;

  private constructor(
    private readonly reader: Reader,
    { engine, leastShare = 1e-6 }: NextByteRequest,
  ) {
    this.#vocabulary = engine.vocabulary;
    this.#canonical = canonicalOf(engine.vocabulary);
    this.#trie = tokenTrieOf(engine.vocabulary);
    this.#ends = endTokens(engine.vocabulary);
    this.#leastShare = leastShare;
  }

  /** The distribution at the end of a prompt; undefined where no safe cut is found in it. */
  static async at(request: NextByteRequest): Promise<NextByte | undefined> {
    const { engine, tokens, tailTokens, signal } = request;
    const { vocabulary } = engine;
    if (tokens.length < 2 || tailTokens === 0) return undefined;
    const trie = tokenTrieOf(vocabulary);
    const canonical = canonicalOf(vocabulary);
    const tail = cutTail({ vocabulary, tokens, tailTokens, trie, canonical });
    if (tail === undefined) return undefined;
    const tokenBytes = (id: TokenId): Uint8Array => vocabulary.tokenBytes(id);
    const reader = new Reader(engine, tail.kept, signal);
    const next = new NextByte(reader, request);
    const root = contextTree(contextsOf(tail, trie, canonical, tokenBytes));
    const ahead = engine.logitsAreCheap ? tail.tokens.slice(0, -1) : undefined;
    const logitsOf = new NodeLogits(reader, ahead);
    const rows = await weigh(root, logitsOf, new Members(trie, canonical, tokenBytes), {
      temperature: 1,
      leastShare: next.#leastShare,
      most: Infinity,
      mostAsked: Infinity,
    });
    next.#rows = rows.map(({ tokens: row, logProbability }) => ({
      tokens: row,
      logProbability,
      rest: bytesOf(row, vocabulary).slice(tail.bytes.length),
    }));
    return next;
  }

  /** Probabilities of the 256 bytes, and of the end of the text at {@link END_OF_TEXT}; their sum is 1. */
  async distribution(): Promise<Float64Array> {
    if (this.#weights !== undefined) return this.#weights;
    await this.#grow();
    const weights = new Float64Array(END_OF_TEXT + 1);
    for (const { rest, logProbability } of this.#rows) weights[rest[0]!]! += Math.exp(logProbability);
    weights[END_OF_TEXT] = this.#endWeight;
    const sum = weights.reduce((total, weight) => total + weight, 0);
    this.#weights = sum > 0 ? weights.map((weight) => weight / sum) : weights;
    return this.#weights;
  }

  /** Puts a byte at the end of the text; false where no row of tokens goes on with it, and then nothing changes. */
  async push(byte: number): Promise<boolean> {
    await this.#grow();
    const rows = this.#rows.filter(({ rest }) => rest[0] === byte);
    if (rows.length === 0) return false;
    // Only what they weigh beside each other counts: so small numbers stay out of it.
    const whole = rows.reduce((sum, { logProbability }) => addLogs(sum, logProbability), -Infinity);
    this.#rows = rows
      .map(({ tokens, rest, logProbability }) => ({
        tokens,
        rest: rest.subarray(1),
        logProbability: logProbability - whole,
      }))
      .filter(({ logProbability }) => logProbability >= Math.log(this.#leastShare));
    this.#isGrown = false;
    this.#weights = undefined;
    return true;
  }

  /** Goes on from the rows that end with the text: each is followed by every token that the tokenizer may put there. */
  async #grow(): Promise<void> {
    if (this.#isGrown) return;
    const grown: Row[] = this.#rows.filter(({ rest }) => rest.length > 0);
    let endWeight = 0;
    for (const row of this.#rows) {
      if (row.rest.length > 0 || !this.reader.fits(row.tokens)) continue;
      const logits = await this.reader.after(row.tokens);
      const whole = logNormaliser(logits);
      for (const id of this.#ends) endWeight += Math.exp(row.logProbability + logits[id]! - whole);
      grown.push(...this.#followers(row, logits, whole));
    }
    this.#rows = grown;
    this.#endWeight = endWeight;
    this.#isGrown = true;
  }

  #followers(row: Row, logits: Logits, whole: number): Row[] {
    const least = Math.log(this.#leastShare);
    const followers: Row[] = [];
    for (let at = 0; at < this.#trie.size; at++) {
      const id = this.#trie.idAt(at);
      const share = logits[id]! - whole;
      if (share === -Infinity || share < least) continue;
      const tokens = [...row.tokens, id];
      if (!this.#canonical.isCanonical(tokens)) continue;
      const rest = this.#vocabulary.tokenBytes(id);
      followers.push({ tokens, logProbability: row.logProbability + share, rest });
    }
    return followers;
  }
}

export interface WriteBytesOptions {
  readonly mostBytes: number;
  /** Below 0.1 the likeliest byte is taken; above, one is drawn. */
  readonly temperature: number;
  /** Of the likeliest bytes, those that together reach this share are drawn from; 1 for all. */
  readonly topP: number;
  readonly seed: number;
}

/** Writes byte by byte from where `next` stands, up to the end of the text. */
export async function writeBytes(next: NextByte, options: WriteBytesOptions): Promise<Uint8Array> {
  const { mostBytes, seed, temperature, topP } = options;
  const written: number[] = [];
  while (written.length < mostBytes) {
    const distribution = await next.distribution();
    const ranked = Array.from(distribution, (probability, byte) => [byte, probability] as const)
      .filter(([, probability]) => probability > 0)
      .sort((a, b) => b[1] - a[1]);
    let reached = 0;
    const nucleus = ranked.filter(([, probability]) => (reached += probability) - probability < topP);
    const weights = nucleus.map(([byte, probability]) => [byte, probability ** (1 / temperature)] as const);
    const byte = temperature < 0.1 ? ranked[0]?.[0] : draw(weights, seed ^ written.length);
    if (byte === undefined || byte === END_OF_TEXT) break;
    written.push(byte);
    if (!(await next.push(byte))) break;
  }
  return Uint8Array.from(written);
}
