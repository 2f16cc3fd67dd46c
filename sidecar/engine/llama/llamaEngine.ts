import type { ControlledEvaluateInputItem, LlamaContextSequence, Token } from 'node-llama-cpp';
import type {
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
import { pickAllowed } from './pickAllowed';
import { readLogits } from './readLogits';
import { samplerOptions } from './sampling';

export interface LlamaEngineOptions {
  readonly sequence: LlamaContextSequence;
  readonly vocabulary: Vocabulary;
  /** Tokens of a prompt evaluated between two looks at the abort signal. */
  readonly promptChunk: number;
  readonly dispose: () => Promise<void>;
}

/** One sequence of a llama.cpp context, decoded by our own loop. */
export class LlamaEngine implements Engine {
  readonly vocabulary: Vocabulary;
  readonly contextSize: number;
  /** node-llama-cpp sorts the vocabulary and makes a map of it: 14 ms at 50,000 entries. */
  readonly logitsAreCheap = false;
  readonly #sequence: LlamaContextSequence;
  readonly #options: LlamaEngineOptions;

  constructor(options: LlamaEngineOptions) {
    this.#options = options;
    this.#sequence = options.sequence;
    this.vocabulary = options.vocabulary;
    this.contextSize = options.sequence.contextSize;
  }

  get cached(): readonly TokenId[] {
    return this.#sequence.contextTokens;
  }

  get evaluatedTokens(): number {
    const { usedInputTokens, usedOutputTokens } = this.#sequence.tokenMeter;
    return usedInputTokens + usedOutputTokens;
  }

  async sync(prompt: readonly TokenId[], signal: AbortSignal): Promise<SyncResult> {
    mustFit(prompt.length, this.contextSize);
    signal.throwIfAborted();
    const sequence = this.#sequence;
    const target = prompt.slice(0, -1) as Token[];
    const before = sequence.tokenMeter.usedInputTokens;
    await sequence.adaptStateToTokens(target, false);
    await this.#evaluatePlain(target.slice(sequence.nextTokenIndex), signal);
    signal.throwIfAborted();
    const evaluated = sequence.tokenMeter.usedInputTokens - before;
    return { evaluated, reused: Math.max(0, target.length - evaluated) };
  }

  /** Evaluates tokens in chunks, with a look at the signal before each. */
  async #evaluatePlain(tokens: readonly TokenId[], signal: AbortSignal): Promise<void> {
    const { promptChunk } = this.#options;
    for (let at = 0; at < tokens.length; at += promptChunk) {
      signal.throwIfAborted();
      const chunk = tokens.slice(at, at + promptChunk) as Token[];
      await this.#sequence.evaluateWithoutGeneratingNewTokens(chunk);
      // Recurrent models can't forget single tokens; a stored state saves them from starting over.
      if (this.#sequence.needsCheckpoints) await this.#sequence.takeCheckpoint();
    }
  }

  async step(input: readonly TokenId[], draft: readonly TokenId[], want: Want): Promise<StepResult> {
    const base = this.#sequence.nextTokenIndex;
    mustFit(base + input.length, this.contextSize);
    if (want.allow !== undefined) return this.#constrained(input, want.allow, want);

    const last = input.length - 1;
    const proposal = this.#usable(draft, this.contextSize - base - input.length);
    const ask = (token: TokenId, position: number): ControlledEvaluateInputItem => [
      token as Token,
      { generateNext: { token: true, options: samplerOptions(want, position) } },
    ];
    const outputs = await this.#sequence.controlledEvaluate([
      ...(input.slice(0, -1) as Token[]),
      ask(input[last]!, base + last),
      ...proposal.map((token, i) => ask(token, base + input.length + i)),
    ]);

    const tokens: TokenId[] = [];
    let accepted = 0;
    for (;;) {
      const next = outputs[last + accepted]?.next.token;
      if (next === undefined || next === null) break;
      tokens.push(next);
      if (proposal[accepted] !== next) break;
      accepted++;
    }
    await this.rollback({ length: base + input.length + accepted });
    return { tokens, drafted: proposal.length, accepted, decodes: 1 };
  }

  async #constrained(
    input: readonly TokenId[],
    allow: (id: TokenId) => boolean,
    want: Want,
  ): Promise<StepResult> {
    const { token, decodes } = await pickAllowed(this.#sequence, input, allow, want);
    return { tokens: token === undefined ? [] : [token], drafted: 0, accepted: 0, decodes };
  }

  /** What of a draft fits the context and can be taken back when it is wrong. */
  #usable(draft: readonly TokenId[], room: number): readonly TokenId[] {
    if (this.#sequence.needsCheckpoints) return [];
    return draft.slice(0, Math.max(0, room));
  }

  async evaluate(tokens: readonly TokenId[], options: EvaluateOptions): Promise<void> {
    mustFit(this.#sequence.nextTokenIndex + tokens.length, this.contextSize);
    const plain = Math.min(options.from, tokens.length);
    await this.#evaluatePlain(tokens.slice(0, plain), options.signal);
    await readLogits(this.#sequence, tokens, plain, this.vocabulary.size, options);
  }

  checkpoint(): Checkpoint {
    return { length: this.#sequence.nextTokenIndex };
  }

  async rollback(to: Checkpoint): Promise<void> {
    const end = this.#sequence.nextTokenIndex;
    if (end > to.length) await this.#sequence.eraseContextTokenRanges([{ start: to.length, end }]);
  }

  dispose(): Promise<void> {
    return this.#options.dispose();
  }
}
