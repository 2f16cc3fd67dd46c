import { describe, expect, it } from 'vitest';
import { ProblemSource } from '../../../../extension/context/sources/problem';
import type { Problem } from '../../../../extension/context/source';
import { at, editorView, numbered } from './support';

const text = numbered('src/a.ts', 20);
const collect = (...problems: readonly Problem[]) =>
  new ProblemSource(editorView({ problems: () => problems })).collect(at(text, 10));
const problem = (line: number, severity: Problem['severity'] = 'error', message = `Of ${line}`): Problem => ({
  line,
  severity,
  message,
});

describe('problems', () => {
  it('are said in one line', () => {
    expect(collect(problem(10, 'error', "Property 'x' does not exist\n  on type  'Y'."))).toEqual([
      {
        origin: 'problem',
        path: 'src/a.ts',
        languageId: 'typescript',
        text: "error: Property 'x' does not exist on type 'Y'.\n",
        line: 10,
        score: 1,
      },
    ]);
  });
  it('are those of the line and the one above: two, errors first, then the nearer', () => {
    const all = [
      problem(9),
      problem(8),
      problem(10, 'warning'),
      problem(11),
      problem(10),
      problem(9, 'warning'),
    ];
    expect(collect(...all).map((item) => [item.line, item.text])).toEqual([
      [10, 'error: Of 10\n'],
      [9, 'error: Of 9\n'],
    ]);
    expect(collect(problem(9), problem(10, 'warning')).map(({ line }) => line)).toEqual([9, 10]);
  });
  it('are cut where they go on and on', () => {
    expect(collect(problem(10, 'error', `${'a'.repeat(299)}😀${'b'.repeat(100)}`))[0]!.text).toBe(
      `error: ${'a'.repeat(299)}…\n`,
    );
  });
  it('are those from before the line was written, until it is left or saved', () => {
    const document = numbered('src/b.ts', 20);
    let reported: readonly Problem[] = [problem(10, 'error', 'there before')];
    const source = new ProblemSource(editorView({ problems: () => reported }));
    const messages = () => source.collect(at(document, 10)).map((item) => item.text);
    source.moved(at(document, 10));
    expect(messages()).toEqual(['error: there before\n']);

    source.edited(document, [document.write(10, 'half')]);
    reported = [problem(10, 'error', 'half a line')];
    source.moved(at(document, 10, 4));
    expect(messages()).toEqual(['error: there before\n']);
    // Other places are as they are.
    expect(source.collect(at(document, 11))[0]!.text).toBe('error: half a line\n');

    source.saved(document);
    expect(messages()).toEqual(['error: half a line\n']);
    source.edited(document, [document.write(10, 'more')]);
    source.moved(at(document, 3));
    source.moved(at(document, 10));
    reported = [problem(10, 'error', 'more of a line')];
    expect(messages()).toEqual(['error: more of a line\n']);
  });
  it('are not told of a line that was begun by a line break, nor of what it broke', () => {
    const document = numbered('src/b.ts', 20);
    const source = new ProblemSource(editorView({ problems: () => [problem(10), problem(11)] }));
    source.moved(at(document, 10, 5));
    source.edited(document, [document.replace(10, 1, ['one', 'two'])]);
    source.moved(at(document, 11));
    expect(source.collect(at(document, 11))).toEqual([]);
    source.moved(at(document, 2));
    source.moved(at(document, 11));
    expect(source.collect(at(document, 11)).length).toBe(2);
  });
});
