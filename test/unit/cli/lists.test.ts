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
  expect(languages.map((one) => one.id).join(' ')).toBe(
    'c cpp cuda fortran fortran-fixed python javascript typescript tsx java go rust csharp ruby php bash kotlin ' +
      'swift scala lua zig julia sql html vue css json yaml toml markdown markdown-inline',
  );
  for (const { source } of languages) {
    const [, name, licence, , from] = /^(.+) \((.+?)\)(, built in (.+)|, built here)?$/.exec(source)!;
    // One that is built here or elsewhere has no package of its own: its licence stands beside the built file.
    const manifest = path.join(root, 'node_modules', from ?? name!, 'package.json');
    if (source.endsWith('built here')) {
      const notices = path.join(root, 'language-tokenizers', 'syntax', 'grammars', 'manifest.json');
      const built = JSON.parse(await readFile(notices, 'utf8')) as Record<string, { package: string }>;
      expect(Object.values(built).map((one) => one.package)).toContain(name);
    } else if (from === undefined) {
      const { license } = JSON.parse(await readFile(manifest, 'utf8')) as { license: string };
      expect(license).toBe(licence);
    } else await readFile(manifest);
  }
  const { code, out } = await cli(['languages']);
  expect(code).toBe(0);
  expect(out.split('\n').length).toBeGreaterThan(3);
});
