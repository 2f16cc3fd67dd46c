import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { MemoryFolder } from '../../../sidecar/drafts/keeping/memoryFolder';
import { MemoryKeeper } from '../../../sidecar/drafts/keeping/memoryKeeper';
import { vocabularyDigest } from '../../../sidecar/drafts/keeping/vocabularyDigest';
import { RecyclingSource } from '../../../sidecar/drafts/recycling';
import { letters, logitsOf, read, requestOf, spell } from './lib/requests';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(os.tmpdir(), 'tokoscope-kept-'));
  folder = path.join(parent, 'cache', 'drafts');
  onTestFinished(() => rm(parent, { recursive: true }));
});

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const files = (): Promise<string[]> => readdir(folder);

describe('the folder of memories', () => {
  it('gives back what was written last for a key, and nothing for another', async () => {
    const memories = new MemoryFolder(folder);
    expect(await memories.read('a')).toBeUndefined();
    await memories.write('a', bytes('one'));
    await memories.write('a', bytes('two'));
    await memories.write('b', bytes(''));
    expect(Buffer.from((await memories.read('a'))!).toString()).toBe('two');
    expect(await memories.read('b')).toHaveLength(0);
    expect(await memories.read('c')).toBeUndefined();
    expect(await files()).toHaveLength(2);
    if (process.platform !== 'win32') {
      const modes = await Promise.all((await files()).map((name) => stat(path.join(folder, name))));
      expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600]);
    }
  });

  it('takes a damaged, cut, longer or foreign file for none', async () => {
    const memories = new MemoryFolder(folder);
    await memories.write('a', bytes('what was learned'));
    const file = path.join(folder, (await files())[0]!);
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at++) {
      await writeFile(file, whole.subarray(0, at));
      expect(await memories.read('a')).toBeUndefined();
      await writeFile(
        file,
        Uint8Array.from(whole, (byte, i) => (i === at ? byte ^ 1 : byte)),
      );
      expect(await memories.read('a')).toBeUndefined();
    }
    await writeFile(file, Buffer.concat([whole, Buffer.of(0)]));
    expect(await memories.read('a')).toBeUndefined();
    const own = await files();
    await memories.write('b', bytes('of another workspace'));
    const other = (await files()).find((name) => !own.includes(name))!;
    await writeFile(file, await readFile(path.join(folder, other)));
    expect(await memories.read('a')).toBeUndefined();
    await memories.write('a', bytes('new'));
    expect(Buffer.from((await memories.read('a'))!).toString()).toBe('new');
  });

  it('keeps the youngest files, and clears away what an ended process left unfinished', async () => {
    const memories = new MemoryFolder(folder, 3);
    const old = new Date(Date.now() - 7_200_000);
    await mkdir(folder, { recursive: true });
    for (const name of ['left.part', 'fresh.part']) await writeFile(path.join(folder, name), 'half');
    await utimes(path.join(folder, 'left.part'), old, old);
    for (let i = 0; i < 6; i++) {
      const known = await files();
      await memories.write(`${i}`, bytes(`${i}`));
      const added = (await files()).find((name) => !known.includes(name) && name !== 'left.part')!;
      const time = new Date(Date.now() - (60 - i) * 60_000);
      await utimes(path.join(folder, added), time, time);
    }
    const held = await Promise.all(Array.from({ length: 6 }, (_, i) => memories.read(`${i}`)));
    expect(held.map((one) => one !== undefined)).toEqual([false, false, false, true, true, true]);
    expect((await files()).filter((name) => name.endsWith('.part'))).toEqual(['fresh.part']);
  });

  it('leaves what was there where it can’t write', async () => {
    const memories = new MemoryFolder(folder);
    await memories.write('a', bytes('one'));
    const name = (await files())[0]!;
    await rm(path.join(folder, name));
    await mkdir(path.join(folder, name, 'in the way'), { recursive: true });
    await expect(memories.write('a', bytes('two'))).rejects.toThrow();
    await expect(memories.read('a')).rejects.toThrow();
    expect(await files()).toEqual([name]);
  });
});

