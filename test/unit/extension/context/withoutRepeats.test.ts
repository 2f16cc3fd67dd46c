import { expect, it } from 'vitest';
import { withoutRepeats } from '../../../../extension/context/withoutRepeats';
import type { ContextItem, ContextOrigin } from '../../../../sidecar/protocol';

const item = (origin: ContextOrigin, path: string, line: number, lines: number): ContextItem => ({
  origin,
  path,
  languageId: '',
  text: 'x\n'.repeat(lines),
  line,
  score: 1,
});

it('leaves out what pieces before say for the greater part', () => {
  const definition = item('definition', 'a.ts', 10, 20);
  const within = item('edited', 'a.ts', 15, 10);
  const around = item('visited', 'a.ts', 0, 64);
  const beside = item('edited', 'a.ts', 25, 20);
  const elsewhere = item('similar', 'b.ts', 10, 20);
  expect(withoutRepeats([definition, within, beside, around, elsewhere])).toEqual([
    definition,
    beside,
    around,
    elsewhere,
  ]);
});

it('keeps problems and the lines they are about, and no empty piece', () => {
  const problem = item('problem', 'a.ts', 10, 1);
  const definition = item('definition', 'a.ts', 10, 1);
  expect(withoutRepeats([problem, problem, definition, { ...definition, path: 'c', text: '\n \n' }])).toEqual(
    [problem, problem, definition],
  );
});
