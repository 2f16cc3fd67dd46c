import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cli, fixtureFolder, json, root } from './support';

it('units lists the units with offsets in bytes', async () => {
  const file = path.join(fixtureFolder, 'inventory.py');
  const content = await readFile(file);
  const document = await json<{
    language: string;
    units: { kind: string; type: string; byteStart: number; byteEnd: number; text: string }[];
    errors: boolean;
  }>(['units', file]);
  expect(document).toMatchObject({ language: 'python', errors: false });
  const bare = Buffer.from(content);
  for (const unit of document.units) {
    expect(content.subarray(unit.byteStart, unit.byteEnd).toString()).toBe(unit.text);
    bare.fill(' ', unit.byteStart, unit.byteEnd);
  }
  expect(bare.toString().trim()).toBe('');
});

it('units of broken code come with the word that it is broken', async () => {
  const document = await json<{ errors: boolean; units: unknown[] }>(
    ['units', '-', '--language', 'c'],
    'int ( { 0x;',
  );
  expect(document.errors).toBe(true);
  expect(document.units.length).toBeGreaterThan(3);
  const { code, err } = await cli(['units', '-', '--language', 'c'], 'int ( { 0x;');
  expect(code).toBe(0);
  expect(err).toContain('the standard input has syntax errors');
});

it('languages says what is there, and its source', async () => {
  const { languages } = await json<{ languages: { id: string; source: string }[] }>(['languages']);
  expect(languages.map((one) => one.id)).toEqual(
    'c cpp python javascript typescript tsx java go rust'.split(' '),
  );
  for (const { source } of languages) {
    const [, name, licence] = /^(.+) \((.+)\)$/.exec(source)!;
    const manifest = await readFile(path.join(root, 'node_modules', name!, 'package.json'), 'utf8');
    expect((JSON.parse(manifest) as { license: string }).license).toBe(licence);
  }
  const { code, out } = await cli(['languages']);
  expect(code).toBe(0);
  expect(out.split('\n').length).toBeGreaterThan(3);
});
