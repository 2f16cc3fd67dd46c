import type { TokenId } from '../engine/engine';
import type { Draft, DraftRequest, DraftSource } from './source';
import { BREAK } from './suffix/chains';
import { MatchTrust } from './suffix/matchTrust';

/** Tokens that must match before a stretch of the text is followed, and that are compared at most. */
const LEAST_MATCH = 2;
const MOST_MATCH = 32;
/** What was changed may have had so many tokens in the copied stretch, and may have so many now. */
const MOST_OLD = 6;
const MOST_NEW = 8;

/**
 * Drafts for copies with changes: rows of a table, tests that differ in a name, the next case of a switch. It follows
 * an earlier stretch of the text that the answer repeats; where the answer has another token, a changed name is
 * assumed, and the stretch is followed on behind it. A match of suffixes would have to begin anew there.
 */
export class ChangedCopySource implements DraftSource {
  readonly name = 'changed-copy';
  readonly #trust = new MatchTrust();
  #text: TokenId[] = [];
  #isControl: (id: TokenId) => boolean = () => false;
  /** Where the copied stretch goes on; undefined where none is followed. */
  #next: number | undefined;
  /** Tokens that were the same since the last change, and tokens of a change that is going on. */
  #same = 0;
  #changed = 0;

  begin({ texts, isControl }: DraftRequest): void {
    this.#isControl = isControl;
    this.#text = texts.flatMap((text, i) => [...(i > 0 ? [BREAK] : []), ...text]);
    this.#trust.learn([]);
    this.#search();
  }

  propose(most: number): Draft | undefined {
    // While a change goes on, its first token stands for the one that was there.
    const from = this.#next === undefined ? undefined : this.#next + (this.#changed > 0 ? 1 : 0);
    const end = Math.min((from ?? 0) + most, this.#text.length);
    const tokens: TokenId[] = [];
    for (let at = from ?? end; at < end && this.#text[at] !== BREAK; at++) tokens.push(this.#text[at]!);
    if (tokens.length === 0) return this.#trust.draft(this.name, undefined, most);
    const one = tokens.map(() => 1);
    const matched = this.#changed > 0 ? 1 : 1 + this.#same;
    return this.#trust.draft(this.name, { tokens, counts: one, continued: one, score: 0, matched }, most);
  }

  push({ tokens }: { readonly tokens: readonly TokenId[] }): void {
    this.#trust.learn(tokens);
    for (const token of tokens) {
      const known = this.#isControl(token) ? BREAK : token;
      this.#follow(known);
      this.#text.push(known);
      if (this.#next === undefined) this.#search();
    }
  }

  /** Takes a token that was written: the expected one, a part of a change, or the one behind a change. */
  #follow(token: TokenId): void {
    if (this.#next === undefined) return;
    if (this.#changed === 0 && this.#text[this.#next] === token) {
      this.#next++;
      this.#same++;
      return;
    }
    if (this.#changed > 0) {
      const stretch = this.#text.slice(this.#next, this.#next + MOST_OLD + 1);
      const behind = stretch.indexOf(token);
      if (behind >= 0 && token !== BREAK) {
        this.#next += behind + 1;
        this.#same = 1;
        this.#changed = 0;
        return;
      }
    }
    this.#changed++;
    if (this.#changed > MOST_NEW || token === BREAK) this.#next = undefined;
  }

  /** Follows the stretch before which the most tokens are the same as the last ones, the latest of equals. */
  #search(): void {
    const text = this.#text;
    const last = text.length - 1;
    let best = LEAST_MATCH - 1;
    this.#next = undefined;
    for (let end = last - 1; end >= 0; end--) {
      let length = 0;
      while (
        length < MOST_MATCH &&
        text[end - length] === text[last - length] &&
        text[end - length] !== undefined &&
        text[end - length] !== BREAK
      )
        length++;
      if (length <= best) continue;
      best = length;
      this.#next = end + 1;
    }
    this.#same = this.#next === undefined ? 0 : best;
    this.#changed = 0;
  }
}
