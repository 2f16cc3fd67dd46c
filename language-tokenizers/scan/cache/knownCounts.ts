import type { Counted } from '../countText';
import { TEXT_ENCODINGS } from '../encoding';
import type { CountTable, Entry } from './countTable';
import { type Key, KEY_WORDS } from './hash128';

/** Problems of content that are as lasting as a count; the order only grows. */
const PROBLEMS = ['binary', 'UTF-32 and not UTF-8'];
/** Kinds from here on are problems, below it encodings. */
const FIRST_PROBLEM = 128;

/** Key of a file's count in one tokenizer. */
export function keyFor(file: Key, tokenizer: Key): Key {
  const key = new Uint32Array(KEY_WORDS);
  for (let i = 0; i < KEY_WORDS; i++) key[i] = file[i]! ^ tokenizer[i]!;
  return key;
}

/** What a table knows of a file, if it knows its counts in all tokenizers. */
export function findCounted(table: CountTable, file: Key, tokenizers: readonly Key[]): Counted | undefined {
  const counts: number[] = [];
  let last: Entry | undefined;
  for (const tokenizer of tokenizers) {
    last = table.find(keyFor(file, tokenizer));
    if (!last) return undefined;
    counts.push(last.count);
  }
  if (!last) return undefined;
  const problem = PROBLEMS[last.kind - FIRST_PROBLEM];
  if (problem !== undefined) return { problem };
  const encoding = TEXT_ENCODINGS[last.kind];
  return encoding && { encoding, invalid: last.invalid, counts };
}

/** Entries that findCounted finds `counted` by; none for a problem that may pass. */
export function* entriesOf(
  counted: Counted,
  file: Key,
  tokenizers: readonly Key[],
  day: number,
): Generator<readonly [Key, Entry]> {
  if ('problem' in counted && !PROBLEMS.includes(counted.problem)) return;
  for (const [i, tokenizer] of tokenizers.entries()) {
    const entry =
      'problem' in counted
        ? { count: 0, invalid: 0, kind: FIRST_PROBLEM + PROBLEMS.indexOf(counted.problem) }
        : {
            count: counted.counts[i]!,
            invalid: counted.invalid,
            kind: TEXT_ENCODINGS.indexOf(counted.encoding),
          };
    yield [keyFor(file, tokenizer), { ...entry, day }];
  }
}
