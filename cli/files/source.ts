import { readFile } from 'node:fs/promises';
import { InputError, reasonOf } from '../errors';
import type { Host } from '../host';
import { decode } from './text';

/** Stands for standard input in place of a file. */
export const STDIN = '-';

export interface Source {
  /** As the user wrote it. */
  readonly path: string;
  readonly text: string;
  readonly bytes: number;
}

/** Reads a file, or standard input for "-"; throws an InputError that says what is wrong. */
export async function readSource(file: string, host: Host): Promise<Source> {
  const bytes = file === STDIN ? await host.readInput() : await readBytes(file);
  const content = decode(bytes);
  const name = file === STDIN ? 'The standard input' : file;
  if ('problem' in content) throw new InputError(`${name} is ${content.problem}.`);
  return { path: file, text: content.text, bytes: bytes.length };
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw fileError(file, error);
  }
}

export function fileError(file: string, error: unknown): InputError {
  switch ((error as NodeJS.ErrnoException).code ?? '') {
    case 'ENOENT':
    case 'ENOTDIR':
      return new InputError(`There is no file ${file}.`);
    case 'EISDIR':
      return new InputError(`${file} is a directory: name a file.`);
    case 'EACCES':
    case 'EPERM':
      return new InputError(`${file} may not be read.`);
    default:
      return new InputError(`${file} can't be read: ${reasonOf(error)}`);
  }
}
