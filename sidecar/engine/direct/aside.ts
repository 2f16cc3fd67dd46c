import { SidecarError } from '../../errors';
import { SidecarErrorCode } from '../../protocol';
import type { Aside, EvaluateOptions, TokenId } from '../engine';
import { mustFit } from '../mustFit';
import { MOST_LOGITS, MOST_SEQUENCES, type Decoded, type NativeContext } from './nativeContext';

/** The last sequence: branches take the first ones. */
const SEQUENCE = MOST_SEQUENCES - 1;

export interface DirectAsideOptions {
  readonly context: NativeContext;
  /** Runs work in the engine's turn. */
  readonly turn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Throws when the model was unloaded. */
  readonly mustBeLoaded: () => void;
  /** Tokens of the context that the engine's own sequence does not hold. */
  readonly room: () => number;
  /** Tokens evaluated in one call when nobody wants their logits. */
  readonly promptChunk: number;
}

/** A sequence that shares nothing with the engine's own, empty between two calls. */
export class DirectAside implements Aside {
  readonly #options: DirectAsideOptions;

  constructor(options: DirectAsideOptions) {
    this.#options = options;
  }

  get room(): number {
    return this.#options.room();
  }

  evaluate(tokens: readonly TokenId[], { from, read, signal }: EvaluateOptions): Promise<void> {
    const { context, turn, promptChunk } = this.#options;
    return turn(async () => {
      mustFit(tokens.length, this.room);
      const plain = Math.min(from, tokens.length);
      try {
        for (let at = 0; at < plain; at += promptChunk) {
          await this.#decode(tokens.slice(at, Math.min(plain, at + promptChunk)), at, false, signal);
        }
        const group = Math.min(MOST_LOGITS, promptChunk);
        for (let start = plain; start < tokens.length; start += group) {
          const part = tokens.slice(start, start + group);
          await this.#decode(part, start, true, signal);
          part.forEach((_, at) => read(start + at, context.logits(at)));
        }
      } finally {
        context.forget(SEQUENCE, 0);
      }
    });
  }

  async #decode(
    tokens: readonly TokenId[],
    base: number,
    logits: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    this.#options.mustBeLoaded();
    const entries = tokens.map((token, at) => ({ token, position: base + at, sequence: SEQUENCE, logits }));
    const end: Decoded = await this.#options.context.decode(entries, signal);
    if (end === 'done') return;
    signal.throwIfAborted();
    this.#options.mustBeLoaded();
    const message = `Reading beside the cache ended early (${end}): try again.`;
    throw new SidecarError(SidecarErrorCode.engineFailed, message);
  }
}