describe('keeping what was learned', () => {
  const notes: string[] = [];
  beforeEach(() => void notes.splice(0));

  function open(vocabulary = letters, where = folder) {
    const source = new RecyclingSource({ vocabulary });
    const note = (message: string): void => void notes.push(message);
    const keeper = new MemoryKeeper({ memory: source, vocabulary, folder: new MemoryFolder(where), note });
    return { source, keeper };
  }
  type Opened = ReturnType<typeof open>;

  const learn = ({ source }: Opened, workspace: string, pairs: string): void => {
    const [token, next] = read(pairs);
    source.read(workspace, undefined, token!, logitsOf({ [spell([next!])]: 0.9 }));
  };
  const guess = ({ source }: Opened, workspace: string, after: string): string => {
    source.begin(requestOf(read(after), { workspace }));
    return spell(source.propose(1)?.tokens);
  };

  it('a later session knows it, in its workspace alone', async () => {
    const first = open();
    await first.keeper.open('w');
    learn(first, 'w', 'ab');
    await first.keeper.save();
    const second = open();
    await second.keeper.open('w');
    await second.keeper.open('v');
    expect(guess(second, 'w', 'a')).toBe('b');
    expect(guess(second, 'v', 'a')).toBe('');
    expect(notes).toEqual([]);
  });

  it('writes nothing of no folder, nothing unchanged, and nothing once it is to forget', async () => {
    const session = open();
    await session.keeper.open('');
    learn(session, '', 'ab');
    await session.keeper.save();
    await expect(files()).rejects.toThrow('ENOENT');
    await session.keeper.open('w');
    learn(session, 'w', 'ab');
    session.keeper.forget();
    await session.keeper.save();
    await expect(files()).rejects.toThrow('ENOENT');
    await session.keeper.open('w');
    learn(session, 'w', 'cd');
    await session.keeper.save();
    const file = path.join(folder, (await files())[0]!);
    await rm(file);
    await session.keeper.save();
    expect(await files()).toEqual([]);
  });

  it('many workspaces in turn lose nothing, though few are held at a time', async () => {
    const session = open();
    const names = ['u', 'v', 'w', 'x'];
    for (const [i, name] of names.entries()) {
      await session.keeper.open(name);
      learn(session, name, `a${'bcde'[i]!}`);
      await session.keeper.open('');
      expect(guess(session, '', 'a')).toBe('');
    }
    for (const [i, name] of names.entries()) {
      await session.keeper.open(name);
      expect(guess(session, name, 'a')).toBe('bcde'[i]);
    }
  });

  it('another vocabulary begins anew, also one of the same size', async () => {
    const first = open();
    await first.keeper.open('w');
    learn(first, 'w', 'ab');
    await first.keeper.save();
    const tokenBytes = (id: number): Uint8Array => letters.tokenBytes(id === 65 ? 66 : id);
    const other = { ...letters, tokenBytes };
    expect(vocabularyDigest(other)).not.toBe(vocabularyDigest(letters));
    const second = open(other);
    await second.keeper.open('w');
    expect(guess(second, 'w', 'a')).toBe('');
    await second.keeper.save();
    expect(await files()).toHaveLength(2);
  });

  it('a damaged file is left out, and written anew', async () => {
    const first = open();
    await first.keeper.open('w');
    learn(first, 'w', 'ab');
    await first.keeper.save();
    const file = path.join(folder, (await files())[0]!);
    await writeFile(file, 'nonsense');
    const second = open();
    await second.keeper.open('w');
    expect(guess(second, 'w', 'a')).toBe('');
    learn(second, 'w', 'ac');
    await second.keeper.save();
    const third = open();
    await third.keeper.open('w');
    expect(guess(third, 'w', 'a')).toBe('c');
    expect(notes).toEqual([]);
  });

  it('a disk that takes nothing costs a note, and no more', async () => {
    const file = path.join(parent, 'file');
    await writeFile(file, 'no folder');
    const session = open(letters, path.join(file, 'drafts'));
    await session.keeper.open('w');
    learn(session, 'w', 'ab');
    await session.keeper.save();
    expect(guess(session, 'w', 'a')).toBe('b');
    expect(notes).toHaveLength(2);
    expect(notes[0]).toMatch(/^What drafts learned could not be read: ENOTDIR/);
    expect(notes[1]).toMatch(/^What drafts learned could not be written: ENOTDIR/);
  });
});
