import { setImmediate } from 'node:timers/promises';
import { decodeText } from '../../language-tokenizers/scan/decode';
import type { FoundFile } from '../../language-tokenizers/scan/files';
import { InputError } from '../errors';
import type { Host } from '../host';
import { FileReader } from '../scan/readFile';
import type { Selection } from '../scan/selection';
import { filesAt, problemLine } from './found';

/** A file that was read, or what was left out and why. */
export type ReadText =
  | {
      readonly path: string;
      readonly text: string;
      /** Of the file, in whatever encoding. */
      readonly bytes: number;
    }
  | { readonly path: string; readonly reason: string };

/** Milliseconds of reading after which others get their turn. */
const TURN = 20;
/** Stands for bytes of a damaged file that are no text. */
const REPLACEMENT = '\uFFFD';

/**
 * Reads files, folders and standard input ("-") as text, one at a time; a file that two paths lead to comes once. What
 * is wrong with a file that the user names is an InputError, others are left out with the reason. Ends early, with the
 * signal's reason, when the signal is aborted.
 */
export async function* readTexts(
  paths: readonly string[],
  selection: Selection,
  host: Pick<Host, 'readInput'>,
  signal?: AbortSignal,
): AsyncGenerator<ReadText> {
  const reader = new FileReader();
  const seen = new Set<string>();
  let turnEnds = performance.now() + TURN;
  for (const start of new Set(paths)) {
    for await (const found of filesAt(start, selection, host)) {
      signal?.throwIfAborted();
      if (performance.now() > turnEnds) {
        await setImmediate();
        turnEnds = performance.now() + TURN;
      }
      if ('reason' in found) {
        yield found;
        continue;
      }
      if (seen.has(found.location)) continue;
      seen.add(found.location);
      const read = readText(found, reader);
      if ('reason' in read && found.path === start) throw new InputError(problemLine(read));
      yield read;
    }
  }
}

function readText(file: FoundFile, reader: FileReader): ReadText {
  const { path, location, bytes } = file;
  let content: Uint8Array;
  try {
    content = file.content ?? reader.read(location, bytes);
  } catch (error) {
    return { path, reason: `can't be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown error'}` };
  }
  const decoded = decodeText(content);
  if ('problem' in decoded) return { path, reason: decoded.problem };
  return { path, text: decoded.texts.join(REPLACEMENT), bytes: content.length };
}
