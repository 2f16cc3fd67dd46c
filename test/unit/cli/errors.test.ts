import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { cli, temporaryFolder } from './support';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  await writeFile(path.join(folder, 'binary.bin'), Buffer.from([1, 2, 0, 3]));
  await writeFile(path.join(folder, 'latin1.c'), Buffer.from([0x69, 0x6e, 0x74, 0xe4]));
  await writeFile(path.join(folder, 'notes.txt'), 'one\ntwo 🦀\n');
});

/** FOLDER stands for the folder above. */
const CASES: [args: string, message: string][] = [
  ['tokens FOLDER/none.c', 'There is no file FOLDER/none.c.'],
  ['tokens FOLDER', 'FOLDER is a directory: name a file.'],
  ['tokens FOLDER/binary.bin', 'FOLDER/binary.bin is binary.'],
  ['tokens FOLDER/latin1.c', 'FOLDER/latin1.c is not valid UTF-8 (byte 3).'],
  ['tokens FOLDER/notes.txt/x', 'There is no file FOLDER/notes.txt/x.'],
  ['tokens FOLDER/notes.txt -t gpt9', 'There is no tokenizer "gpt9"; known are o200k_base, o200k_harmony,'],
  ['tokens FOLDER/notes.txt -t ./none.json', 'There is no tokenizer "./none.json": no file has that path.'],
  ['tokens FOLDER/notes.txt -t FOLDER/notes.txt', "FOLDER/notes.txt can't be used as a tokenizer. It is no "],
  ['tokens FOLDER/notes.txt -t hf:a/b/c', '"a/b/c" is no repository of the hub'],
  ['tokens FOLDER/notes.txt -t hf:no-one/nothing', 'hf:no-one/nothing was not fetched yet'],
  ['tokens FOLDER/notes.txt -t npm:not-there', 'The package not-there is not installed'],
  ['tokens FOLDER/notes.txt -t model:my-own', 'The tokenizer of the model "my-own" is not known'],
  ['tokenizers get o200k_base', '"o200k_base" is not on the hub'],
  ['tokens', "missing required argument 'file'"],
  ['tokens a b', "too many arguments for 'tokens'. Expected 1 argument but got 2."],
  ['tokens FOLDER/notes.txt --nope', "unknown option '--nope'"],
  ['tokens FOLDER/notes.txt --language cobol', 'There is no language "cobol"; known are c, cpp, cuda'],
  ['count FOLDER/none', 'There is no file FOLDER/none.'],
  ['count FOLDER/binary.bin', 'FOLDER/binary.bin is binary.'],
  ['count FOLDER -t o200k_base,', 'There is no tokenizer ""; known are'],
  ['count FOLDER --budget -1', "option '--budget <tokens>' argument '-1' is invalid."],
  ['count FOLDER --budget 1e3', "option '--budget <tokens>' argument '1e3' is invalid."],
  ['units FOLDER/notes.txt', 'The language of FOLDER/notes.txt is unknown: name it with --language'],
  ['units FOLDER/latin1.c', 'FOLDER/latin1.c is not valid UTF-8 (byte 3).'],
  ['complete FOLDER/notes.txt', "required option '-l, --line <n>' not specified"],
  ['complete FOLDER/notes.txt --line 4 --column 1', 'There is no line 4: the text has 3 lines.'],
  ['complete FOLDER/notes.txt --line 2 --column 8', 'There is no column 8 in line 2: it ends at 7.'],
  ['complete FOLDER/notes.txt --line 2 --column 6', 'Column 6 in line 2 is inside a character.'],
  ['complete FOLDER/notes.txt --line 0 --column 1', "option '-l, --line <n>' argument '0' is invalid."],
  ['complete FOLDER/notes.txt -l 1 -c 1 --gpu x', "option '--gpu <choice>' argument 'x' is invalid."],
  ['frobnicate', "unknown command 'frobnicate'"],
];

it.each(CASES)('%s: exit code 2 and one clear line', async (args, message) => {
  const inFolder = (text: string): string => text.replaceAll('FOLDER', folder);
  const { code, out, err } = await cli(inFolder(args).split(' '));
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect(err).toContain(`tokoscope: ${inFolder(message)}`);
});

it('without a command shows the help on standard error', async () => {
  const { code, out, err } = await cli([]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('Usage: tokoscope');
});

it('help and version are no errors', async () => {
  const help = await cli(['count', '--help']);
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toContain('--budget');
  expect((await cli(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});
