import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Confidence } from '../protocol';
import type { Outcome } from './calibration';

/** Outcomes that are kept; the file is rewritten once it has twice as many. */
const MOST = 2000;

/**
 * What became of completions, one JSON object a line, in a file of the user's own that nothing sends anywhere. It holds
 * the model's path, how sure the model was and whether the completion was accepted; no text of the user, no name of a
 * file that was edited, no time. Several windows' processes may write it: lines are appended whole, and one that comes
 * in while the file is shortened is no loss.
 */
export class OutcomeLog {
  /** Writes happen one after the other. */
  #tail: Promise<unknown> = Promise.resolve();
  #lines: number | undefined;

  constructor(private readonly file: string) {}

  /** Adds an outcome; a disk that is full or read-only loses it without a word. */
  add(outcome: Outcome): Promise<void> {
    return this.#turn(async () => {
      if (!isOutcome(outcome)) return;
      this.#lines ??= (await this.#read()).length;
      await mkdir(path.dirname(this.file), { recursive: true });
      await appendFile(this.file, `${JSON.stringify(outcome)}\n`);
      this.#lines++;
      if (this.#lines >= 2 * MOST) await this.#shorten();
    }).catch(() => undefined);
  }

  /** The latest outcomes of a model, oldest first; lines that are no outcome are left out. */
  async of(model: string): Promise<readonly Outcome[]> {
    const outcomes = await this.#turn(() => this.#read());
    return outcomes.slice(-MOST).filter((one) => one.model === model);
  }

  /** Forgets all of them; rejects where the file can't be removed. */
  forget(): Promise<void> {
    return this.#turn(async () => {
      await rm(this.file, { force: true });
      this.#lines = 0;
    });
  }

  #turn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#tail.then(task);
    this.#tail = turn.catch(() => undefined);
    return turn;
  }

  async #read(): Promise<Outcome[]> {
    const text = await readFile(this.file, 'utf8').catch(() => '');
    return text.split('\n').flatMap((line) => parse(line) ?? []);
  }

  async #shorten(): Promise<void> {
    const kept = (await this.#read()).slice(-MOST);
    const part = `${this.file}.${process.pid}.part`;
    await writeFile(part, kept.map((one) => `${JSON.stringify(one)}\n`).join(''));
    await rename(part, this.file);
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

/** What a confidence is made of: numbers, all of them finite. */
export const CONFIDENCE_NUMBERS: readonly (keyof Confidence)[] = [
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
  if (one.letThrough !== undefined && typeof one.letThrough !== 'boolean') return false;
  const confidence = one.confidence as Partial<Record<keyof Confidence, unknown>> | null | undefined;
  return (
    typeof confidence === 'object' &&
    confidence !== null &&
    CONFIDENCE_NUMBERS.every((name) => Number.isFinite(confidence[name]))
  );
}
