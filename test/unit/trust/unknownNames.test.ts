import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildAssets } from '../../../scripts/assets.mjs';
import { TokenService } from '../../../extension/tokens/service/tokenService';
import { notIn, unknownInFile } from '../../../extension/trust/unknownNames';

const assets = path.join(import.meta.dirname, '../../../dist/assets');

beforeAll(() => buildAssets());

/** The unknown names of the code between two marks `«` and `»`, which are no part of the file. */
async function unknownIn(languageId: string, fileName: string, marked: string) {
  const service = new TokenService(
    (name) => readFile(path.join(assets, name)),
    (line) => {
      throw new Error(line);
    },
  );
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  await service.useTokenizer('o200k_base');
  await service.open({ uri: 'a', version: 1, languageId, fileName, text });
  const { names, scoped } = await service.names('a');
  service.close('a');
  const unknown = names && unknownInFile(names, [{ start, end }], languageId);
  return {
    scoped,
    unknown: unknown?.map((one) => one.text),
    places: unknown?.map(({ places }) => places.map((place) => text.slice(place.start, place.end))),
  };
}

describe('names that exist nowhere', () => {
  it.each([
    [
      'Python: what is bound, imported, a parameter, known elsewhere or built in is known',
      ['python', 'a.py'],
      `import os
from lib import to_metres

def use(feet):
«    import numpy as np
    rates = [np.mean(one) for one in range(3)]
    try:
        total = to_metres(feet) + made_up(rates, scale=os.sep)
    except (ValueError, MadeUpError) as problem:
        print(problem, len(rates), __name__, made_up)
    return lambda x, extra: total.madeUpMember + extra
»
scale = use(2).mean
`,
      // Packages, and members of what is in other files, only the editor's providers know.
      ['numpy', 'made_up', 'sep', 'MadeUpError', 'madeUpMember'],
    ],
    [
      'TypeScript: types, too, and none of a comment or a text',
      ['typescript', 'a.ts'],
      `import { readFile } from 'node:fs';
export function load(name: string): Promise<Loaded> {
«  const { size, rest: [first] } = measure(name); // madeUpComment
  type Local = Record<string, MadeUpType>;
  return new Promise((resolve) => setTimeout(() => resolve(first as Local, \`\${madeUp} text\`), size));
»}
interface Loaded { readonly measure: number }
`,
      ['rest', 'MadeUpType', 'madeUp'],
    ],
    [
      'Fortran: capitals are no difference',
      ['fortran', 'a.f90'],
      `program p
  implicit none
  integer :: Total
«  total = MADE_UP(TOTAL)
»end program p
`,
      ['MADE_UP'],
    ],
    [
      'C: functions and variables',
      ['c', 'a.c'],
      `#include <stdio.h>
int use(int feet) {
«  for (int index = 0; index < feet; index++) printf("%d", made_up(index, LIMIT));
  return 0;
»}
`,
      ['made_up', 'LIMIT'],
    ],
  ])('%s', async (_, [languageId, fileName], code, expected) => {
    const { scoped, unknown } = await unknownIn(languageId!, fileName!, code);
    expect(scoped).toBe(true);
    expect(unknown).toEqual(expected);
  });

  it('are found in languages whose scopes nobody wrote down, and not where there is no grammar', async () => {
    const lua = await unknownIn('lua', 'a.lua', 'local total = 1\n«print(total, made_up)»\n');
    expect(lua).toMatchObject({ scoped: false, unknown: ['made_up'] });
    expect((await unknownIn('nothing', 'a.nothing', 'a «b» c')).unknown).toBeUndefined();
  });

  it('have every place in the code', async () => {
    const { places } = await unknownIn('python', 'a.py', '«x = made_up(made_up)\n»');
    expect(places).toEqual([['made_up', 'made_up']]);
  });

  it('are known where another text has them as a word', () => {
    const names = ['made_up', 'Other'].map((text) => ({ text, places: [] }));
    const left = (text: string, language = 'python'): string[] =>
      notIn(names, text, language).map((one) => one.text);
    expect(left('def made_up(): pass')).toEqual(['Other']);
    expect(left('def made_up_too(): pass # other')).toEqual(['made_up', 'Other']);
    expect(left('call OTHER', 'fortran')).toEqual(['made_up']);
  });
});
