import type { BoundaryStart } from '../boundary/boundary';
import { TextBuffer } from '../completion/textBuffer';
import { afterToken, bestUnder } from '../constraints/allowedTokens';
import type { ConstraintState } from '../constraints/constraint';
import type { TokenId, Vocabulary } from '../engine/engine';
import type { StopReason } from '../protocol';

/** What all paths of one answer share. */
export interface PathRequest {
  readonly vocabulary: Vocabulary;
  /** Where the paths begin. */
  readonly start: Pick<BoundaryStart, 'tokens' | 'chosen' | 'written'>;
  /** Most tokens that a path may have, those that the boundary chose among them. */
  readonly maxTokens: number;
  readonly isStopToken: (id: TokenId) => boolean;
  /** Looks at the whole text after each token. */
  readonly findStop: (text: string) => { readonly stop: StopReason; readonly keep: number } | undefined;
  /** What the answer must satisfy, after the bytes that the boundary wrote. */
  readonly constraint?: ConstraintState | undefined;
}

/** One way that an answer may go, as it grows. */
export class Path {
  /** Tokens taken from where the paths begin. */
  readonly tokens: TokenId[] = [];
  /** Why it ended; undefined while it goes on. */
  stop: StopReason | undefined;
  /** Text up to the stop. */
  text = '';
  readonly #request: PathRequest;
  readonly #buffer = new TextBuffer();
  #constraint: ConstraintState | undefined;

  constructor(request: PathRequest) {
    this.#request = request;
    this.#constraint = request.constraint;
    this.#write(request.start.written);
    this.#endAtLength();
  }

  /** The same path, to be gone on with apart. */
  fork(): Path {
    const fork = new Path(this.#request);
    for (const id of this.tokens) fork.take(id);
    return fork;
  }

  /** Whether the constraint allows a token here. */
  readonly allows = (id: TokenId): boolean =>
    this.#constraint === undefined ||
    afterToken(this.#constraint, id, this.#request.vocabulary) !== undefined;

  /** The token with the highest score that the constraint allows here. */
  best(scores: ArrayLike<number>): TokenId | undefined {
    return bestUnder(this.#constraint, scores, this.allows);
  }

  /** Goes on with a token that is allowed; without one, the path ends. */
  take(id: TokenId | undefined): void {
    if (this.stop !== undefined) return;
    const { vocabulary, isStopToken } = this.#request;
    const bytes = id === undefined ? undefined : vocabulary.tokenBytes(id);
    if (id === undefined || bytes === undefined) this.stop = 'constraint';
    else if (isStopToken(id) || bytes.length === 0) this.stop = 'end';
    else {
      this.tokens.push(id);
      this.#constraint &&= this.#constraint.after(bytes);
      this.#write(bytes);
      this.#endAtLength();
    }
  }

  #write(bytes: Uint8Array): void {
    this.#buffer.push(bytes);
    const { text } = this.#buffer;
    if (text === this.text) return;
    this.text = text;
    const found = this.#request.findStop(text);
    if (!found) return;
    this.stop = found.stop;
    this.text = text.slice(0, found.keep);
  }

  #endAtLength(): void {
    const { maxTokens, start } = this.#request;
    if (this.tokens.length + start.chosen >= maxTokens) this.stop ??= 'length';
  }
}
