import type { Found } from '../../language-tokenizers/scan/files';
import type { Host } from '../host';
import type { Selection } from '../scan/selection';
import { walk } from '../scan/walk';
import { STDIN } from './source';

/** What is found at a path that the user names: a file, a folder, or standard input ("-"). */
export async function* filesAt(
  start: string,
  selection: Selection,
  host: Pick<Host, 'readInput'>,
): AsyncGenerator<Found> {
  if (start !== STDIN) {
    yield* walk(start, selection);
    return;
  }
  const content = await host.readInput();
  yield { path: STDIN, location: STDIN, bytes: content.length, content };
}

/** Says what is wrong with a file that the user names. */
export function problemLine({ path, reason }: { readonly path: string; readonly reason: string }): string {
  const name = path === STDIN ? 'The standard input' : path;
  return /^can't |^larger /.test(reason) ? `${name} ${reason}.` : `${name} is ${reason}.`;
}
