import type { Logits, StepResult, TokenId } from '../../engine/engine';
import { PerWorkspace } from '../perWorkspace';
import type { Draft, DraftRequest, DraftSource, LearnedText, SourceContext } from '../source';
import { shareOf } from './continuation';
import { Expectations } from './expectations';
import { UnitStore, type UnitText } from './unitStore';
import { textTokens, unitText } from './unitText';

export interface UnitSourceOptions {
  /** A draft ends where the product of its probabilities falls below this. */
  readonly least?: number;
}

const LEAST = 0.3;
/** Tokens of the longest draft. */
const LONGEST = 16;
/** Tokens before the output that are read again with it: for the indentation, and for the two before the first. */
const CONTEXT = 64;

/**
 * Lexical units as drafts (spec 3): after two tokens that a confident run followed before, the run. What the model
 * writes refreshes them at no cost.
 */
export class UnitSource implements DraftSource {
  readonly name = 'units';
  readonly #stores = new PerWorkspace(() => new UnitStore());
  readonly #expectations = new Expectations();
  readonly #vocabulary: SourceContext['vocabulary'];
  readonly #least: number;
  #store = this.#stores.get('');
  #isControl: (id: TokenId) => boolean = () => false;
  /** Text before the output, then the output; and its probabilities, NaN for the text before. */
  #tokens: TokenId[] = [];
  #probabilities: number[] = [];
  #fresh = 0;

  constructor({ vocabulary }: SourceContext, { least = LEAST }: UnitSourceOptions = {}) {
    this.#vocabulary = vocabulary;
    this.#least = least;
  }

  /** Takes in the units of a file of a workspace that a model has read (see `mine.ts`). */
  learnUnits(workspace: string, file: string, text: UnitText): void {
    const store = this.#stores.get(workspace);
    store.dropFile(file);
    store.learn(text, file);
  }

  /** Forgets the units of a file that has changed: its text says nothing of what the model expects in it. */
  learn(text: LearnedText): void {
    const store = this.#stores.peek(text.workspace);
    if (text.name !== '' && !this.knows(text)) store?.dropFile(text.name);
  }

  /** True when the units of this very text are known. */
  knows({ workspace, name, tokens }: LearnedText): boolean {
    const store = this.#stores.peek(workspace);
    return store?.isOf(name, textTokens(tokens, this.#vocabulary)) ?? false;
  }

  begin(request: DraftRequest): void {
    this.#refresh();
    this.#store = this.#stores.get(request.workspace);
    this.#isControl = request.isControl;
    this.#tokens = request.tokens.slice(-CONTEXT);
    this.#probabilities = this.#tokens.map(() => NaN);
    this.#fresh = 0;
    this.#expectations.forget();
  }

  /** Learns from what was written since the last `begin`: verified tokens all, however the request ended. */
  #refresh(): void {
    if (this.#fresh === 0) return;
    const tokens = this.#tokens.map((id) => (this.#isControl(id) ? -1 : id));
    const text = unitText(tokens, this.#probabilities, this.#vocabulary);
    this.#store.learn(text, '', tokens.length - this.#fresh);
  }

  propose(most: number): Draft | undefined {
    const longest = Math.min(most, LONGEST);
    const tokens = this.#tokens.slice(-2);
    const context = tokens.length;
    const probabilities: number[] = [];
    let product = 1;
    for (;;) {
      const unit = this.#store.best(tokens.at(-2), tokens.at(-1));
      if (!unit) break;
      const each = Math.exp(unit.meanLogProbability);
      for (const [at, token] of unit.tokens.entries()) {
        const probability = at === 0 ? each * shareOf(unit) : each;
        product *= probability;
        if (probabilities.length >= longest || product < this.#least || this.#isControl(token)) {
          return this.#draft(tokens.slice(context), probabilities);
        }
        tokens.push(token);
        probabilities.push(probability);
      }
    }
    return this.#draft(tokens.slice(context), probabilities);
  }

  #draft(tokens: readonly TokenId[], probabilities: readonly number[]): Draft | undefined {
    return tokens.length > 0 ? { source: this.name, tokens, probabilities } : undefined;
  }

  push(step: Pick<StepResult, 'tokens'>): void {
    this.#probabilities.push(...this.#expectations.of(step, this.#tokens.at(-1)));
    this.#tokens.push(...step.tokens);
    this.#fresh += step.tokens.length;
  }

  observe(_before: TokenId | undefined, token: TokenId, logits: Logits): void {
    this.#expectations.observe(token, logits);
  }
}
