import path from 'node:path';
import type { TokenId, Vocabulary } from '../../../sidecar/engine/engine';
import { inOrderOf, readRows } from '../fim/rows';

/** A prompt that ends inside a line, and the same with one more character typed. */
export interface TypedPrompt {
  readonly before: readonly TokenId[];
  readonly after: readonly TokenId[];
}

/** Prompts of `length` tokens of Python (whole solutions, then one up to the middle of a line), in a fixed order. */
export async function readPrompts(
  dataFolder: string,
  vocabulary: Vocabulary,
  { count, length }: { readonly count: number; readonly length: number },
): Promise<TypedPrompt[]> {
  const rows = await readRows(path.join(dataFolder, 'SingleLineInfilling.jsonl.gz'));
  const sources = inOrderOf(
    1,
    rows.map((row) => ({ id: row.task_id, row })),
  ).map(({ row }) => row);
  const begin = vocabulary.beginOfSequence === undefined ? [] : [vocabulary.beginOfSequence];
  const prompts: TypedPrompt[] = [];
  while (prompts.length < count && sources.length > 0) {
    const { prompt, canonical_solution: line } = sources.shift()!;
    const column = Math.ceil(line.trimEnd().length / 2);
    let text = prompt + line.slice(0, column);
    let tokens = vocabulary.tokenize(text);
    while (tokens.length + begin.length < length && sources.length > 0) {
      const { prompt: start, canonical_solution: hole, suffix } = sources.shift()!;
      text = `${start}${hole}${suffix}\n\n${text}`;
      tokens = vocabulary.tokenize(text);
    }
    const cut = tokens.length + begin.length - length;
    if (cut < 0) break;
    const typed = vocabulary.tokenize(text + line.charAt(column));
    prompts.push({ before: [...begin, ...tokens.slice(cut)], after: [...begin, ...typed.slice(cut)] });
  }
  return prompts;
}
