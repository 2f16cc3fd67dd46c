import type { TokenId } from '../engine/engine';
import { sharedTokens } from '../engine/sharedTokens';
import type { PartLine, PromptParts } from './parts';

/** Lines [from, to) of one of the parts; the tail comes after the last of them. */
export interface LineRun {
  readonly part: number;
  readonly from: number;
  readonly to: number;
}

/** A prompt with the answer behind it. */
export interface Variant {
  readonly tokens: readonly TokenId[];
  /** The first token that holds some part of the answer. */
  readonly answerAt: number;
}

/** Makes the prompt without some of its lines; what is not touched keeps its tokens. */
export class Variants {
  constructor(
    private readonly prompt: PromptParts,
    private readonly answer: string,
    private readonly tokenize: (text: string) => readonly TokenId[],
  ) {}

  /** The lines of a part. */
  lines(part: number): readonly PartLine[] {
    const { parts, tail } = this.prompt;
    return part === parts.length ? tail : parts[part]!.lines;
  }

  /** The stretches of lines that may be taken out, in the order of the prompt. */
  runs(): LineRun[] {
    const runs: LineRun[] = [];
    for (let part = 0; part <= this.prompt.parts.length; part++) {
      const lines = this.lines(part);
      const from = lines.findIndex(({ about }) => about !== undefined);
      if (from < 0) continue;
      // Lines that stay stand before the others or behind them: a path, the cursor's line.
      const to = lines.findLastIndex(({ about }) => about !== undefined) + 1;
      runs.push({ part, from, to });
    }
    return runs;
  }

  without(removed: readonly LineRun[]): Variant {
    const { parts } = this.prompt;
    const tokens = parts.flatMap((part, index) =>
      removed.some((run) => run.part === index)
        ? this.tokenize(this.textWithout(index, removed))
        : part.tokens,
    );
    const before = this.textWithout(parts.length, removed);
    const own = this.tokenize(before);
    const whole = this.tokenize(before + this.answer);
    // Nothing is known of a prompt's first token.
    const answerAt = Math.max(1, tokens.length + Math.min(sharedTokens(own, whole), whole.length - 1));
    return { tokens: [...tokens, ...whole], answerAt };
  }

  private textWithout(part: number, removed: readonly LineRun[]): string {
    const own = removed.filter((run) => run.part === part);
    return this.lines(part)
      .filter((_, index) => !own.some(({ from, to }) => index >= from && index < to))
      .map(({ text }) => text)
      .join('');
  }
}
