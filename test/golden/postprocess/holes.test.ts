import { describe, expect, it } from 'vitest';
import { languageOfFile } from '../../../language-tokenizers/syntax/languages';
import { postprocess, type PostprocessContext } from '../../../sidecar/postprocess/index';
import { syntaxOpener } from '../../../sidecar/postprocess/syntax/index';
import { fixtures, syntax } from '../../unit/syntax/support';
import { holesIn, type Hole } from './holes';

const openSyntax = syntaxOpener((language) => syntax.grammar(language), Infinity);

/** Holes of each kind in each file. */
const EACH = 32;

interface Cursor {
  readonly file: string;
  readonly languageId: string;
  readonly prefix: string;
  readonly middle: string;
  readonly suffix: string;
  readonly mode: Hole['mode'];
}

const files = await Promise.all(
  fixtures.map(async ({ file, text }) => {
    const language = languageOfFile(file, text)!;
    return { file, text, language, holes: holesIn(await syntax.grammar(language), text) };
  }),
);

/** Holes all over the files, the same each time. */
function* cursors(each: number): Generator<Cursor> {
  for (const { file, text, language, holes } of files) {
    for (const mode of ['line', 'block'] as const) {
      const own = holes.filter((hole) => hole.mode === mode);
      const step = Math.max(1, own.length / each);
      for (let at = 0; at < own.length; at += step) {
        const { start, end } = own[Math.floor(at)]!;
        const [prefix, middle, suffix] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
        yield { file, languageId: language.vscodeIds[0] ?? '', prefix, middle, suffix, mode };
      }
    }
  }
}

/** Asks with the file's own syntax, as the sidecar does. */
async function at<T>(cursor: Cursor, ask: (context: PostprocessContext) => T): Promise<T> {
  const { file, languageId, prefix, suffix, mode } = cursor;
  const place = { languageId, path: file, prefix, suffix, prefixComplete: true, suffixComplete: true };
  const opened = await openSyntax(place);
  try {
    return ask({ prefix, suffix, languageId, mode, ...(opened && { syntax: opened }) });
  } finally {
    opened?.dispose();
  }
}

/** Asks whether what stood in the hole stays as it is, and gives the part of holes where it does. */
async function partLeftAlone(each: number, change: (cursor: Cursor) => Cursor | undefined): Promise<number> {
  let [all, left] = [0, 0];
  for (const hole of cursors(each)) {
    const cursor = change(hole);
    if (!cursor) continue;
    all++;
    if (await at(cursor, (context) => postprocess(cursor.middle, context).text === cursor.middle)) left++;
  }
  expect(all).toBeGreaterThan(each * 20);
  return left / all;
}

describe('post-processing of what really stood there', () => {
  it('leaves it as it is', async () => {
    expect(await partLeftAlone(EACH, (hole) => hole)).toBeGreaterThanOrEqual(0.99);
  }, 60_000);

  it('leaves it as it is where the file ends at the cursor, nothing being closed', async () => {
    const ended = (hole: Cursor): Cursor | undefined =>
      /^[^\S\n]*(?:\n|$)/.test(hole.suffix) ? { ...hole, suffix: '' } : undefined;
    expect(await partLeftAlone(EACH, ended)).toBeGreaterThanOrEqual(0.99);
  }, 60_000);

  it('takes away what is more, and leaves no more errors than the whole had', async () => {
    let [all, cut] = [0, 0];
    for (const hole of cursors(8)) {
      const raw = `${hole.middle}\n})]\nThis closes the block that was left open.\n`;
      await at({ ...hole, mode: 'block' }, (context) => {
        const { text } = postprocess(raw, context);
        const { syntax: asked } = context;
        expect(asked!.errors(text)!).toBeLessThanOrEqual(asked!.errors(raw)!);
        all++;
        if (!text.includes('This closes')) cut++;
      });
    }
    expect(cut / all).toBeGreaterThan(0.9);
  }, 60_000);
});
