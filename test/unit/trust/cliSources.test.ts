import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { bundleSidecar } from '../../lib/bundleSidecar.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { cli, temporaryFolder } from '../cli/support';

interface Found {
  readonly start: number;
  readonly end: number;
  readonly places: readonly object[];
}

const LINE = 'measured = convert(feet * 0.3048, scale) + offset_of(table, rounding)';

let script: string;
let folder: string;
const at = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  script = await bundleSidecar();
  folder = await temporaryFolder();
  await mkdir(at('lib'));
  await writeFile(at('here.py'), 'def use(feet):\n    \n\n\nprint(use(3))\n');
  await writeFile(at('lib/units.py'), `import os\n\n\ndef other(feet):\n  ${LINE}\n  return measured\n`);
});

/** A completion that begins with a text, and where that stands. */
async function sourcesOf(begin: string, ...more: string[]): Promise<[text: string, sources: Found[]]> {
  const place = ['--line', '2', '--column', '5', '--gpu', 'cpu', '--model', tinyModel()];
  const { code, out, err } = await cli(
    ['complete', at('here.py'), ...place, '--begin', begin, '--json', ...more],
    '',
    script,
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { insertText, sources } = JSON.parse(out) as { insertText: string; sources: Found[] };
  return [insertText, sources];
}

it('attributes what stands in a piece of context to its lines, and says whether the model saw it', async () => {
  const [text, [found, ...more]] = await sourcesOf(LINE, '--context', at('lib/units.py'));
  expect(more).toEqual([]);
  expect(text.slice(found!.start, found!.end)).toBe(LINE);
  const place = { kind: 'context', path: at('lib/units.py'), firstLine: 5, lastLine: 5 };
  expect(found!.places).toEqual([{ ...place, inPrompt: true }]);
});

it('looks in folders, too', async () => {
  const [, [found]] = await sourcesOf(LINE, '--sources', folder);
  expect(found!.places).toEqual([{ kind: 'searched', path: at('lib/units.py'), firstLine: 5, lastLine: 5 }]);
  const novel = LINE.replace('feet', 'ells').replace('offset_of', 'shift_by').replace('convert', 'turn');
  expect((await sourcesOf(novel, '--sources', folder))[1]).toEqual([]);
});

it('says what is wrong with a folder that is not there', async () => {
  const place = ['--line', '2', '--column', '5', '--gpu', 'cpu', '--model', tinyModel(), '--json'];
  const { code, err } = await cli(['complete', at('here.py'), ...place, '--sources', at('none')], '', script);
  expect(code).toBe(2);
  expect(err).toMatch(/^tokoscope: .*none/m);
});
