import type { TokenId, Vocabulary } from '../engine/engine';
import { addsSpace, tokenizeSection } from '../fim/section';
import type { Draft, DraftRequest, DraftSource, SourceContext } from './source';

/** How far each token of a text is trusted that was typed, or answered before, at about this place. */
const TRUST = 0.9;

/** Drafts out of the text that the answer may begin with, for as long as it does. */
export class TailSource implements DraftSource {
  readonly name = 'tail';
  readonly #vocabulary: Vocabulary;
  readonly #addsSpace: boolean;
  /** What of the text is still to come; undefined once the answer went another way. */
  #rest: Uint8Array | undefined;
  /** Its tokens; undefined where they must be asked for. */
  #tokens: readonly TokenId[] | undefined;

  constructor({ vocabulary }: SourceContext) {
    this.#vocabulary = vocabulary;
    this.#addsSpace = addsSpace(vocabulary);
  }

  begin({ expected, written }: DraftRequest): void {
    this.#rest = without(Buffer.from(expected), written);
    this.#tokens = undefined;
  }

  propose(most: number): Draft | undefined {
    if (!this.#rest || this.#rest.length === 0) return undefined;
    this.#tokens ??= this.#tokenize(this.#rest);
    const tokens = this.#tokens.slice(0, most);
    if (tokens.length === 0) return undefined;
    return { source: this.name, tokens, probabilities: tokens.map(() => TRUST) };
  }

  push({ tokens }: { readonly tokens: readonly TokenId[] }): void {
    for (const token of tokens) {
      this.#rest = this.#rest && without(this.#rest, this.#vocabulary.tokenBytes(token));
      // The model spells the text in its own tokens, which need not be those of the text alone.
      this.#tokens = this.#tokens?.[0] === token ? this.#tokens.slice(1) : undefined;
    }
  }

  /** None while the rest begins inside a character: the next token may finish it. */
  #tokenize(rest: Uint8Array): readonly TokenId[] {
    const insideCharacter = (rest[0]! & 0xc0) === 0x80;
    if (insideCharacter) return [];
    return tokenizeSection(this.#vocabulary, Buffer.from(rest).toString(), this.#addsSpace);
  }
}

/** What follows `start`; undefined where the bytes do not start with it. */
function without(bytes: Uint8Array, start: Uint8Array): Uint8Array | undefined {
  if (start.length > bytes.length) return undefined;
  for (let i = 0; i < start.length; i++) if (bytes[i] !== start[i]) return undefined;
  return bytes.subarray(start.length);
}
