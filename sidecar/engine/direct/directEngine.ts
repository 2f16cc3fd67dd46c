import { SidecarError } from '../../errors';
import { SidecarErrorCode } from '../../protocol';
import type {
  Branches,
  Checkpoint,
  Engine,
  EvaluateOptions,
  StepResult,
  SyncResult,
  TokenId,
  Vocabulary,
  Want,
} from '../engine';
import { mustFit } from '../mustFit';
import { DirectAside } from './aside';
import type { BatchEntry } from './batch';
import { DirectBranches } from './branches';
import { MOST_LOGITS, MOST_SEQUENCES, type NativeContext } from './nativeContext';
import { readStep } from './readStep';
import { Turns } from './turns';

export interface DirectEngineOptions {
  readonly context: NativeContext;
  readonly vocabulary: Vocabulary;
  /** Tokens of the engine's own sequence; the context has room for more, for branches. */
  readonly contextSize: number;
  /** Tokens of a prompt evaluated between two looks at the abort signal; at most 512. */
  readonly promptChunk: number;
  /** Frees what is left when the context is. */
  readonly dispose: () => Promise<void>;
}

/** The engine's own sequence; branches have those after it. */
const OWN = 0;

/** One sequence of a llama.cpp context, and branches of it, decoded by calls of llama.cpp's own functions. */
export class DirectEngine implements Engine {
  readonly vocabulary: Vocabulary;
  readonly contextSize: number;
  /** A copy of memory. */
  readonly logitsAreCheap = true;
  readonly aside: DirectAside;
  readonly #context: NativeContext;
  readonly #options: DirectEngineOptions;
  readonly #turns = new Turns();
  #tokens: TokenId[] = [];
  #branches: DirectBranches | undefined;
  #disposed: Promise<void> | undefined;

  constructor(options: DirectEngineOptions) {
    this.#options = options;
    this.#context = options.context;
    this.vocabulary = options.vocabulary;
    this.contextSize = options.contextSize;
    this.aside = new DirectAside({
      context: options.context,
      turn: (work) => this.#turn(work),
      mustBeLoaded: () => this.#mustBeLoaded(),
      room: () => this.contextSize - this.#tokens.length,
      promptChunk: options.promptChunk,
    });
  }

  get cached(): readonly TokenId[] {
    return this.#tokens.slice();
  }

  get evaluatedTokens(): number {
    return this.#context.evaluatedTokens;
  }

