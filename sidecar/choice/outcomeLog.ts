import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Confidence } from '../protocol';
import type { Outcome } from './calibration';

/** Outcomes that are kept; the file is rewritten once it has twice as many. */
const MOST = 2000;

export interface OutcomeLogOptions {
  /** The file; nothing but this process writes it, and nothing sends it anywhere. */
  readonly file: string;
  /** False: nothing is written, and what is there is neither read nor used. */
  readonly enabled: boolean;
}

/**
 * What became of completions, one JSON object a line, in a file of the user's own. It holds how sure the model was and
 * whether the completion was accepted; no text, no file name, no time.
 */
export class OutcomeLog {
  /** Writes happen one after the other. */
  #tail: Promise<unknown> = Promise.resolve();
  #lines: number | undefined;

  constructor(private readonly options: OutcomeLogOptions) {}

  /** Adds an outcome; a disk that is full or read-only loses it without a word. */
  add(outcome: Outcome): Promise<void> {
    return this.#turn(async () => {
      if (!this.options.enabled || !isOutcome(outcome)) return;
      this.#lines ??= (await this.#read()).length;
      await mkdir(path.dirname(this.options.file), { recursive: true });
      await appendFile(this.options.file, `${JSON.stringify(outcome)}\n`);
      this.#lines++;
      if (this.#lines >= 2 * MOST) await this.#shorten();
    });
  }

  /** The latest outcomes of a model, oldest first; lines that are no outcome are left out. */
  async of(model: string): Promise<readonly Outcome[]> {
    let outcomes: Outcome[] = [];
    await this.#turn(async () => {
      if (this.options.enabled) outcomes = await this.#read();
    });
    return outcomes.slice(-MOST).filter((one) => one.model === model);
  }

  /** Forgets all of them. */
  forget(): Promise<void> {
    return this.#turn(async () => {
      this.#lines = 0;
      await rm(this.options.file, { force: true });
    });
  }

  #turn(task: () => Promise<void>): Promise<void> {
    const turn = this.#tail.then(task).catch(() => undefined);
    this.#tail = turn;
    return turn;
  }

  async #read(): Promise<Outcome[]> {
    const text = await readFile(this.options.file, 'utf8').catch(() => '');
    return text.split('\n').flatMap((line) => parse(line) ?? []);
  }

  async #shorten(): Promise<void> {
    const kept = (await this.#read()).slice(-MOST);
    const part = `${this.options.file}.${process.pid}.part`;
    await writeFile(part, kept.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await rename(part, this.options.file);
    this.#lines = kept.length;
  }
}

function parse(line: string): Outcome | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isOutcome(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const NUMBERS: readonly (keyof Confidence)[] = [
  'tokens',
  'mean',
  'q10',
  'q25',
  'leastOfFirst',
  'firstEntropy',
];

/** Whether a value has the shape of an outcome, with all of its numbers finite. */
export function isOutcome(value: unknown): value is Outcome {
  const one = value as Partial<Outcome> | null;
  if (typeof one !== 'object' || one === null) return false;
  if (typeof one.model !== 'string' || typeof one.accepted !== 'boolean') return false;
  const confidence = one.confidence as Partial<Record<keyof Confidence, unknown>> | null | undefined;
  return (
    typeof confidence === 'object' &&
    confidence !== null &&
    NUMBERS.every((name) => Number.isFinite(confidence[name]))
  );
}
