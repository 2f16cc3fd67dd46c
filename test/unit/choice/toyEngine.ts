import type {
  Branches,
  Checkpoint,
  Engine,
  EvaluateOptions,
  Logits,
  StepResult,
  SyncResult,
  TokenId,
  Vocabulary,
  Want,
} from '../../../sidecar/engine/engine';
import { bestToken } from '../../../sidecar/engine/logits';

/** Letters, punctuation, and a last token that ends the answer. */
const TEXTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', ' ', '(', ')', ';', '\n', 'ab', 'a)', '))', ''];
export const END = TEXTS.length - 1;

export const toyVocabulary: Vocabulary = {
  size: TEXTS.length,
  tokenBytes: (id) => new TextEncoder().encode(TEXTS[id]),
  special: () => undefined,
  isEndOfGeneration: (id) => id === END,
  beginOfSequence: undefined,
  tokenize: (text) => Array.from(text, (unit) => TEXTS.indexOf(unit)),
};

/** Logits that depend on all tokens before, the same in every run. */
export function toyLogits(tokens: readonly TokenId[], seed: number): Logits {
  let hash = seed;
  for (const id of tokens) hash = Math.imul(hash ^ (id + 1), 0x9e3779b1) ^ (hash >>> 13);
  return Float32Array.from(TEXTS, (_, id) => {
    let own = Math.imul(hash ^ Math.imul(id + 7, 0x85ebca6b), 0xc2b2ae35);
    own ^= own >>> 15;
    return ((own >>> 0) / 2 ** 32) * 4 - (id === END ? 2 : 0);
  });
}

/** An engine that decodes by a hash: exact, countable, and with several sequences or one. */
export class ToyEngine implements Engine {
  readonly vocabulary = toyVocabulary;
  readonly contextSize = 200;
  readonly logitsAreCheap = true;
  readonly branches?: (count: number) => Promise<Branches>;
  cached: TokenId[] = [];
  evaluatedTokens = 0;
  open = 0;
  /** Called before each decode call; may throw. */
  onDecode: () => void = () => undefined;

  constructor(
    private readonly seed: number,
    together: boolean,
  ) {
    if (together) this.branches = (count) => this.openBranches(count);
  }

  async sync(prompt: readonly TokenId[], signal: AbortSignal): Promise<SyncResult> {
    await Promise.resolve();
    signal.throwIfAborted();
    this.cached = prompt.slice(0, -1);
    this.evaluatedTokens += this.cached.length;
    return { reused: 0, evaluated: prompt.length - 1 };
  }

  async step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    this.onDecode();
    await Promise.resolve();
    this.cached = [...this.cached, ...input];
    this.evaluatedTokens += input.length + draft.length;
    const tokens: TokenId[] = [];
    for (let at = 0; ; at++) {
      const logits = toyLogits(this.cached, this.seed);
      want.observe?.(at, logits);
      const next = bestToken(logits);
      tokens.push(next);
      if (draft[at] !== next) return { tokens, drafted: draft.length, accepted: at, decodes: 1 };
      this.cached.push(next);
    }
  }

  async evaluate(tokens: readonly TokenId[], { from, read, signal }: EvaluateOptions): Promise<void> {
    for (const [at, id] of tokens.entries()) {
      signal.throwIfAborted();
      this.onDecode();
      await Promise.resolve();
      this.cached = [...this.cached, id];
      this.evaluatedTokens++;
      if (at >= from) read(at, toyLogits(this.cached, this.seed));
    }
  }

  private async openBranches(count: number): Promise<Branches> {
    await Promise.resolve();
    this.open++;
    const rows = Array.from({ length: count }, () => [...this.cached]);
    return {
      step: async (tokens, read) => {
        this.onDecode();
        await Promise.resolve();
        tokens.forEach((id, branch) => {
          if (id === undefined) return;
          rows[branch]!.push(id);
          read(branch, toyLogits(rows[branch]!, this.seed));
        });
      },
      close: () => {
        this.open--;
        return Promise.resolve();
      },
    };
  }

  checkpoint(): Checkpoint {
    return { length: this.cached.length };
  }
  rollback({ length }: Checkpoint): Promise<void> {
    this.cached = this.cached.slice(0, length);
    return Promise.resolve();
  }
  dispose(): Promise<void> {
    return Promise.resolve();
  }
}
