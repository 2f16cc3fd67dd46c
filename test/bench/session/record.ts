/** Makes a session of two versions of files: the difference, typed by somebody. */
import { randomNumbers } from '../../../language-tokenizers/merging/strategies/lessIsBetter/random';
import { hunksOf, linesOf } from './hunks';
import { sha256, type Recording, type SessionAction, type SessionEvent } from './session';

export interface Versions {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A stretch of a file that is written anew. */
interface Edit {
  /** Offset in the file as it is when the edit's turn comes. */
  readonly at: number;
  readonly removed: string;
  readonly inserted: string;
}

/**
 * Where a difference is large, the session begins in the middle of the work: what of it comes first is there already.
 *
 * @param keys about how many keys are pressed at most, in all files together
 */
export function recordSession(
  about: Omit<Recording, 'files' | 'events'>,
  versions: readonly Versions[],
  { seed, keys }: { readonly seed: number; readonly keys: number },
): Recording {
  const person = new Person(randomNumbers(seed));
  const files = [];
  for (const [index, { path, before, after }] of versions.entries()) {
    const share = Math.floor((keys - person.keys) / (versions.length - index));
    const { start, edits } = editsOf(before, after, share);
    files.push({ path, start, endSha256: sha256(after) });
    person.open(path);
    for (const edit of edits) person.make(edit);
    person.save();
  }
  return { ...about, files, events: person.events };
}

/** The last edits of a difference that take about so many keys, and the text before them. */
function editsOf(
  before: string,
  after: string,
  keys: number,
): { readonly start: string; readonly edits: readonly Edit[] } {
  const [old, now] = [linesOf(before), linesOf(after)];
  const edits: Edit[] = [];
  let left = keys;
  /** The end of the file, as it is before the edits so far. */
  let rest = '';
  let [oldEnd, nowEnd] = [old.length, now.length];
  for (const { from, to, newFrom, newTo } of hunksOf(old, now).reverse()) {
    if (left <= 0) break;
    rest = old.slice(to, oldEnd).join('') + rest;
    const removed = old.slice(from, to).join('');
    const lines = now.slice(newFrom, newTo);
    const { skipped, written } = lastLines(lines, left);
    const known = skipped.join('');
    const at = now.slice(0, newFrom).join('').length + known.length;
    const text = written.join('');
    const replaced = known === '' ? removed : '';
    edits.unshift(narrowed({ at, removed: replaced, inserted: text }, known || (now[newFrom - 1] ?? '')));
    rest = known + replaced + rest;
    left -= text.length + 1;
    [oldEnd, nowEnd] = [from, newFrom];
  }
  return { start: now.slice(0, nowEnd).join('') + rest, edits };
}

/** The last lines that have no more characters than that (at least one), and those before them. */
function lastLines(
  lines: readonly string[],
  most: number,
): { readonly skipped: readonly string[]; readonly written: readonly string[] } {
  let from = lines.length;
  let length = 0;
  while (from > 0 && (from === lines.length || length + lines[from - 1]!.length <= most)) {
    length += lines[--from]!.length;
  }
  return { skipped: lines.slice(0, from), written: lines.slice(from) };
}

/**
 * An edit of no more than what differs. Whole lines are begun at the end of the line before them, as by the key that
 * breaks a line.
 */
function narrowed({ at, removed, inserted }: Edit, before: string): Edit {
  if (removed === '' && inserted.endsWith('\n') && before.endsWith('\n')) {
    return { at: at - 1, removed, inserted: `\n${inserted.slice(0, -1)}` };
  }
  let start = 0;
  while (start < Math.min(removed.length, inserted.length) && removed[start] === inserted[start]) start++;
  let end = 0;
  const most = Math.min(removed.length, inserted.length) - start;
  while (end < most && removed.at(-1 - end) === inserted.at(-1 - end)) end++;
  return {
    at: at + start,
    removed: removed.slice(start, removed.length - end),
    inserted: inserted.slice(start, inserted.length - end),
  };
}

/** Times in milliseconds, and shares of 1. */
const KEY = { least: 60, most: 250 };
const LINE = { least: 600, most: 1500 };
const WORD = { least: 350, most: 800 };
const THINK = { least: 900, most: 1800 };
const NOTICE = { least: 200, most: 450 };
const LOOKS_AT_WORDS = 0.25;
const TYPOS = 0.025;
const SECOND_THOUGHTS = 0.4;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Somebody who types, pauses, looks, and errs. */
class Person {
  readonly events: SessionEvent[] = [];
  keys = 0;

  constructor(private readonly random: () => number) {}

  open(path: string): void {
    this.do(THINK, { do: 'open', path });
  }

  save(): void {
    this.do(WORD, { do: 'save' });
  }

  make({ at, removed, inserted }: Edit): void {
    this.do(THINK, { do: 'move', to: at + removed.length });
    if (removed !== '') {
      this.key(NOTICE, { do: 'delete', count: removed.length });
      if (removed.length > 1 && this.random() < SECOND_THOUGHTS) {
        this.do(THINK, { do: 'undo' });
        this.do(THINK, { do: 'redo' });
      }
    }
    // A line break and the indentation that comes with it, or a character.
    for (const [key] of inserted.matchAll(/\n[ \t]*|[^]/gu)) this.type(key, inserted);
  }

  private type(key: string, text: string): void {
    const last = this.events.at(-1);
    const startsWord = /\w/.test(key) && last?.do === 'type' && /\W$/.test(last.text);
    if (startsWord && this.random() < LOOKS_AT_WORDS) this.do(WORD, { do: 'look' });
    if (/[a-z]/.test(key) && this.random() < TYPOS && text.length > 3) this.err(key);
    this.key(KEY, { do: 'type', text: key });
    if (key.startsWith('\n')) this.do(LINE, { do: 'look' });
  }

  /** The wrong key, perhaps the right one after it, and both taken back. */
  private err(key: string): void {
    const at = LETTERS.indexOf(key) + 1 + Math.floor(this.random() * (LETTERS.length - 1));
    this.key(KEY, { do: 'type', text: LETTERS[at % LETTERS.length]! });
    const goesOn = this.random() < 0.5;
    if (goesOn) this.key(KEY, { do: 'type', text: key });
    this.key(NOTICE, { do: 'delete', count: 1 });
    if (goesOn) this.key(KEY, { do: 'delete', count: 1 });
  }

  private key(pause: typeof KEY, action: SessionAction): void {
    this.keys++;
    this.do(pause, action);
  }

  private do({ least, most }: typeof KEY, action: SessionAction): void {
    // More short pauses than long ones.
    const wait = Math.round(least + (most - least) * this.random() ** 1.5);
    this.events.push({ wait, ...action });
  }
}
