import type { Logits, StepResult, TokenId } from '../engine/engine';
import { PerWorkspace } from './perWorkspace';
import { memoryFromBytes, memoryToBytes, type Memory } from './recycling/bytes';
import { SuccessorMatrix } from './recycling/matrix';
import { PairSuccessors } from './recycling/pairs';
import type { Draft, DraftRequest, DraftSource, SourceContext, WorkspaceMemory } from './source';
import { topTokens } from './topTokens';

export interface RecyclingOptions {
  /** Tokens of the longest chain. */
  readonly depth?: number;
  /** A chain ends where the product of its probabilities falls below this. */
  readonly least?: number;
}

const DEPTH = 5;
const LEAST = 0.3;

/**
 * Token Recycling (arXiv 2408.08696) as a chain (spec 4): what the model held likely after a token or two, also where
 * a guess was wrong, is the guess when they come again. In memory for each of the last two workspaces: 2.8 MB at
 * 49,152 entries of the vocabulary, 6.5 MB at 151,936.
 */
export class RecyclingSource implements DraftSource, WorkspaceMemory {
  readonly name = 'recycling';
  readonly memory: WorkspaceMemory = this;
  readonly #vocabularySize: number;
  readonly #memories: PerWorkspace<Memory>;
  readonly #depth: number;
  readonly #least: number;
  #memory: Memory;
  #isControl: (id: TokenId) => boolean = () => false;
  #before: TokenId | undefined;
  #last: TokenId | undefined;
  /** True when this step's logits were shown: they say more than the token drawn from them. */
  #isObserved = false;

  constructor({ vocabulary }: SourceContext, { depth = DEPTH, least = LEAST }: RecyclingOptions = {}) {
    const { size } = vocabulary;
    this.#vocabularySize = size;
    this.#depth = depth;
    this.#least = least;
    this.#memories = new PerWorkspace(() => ({
      matrix: new SuccessorMatrix(size),
      pairs: new PairSuccessors(),
    }));
    this.#memory = this.#memories.get('');
  }

  begin(request: DraftRequest): void {
    this.#memory = this.#memories.get(request.workspace);
    this.#isControl = request.isControl;
    this.#before = request.tokens.at(-2);
    this.#last = request.tokens.at(-1);
    this.#isObserved = false;
  }

  propose(most: number): Draft | undefined {
    const tokens: TokenId[] = [];
    const probabilities: number[] = [];
    const seen = new Set<string>();
    let before = this.#before;
    let last = this.#last;
    let product = 1;
    while (tokens.length < Math.min(most, this.#depth)) {
      const next = this.#after(before, last);
      if (!next || seen.has(next.from) || this.#isControl(next.token)) break;
      product *= next.probability;
      if (product < this.#least) break;
      // The same entry twice is the start of a circle.
      seen.add(next.from);
      tokens.push(next.token);
      probabilities.push(next.probability);
      [before, last] = [last, next.token];
    }
    return tokens.length > 0 ? { source: this.name, tokens, probabilities } : undefined;
  }

  /** The likeliest successor, after two tokens if they are known, else after one; and which entry says so. */
  #after(
    before: TokenId | undefined,
    last: TokenId | undefined,
  ): { token: TokenId; probability: number; from: string } | undefined {
    const { matrix, pairs } = this.#memory;
    if (!this.#isText(last)) return undefined;
    const slot = this.#isText(before) ? pairs.find(before, last) : -1;
    if (slot >= 0) {
      return {
        token: pairs.successors[slot]!,
        probability: pairs.confidences[slot]!,
        from: `${before} ${last}`,
      };
    }
    const token = matrix.first(last);
    return token === undefined
      ? undefined
      : { token, probability: matrix.confidences[last]!, from: `${last}` };
  }

  push({ tokens }: Pick<StepResult, 'tokens'>): void {
    for (const token of tokens) {
      if (!this.#isObserved) this.#drawn(token);
      [this.#before, this.#last] = [this.#last, token];
    }
    this.#isObserved = false;
  }

  #drawn(token: TokenId): void {
    const [before, last] = [this.#before, this.#last];
    if (!this.#isText(token) || !this.#isText(last)) return;
    this.#memory.matrix.drawn(last, token);
    if (this.#isText(before)) this.#memory.pairs.drawn(before, last, token);
  }

  observe(before: TokenId | undefined, token: TokenId, logits: Logits): void {
    this.#isObserved = true;
    this.#learn(this.#memory, before, token, logits);
  }

  /** For texts that are read when nobody waits (see `units/mine.ts`). */
  read(workspace: string, before: TokenId | undefined, token: TokenId, logits: Logits): void {
    this.#learn(this.#memories.get(workspace), before, token, logits);
  }

  #learn(memory: Memory, before: TokenId | undefined, token: TokenId, logits: Logits): void {
    if (!this.#isText(token)) return;
    const { ids, confidence } = topTokens(logits);
    const [first] = ids;
    // An engine that shows nothing likely has nothing to say.
    if (first === undefined || !(confidence > 0)) return;
    memory.matrix.set(token, ids, confidence);
    if (this.#isText(before)) memory.pairs.set(before, token, first, confidence);
  }

  #isText(id: TokenId | undefined): id is TokenId {
    return (
      id !== undefined && Number.isInteger(id) && id >= 0 && id < this.#vocabularySize && !this.#isControl(id)
    );
  }

  remembers(workspace: string): boolean {
    return this.#memories.peek(workspace) !== undefined;
  }

  /** What is remembered of a workspace, to be kept for another time. */
  exportMemory(workspace: string): Uint8Array {
    return memoryToBytes(this.#memories.get(workspace));
  }

  /** Takes up what {@link exportMemory} gave; false when it is of another version or vocabulary, or damaged. */
  importMemory(workspace: string, bytes: Uint8Array): boolean {
    const memory = memoryFromBytes(bytes, this.#vocabularySize);
    if (!memory) return false;
    const held = this.#memories.get(workspace);
    held.matrix.copyFrom(memory.matrix);
    held.pairs.copyFrom(memory.pairs);
    return true;
  }
}
