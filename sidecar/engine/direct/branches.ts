import { SidecarError } from '../../errors';
import { SidecarErrorCode } from '../../protocol';
import type { Branches, Logits, TokenId } from '../engine';
import type { BatchEntry } from './batch';
import type { NativeContext } from './nativeContext';
import type { Turns } from './turns';

export interface DirectBranchesOptions {
  readonly context: NativeContext;
  /** The engine's. */
  readonly turns: Turns;
  /** The first of the branches' sequences, and their number. */
  readonly first: number;
  readonly count: number;
  /** The sequence that they go on from, and its length. */
  readonly source: number;
  readonly length: number;
}

/** Sequences that share the engine's cache and go on from its end, decoded together. */
export class DirectBranches implements Branches {
  readonly #options: DirectBranchesOptions;
  readonly #lengths: number[];
  #closed = false;

  /** To be made in the engine's turn. */
  constructor(options: DirectBranchesOptions) {
    this.#options = options;
    const { context, source, first, count } = options;
    this.#lengths = Array.from({ length: count }, () => options.length);
    for (let branch = 0; branch < count; branch++) context.share(source, first + branch);
  }

  step(
    tokens: readonly (TokenId | undefined)[],
    read: (branch: number, logits: Logits) => void,
  ): Promise<void> {
    return this.#options.turns.run(async () => {
      if (this.#closed) throw new Error('The branches are closed.');
      const chosen = this.#lengths.flatMap((_, branch) => (tokens[branch] === undefined ? [] : [branch]));
      if (chosen.length === 0) return;
      const { context, first } = this.#options;
      const entries = chosen.map((branch): BatchEntry => ({
        token: tokens[branch]!,
        position: this.#lengths[branch]!,
        sequence: first + branch,
        logits: true,
      }));
      await this.#decode(entries);
      for (const branch of chosen) this.#lengths[branch]!++;
      chosen.forEach((branch, at) => read(branch, context.logits(at)));
    });
  }

  async #decode(entries: readonly BatchEntry[]): Promise<void> {
    let end;
    try {
      end = await this.#options.context.decode(entries);
    } finally {
      // A call that failed may have kept a part of its tokens: nothing is known of these branches any more.
      if (end !== 'done' && end !== 'full') this.closeNow();
    }
    if (end === 'done') return;
    const message =
      end === 'full' ? 'The context has no room left for alternatives.' : 'The model was unloaded.';
    throw new SidecarError(SidecarErrorCode.engineFailed, message);
  }

  close(): Promise<void> {
    return this.#closed ? Promise.resolve() : this.#options.turns.run(() => this.closeNow());
  }

  /** Closes them within the engine's turn. */
  closeNow(): void {
    if (this.#closed) return;
    this.#closed = true;
    const { context, first } = this.#options;
    for (let branch = 0; branch < this.#lengths.length; branch++) context.forget(first + branch, 0);
  }
}
