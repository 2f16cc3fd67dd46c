import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TokompiledDocument } from '../../../language-tokenizers/tokompiler/document';
import { cli, fixtureFolder, json, temporaryFolder } from './support';

const HEAT = path.join(fixtureFolder, 'heat.c');
const SOURCE = 'int main() {\n    int r[2800 + 1];\n    r[0] = 2000;\n    return 0;\n}';
const C = ['tokompile', '-', '--language', 'c'];

describe('tokompile', () => {
  it('prints the golden document', async () => {
    const document = await json<TokompiledDocument>(C, SOURCE);
    expect(document).toMatchObject({
      language: 'c',
      vocabulary: 'strict',
      replaced:
        'int func_0() {\n    int arr_0[num_0 + num_1];\n    arr_0[num_2] = num_3;\n    return num_2;\n}',
      unknown: 0,
      dictionary: {
        main: 'func_0',
        r: 'arr_0',
        '2800': 'num_0',
        '1': 'num_1',
        '0': 'num_2',
        '2000': 'num_3',
      },
      errors: [],
    });
    expect(document.tokens.join(' ')).toBe(
      'int func 0 ( ) { int arr 0 [ num 0 + num 1 ] ; arr 0 [ num 2 ] = num 3 ; return num 2 ; }',
    );
    expect(document.ids.slice(0, 6)).toEqual([1115, 1106, 48, 22, 23, 1180]);
  });

  it('draws the same numbers for a seed', async () => {
    const draw = (seed: string) => json([...C, '--numbering', 'random', '--seed', seed], SOURCE);
    expect(await draw('7')).toEqual(await draw('7'));
    expect(await draw('7')).not.toEqual(await draw('8'));
  });

  it('knows more with the extended vocabulary, and less without comments', async () => {
    const unknown = async (...options: string[]) =>
      (await json<TokompiledDocument>(['tokompile', HEAT, ...options])).unknown;
    const strict = await unknown();
    expect(await unknown('--vocabulary', 'extended')).toBeLessThan(strict);
    expect(await unknown('--comments', 'drop')).toBeLessThan(strict);
  });

  it('shows people the text, and what the vocabulary lacks', async () => {
    const { code, out, err } = await cli(C, 'void f(int n) { n += 1; n += 2; }\n');
    expect(code).toBe(0);
    expect(out).toBe(
      'void func_0(int arg_0) { arg_0 += num_0; arg_0 += num_1; }\n' +
        '22 tokens (strict vocabulary), 2 unknown: += (2)\n',
    );
    expect(err).toBe('');
  });

  it('says where the text breaks the grammar, and goes on', async () => {
    const { code, out, err } = await cli(C, 'int a;\nint ] b;\nint c;\n');
    expect(code).toBe(0);
    expect(out).toContain('int var_0;\nint ] var_1;\nint var_2;\n');
    expect(err).toBe('tokoscope: the standard input has syntax errors, on line 2.\n');
  });

  it('tells variables by their scopes, and clauses of directives, when asked', async () => {
    const source = 'int i;\nvoid f(void) {\n  int i;\n#pragma omp parallel private(i)\n  i = 1;\n}\n';
    const one = await json<TokompiledDocument>([...C, '--directives'], source);
    expect(one.replaced).toContain('private(var_0)\n  var_0 = num_0;');
    const { out } = await cli([...C, '--directives', '--scopes', '--json'], source);
    const two = JSON.parse(out) as TokompiledDocument;
    expect(two.replaced).toBe(
      'int var_0;\nvoid func_0(void) {\n  int var_1;\n#pragma omp parallel private(var_1)\n  var_1 = num_0;\n}\n',
    );
    expect(two.inverse).toMatchObject({ var_0: 'i', var_1: 'i' });
    const { leaves } = await json<{ leaves: string[] }>(['restore', '-'], out);
    expect(leaves.join('')).toBe(source.replaceAll(/\s/g, ''));
  });

  it('keeps layout when asked, and all of it comes back', async () => {
    const source = 'int f(void) {\n\treturn 1;   /* one  \n two */\n}\n';
    const { out } = await cli([...C, '--layout', 'exact', '--vocabulary', 'extended', '--json'], source);
    const { leaves } = await json<{ leaves: string[] }>(['restore', '-'], out);
    expect(leaves.join('')).toBe(source);
    const { tokens } = await json<TokompiledDocument>([...C, '--layout', 'lines'], source);
    expect(tokens).toContain('[INDENT]');
  });

  it('reads nothing', async () => {
    expect(await json(C, '')).toMatchObject({
      replaced: '',
      tokens: [],
      ids: [],
      unknown: 0,
      dictionary: {},
    });
  });

  it.each([
    [['tokompile', 'no-such-file.c'], '', 'There is no file no-such-file.c.'],
    [['tokompile', '-'], 'int a;', 'The language of the standard input is unknown: name it with --language.'],
    [['tokompile', '-', '--language', 'klingon'], '', 'There is no language "klingon"'],
    [['tokompile', '-', '--language', 'css'], 'a {}', 'Tokompiler has no rules for CSS; it reads c, cpp,'],
    [[...C, '--seed', '3'], SOURCE, '--seed is for --numbering random.'],
    [[...C, '--partial'], SOURCE, 'Fragments of C are read as they are.'],
    [[...C, '--vocabulary', 'large'], SOURCE, 'Allowed choices are strict, extended.'],
    [C, manyNames(1001), 'There are 1,001 names of the class "var"'],
  ])('%j ends with one clear line', async (args, input, message) => {
    const { code, out, err } = await cli(args, input);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(message);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('numbers more than 1,000 names when asked', async () => {
    const { tokens, unknown } = await json<TokompiledDocument>([...C, '--wide'], manyNames(1100));
    expect(unknown).toBe(0);
    expect(tokens.slice(-4)).toEqual(['var', '1', '98', ';']);
  });
});

describe('restore', () => {
  it.each(['heat.c', 'ring_buffer.c', 'matrix.cpp', 'saxpy.cu', 'diffusion.f90', 'scsum.f'])(
    'gives back the leaves of %s from the document alone',
    async (file) => {
      const folder = await temporaryFolder();
      const source = path.join(fixtureFolder, file);
      const { out } = await cli(['tokompile', source, '--json']);
      writeFileSync(path.join(folder, 'document.json'), out);
      const { leaves } = await json<{ leaves: string[] }>(['restore', path.join(folder, 'document.json')]);
      const text = readFileSync(source, 'utf8').replaceAll(/^ {5}[^\s0]/gm, '');
      expect(leaves.join('').replaceAll(/^ {5}[^\s0]|[\s\\]/gm, '')).toBe(text.replaceAll(/[\s\\]/g, ''));
    },
  );

  it('prints a leaf a line', async () => {
    const { out: document } = await cli([...C, '--json'], 'int x; /* a\nb */');
    expect((await cli(['restore', '-'], document)).out).toBe('int\nx\n;\n/* a\\nb */\n');
  });

  it.each([
    ['int a;', 'The text is not JSON.'],
    ['[]', 'This is no document of "tokompile --json": it has not an object.'],
    ['{"tokens":["a"],"dictionary":{}}', 'it has not "leaves"'],
    [
      '{"tokens":["var","1"],"dictionary":{},"leaves":{"tokens":[2],"texts":{}}}',
      'neither what leaf 0 is nor what var_1 stands for',
    ],
    ['{"tokens":[],"dictionary":{},"leaves":{"tokens":[2],"texts":{}}}', 'fewer tokens than its leaves'],
  ])('says what is wrong with %s', async (input, message) => {
    const { code, err } = await cli(['restore', '-'], input);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

function manyNames(count: number): string {
  return Array.from({ length: count }, (_, i) => `int name${i};`).join('\n');
}
