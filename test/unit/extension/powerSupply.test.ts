import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { onBattery } from '../../../extension/node/powerSupply';

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A folder as Linux has it. */
function folderOf(supplies: Supplies): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'power-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, files] of Object.entries(supplies)) {
    mkdirSync(path.join(folder, name));
    for (const [file, text] of Object.entries(files))
      writeFileSync(path.join(folder, name, file), `${text}\n`);
  }
  return folder;
}

const mains = (online: '0' | '1'): Readonly<Record<string, string>> => ({ type: 'Mains', online });
const battery = (status: string): Readonly<Record<string, string>> => ({ type: 'Battery', status });

it.each<readonly [string, Supplies, boolean]>([
  ['a laptop that is unplugged', { AC: mains('0'), BAT0: battery('Discharging') }, true],
  ['a laptop that is charged', { AC: mains('1'), BAT0: battery('Charging') }, false],
  ['a laptop that is full', { AC: mains('1'), BAT0: battery('Full') }, false],
  ['one fed by USB', { 'ucsi-1': { type: 'USB', online: '1' }, BAT0: battery('Discharging') }, false],
  ['one without a word on its mains', { BAT0: battery('Discharging') }, true],
  ['two batteries', { BAT0: battery('Not charging'), BAT1: battery('Discharging') }, true],
  ['a mouse', { AC: mains('1'), hid: { ...battery('Discharging'), scope: 'Device' } }, false],
  ['a mouse of a desktop', { hid: { ...battery('Discharging'), scope: 'Device' } }, false],
  ['a battery that does not say', { BAT0: { type: 'Battery' } }, false],
  ['a machine without any', {}, false],
])('%s', (_, supplies, expected) => {
  expect(onBattery(folderOf(supplies))).toBe(expected);
});

it('is not known elsewhere', () => {
  expect(onBattery(path.join(os.tmpdir(), 'no-such-folder'))).toBe(false);
});