  sync(prompt: readonly TokenId[], signal: AbortSignal): Promise<SyncResult> {
    return this.#turn(async () => {
      mustFit(prompt.length, this.contextSize);
      signal.throwIfAborted();
      const target = prompt.slice(0, -1);
      const reused = sharedLength(this.#tokens, target);
      this.#forget(reused);
      await this.#append(target.slice(reused), signal);
      signal.throwIfAborted();
      return { reused, evaluated: target.length - reused };
    });
  }

  step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    return this.#turn(async () => {
      mustFit(this.#tokens.length + input.length, this.contextSize);
      const last = input.slice(-1);
      const before = await this.#append(input.slice(0, -1));
      const room = this.contextSize - this.#tokens.length - last.length;
      const most = want.allow === undefined ? Math.min(room, MOST_LOGITS - 1) : 0;
      const proposal = draft.slice(0, most);
      const probes = proposal.length < draft.length ? [] : probesIn(want, most - proposal.length);
      const base = this.#tokens.length;
      await this.#decode([...last, ...proposal, ...probes], true);
      let accepted = 0;
      try {
        const result = readStep(this.#context, base, proposal, probes.length, want);
        accepted = result.accepted;
        const probed = probes.length > 0 ? { probed: probes.length } : {};
        return { ...result, ...probed, drafted: proposal.length, decodes: before + 1 };
      } finally {
        this.#forget(base + last.length + accepted);
      }
    });
  }

  evaluate(tokens: readonly TokenId[], { from, read, signal }: EvaluateOptions): Promise<void> {
    return this.#turn(async () => {
      mustFit(this.#tokens.length + tokens.length, this.contextSize);
      const plain = Math.min(from, tokens.length);
      await this.#append(tokens.slice(0, plain), signal);
      const group = Math.min(MOST_LOGITS, this.#options.promptChunk);
      for (let start = plain; start < tokens.length; start += group) {
        const part = tokens.slice(start, start + group);
        await this.#decode(part, true, signal);
        part.forEach((_, at) => read(start + at, this.#context.logits(at)));
      }
    });
  }

  branches(count: number): Promise<Branches> {
    return this.#turn(() => {
      if (count >= MOST_SEQUENCES)
        throw new RangeError(`At most ${MOST_SEQUENCES - 1} branches fit, not ${count}.`);
      this.#branches?.closeNow();
      this.#branches = new DirectBranches({
        context: this.#context,
        turns: this.#turns,
        first: OWN + 1,
        count,
        length: this.#tokens.length,
        source: OWN,
      });
      return this.#branches;
    });
  }

  checkpoint(): Checkpoint {
    return { length: this.#tokens.length };
  }

  rollback(to: Checkpoint): Promise<void> {
    return this.#turn(() => this.#forget(to.length));
  }

  /** Stops what is running, and frees the model when it has. */
  dispose(): Promise<void> {
    this.#disposed ??= this.#turns.run(async () => {
      this.#branches?.closeNow();
      await this.#context.free();
      await this.#options.dispose();
    });
    this.#context.stop();
    return this.#disposed;
  }

  /** llama.cpp takes one call at a time. */
  #turn<T>(work: () => Promise<T> | T): Promise<T> {
    return this.#turns.run(() => {
      this.#mustBeLoaded();
      return work();
    });
  }

  #mustBeLoaded(): void {
    if (this.#disposed) throw new SidecarError(SidecarErrorCode.engineFailed, 'The model was unloaded.');
  }

  /**
   * Evaluates tokens whose logits nobody wants, in chunks; returns the number of decode calls. The first chunk is not
   * stopped in the middle: a request that is cancelled early, as typing does, still brings the next one on.
   */
  async #append(tokens: readonly TokenId[], signal?: AbortSignal): Promise<number> {
    const { promptChunk } = this.#options;
    let decodes = 0;
    for (let at = 0; at < tokens.length; at += promptChunk, decodes++) {
      signal?.throwIfAborted();
      await this.#decode(tokens.slice(at, at + promptChunk), false, at === 0 ? undefined : signal);
    }
    return decodes;
  }

  /** One decode call; afterwards, `#tokens` is what the cache holds, whatever came of it. */
  async #decode(tokens: readonly TokenId[], logits: boolean, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#mustBeLoaded();
    const base = this.#tokens.length;
    const entries = tokens.map((token, i): BatchEntry => ({
      token,
      position: base + i,
      sequence: OWN,
      logits,
    }));
    let done = false;
    try {
      const end = await this.#context.decode(entries, signal);
      done = end === 'done';
      if (end === 'stopped') {
        signal?.throwIfAborted();
        this.#mustBeLoaded();
      }
      if (!done)
        throw new SidecarError(SidecarErrorCode.engineFailed, `Decoding ended early (${end}): try again.`);
    } finally {
      // An aborted call may have kept some of its tokens.
      const kept = done ? tokens.length : Math.max(0, this.#context.length(OWN) - base);
      this.#tokens.push(...tokens.slice(0, kept));
    }
  }

  #forget(length: number): void {
    if (length >= this.#tokens.length) return;
    if (this.#context.forget(OWN, length)) {
      this.#tokens.length = length;
      return;
    }
    this.#context.forgetAll();
    this.#tokens = [];
    throw new SidecarError(
      SidecarErrorCode.engineFailed,
      'llama.cpp could not go back in its cache: try again.',
    );
  }
}

const probesIn = ({ probes }: Want, room: number): readonly TokenId[] => probes?.tokens.slice(0, room) ?? [];

function sharedLength(one: readonly TokenId[], other: readonly TokenId[]): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length++;
  return length;
}
