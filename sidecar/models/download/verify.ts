import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { GgufError } from '../../../language-tokenizers/gguf/error';
import { readGgufHeader } from '../ggufHeader';
import { wrongContent } from './failure';
import type { PartFile, PartOf } from './partFile';

/** "GGUF", which such a file begins with. */
const MAGIC = [0x47, 0x47, 0x55, 0x46];
/** Bytes read at a time. */
const CHUNK = 1 << 20;

/** Refuses what does not begin as a GGUF file does, as far as it is there. What is refused is deleted. */
export async function checkBeginning(part: PartFile, host: string, what: string): Promise<void> {
  const beginning = await part.head(MAGIC.length);
  if (beginning.every((byte, i) => byte === MAGIC[i])) return;
  await part.discard();
  const page = beginning[0] === 0x3c ? 'a web page' : 'something';
  throw wrongContent(`${host} sends ${page} instead of ${what}, which is no GGUF file: try again later.`);
}

/**
 * Refuses a file that is not, byte for byte, what the hub publishes, or that our reader of GGUF headers refuses. It
 * is read from the disk: what is checked is what will be used. What is refused is deleted.
 */
export async function verify(
  part: PartFile,
  { sha256 }: PartOf,
  what: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<void> {
  await part.close();
  if ((await sha256Of(part.path, signal, onProgress)) !== sha256) {
    await part.discard();
    throw wrongContent(
      `${what} arrived damaged: its SHA-256 is not the one that the hub publishes. It was deleted: try again.`,
    );
  }
  try {
    readGgufHeader(part.path);
  } catch (error) {
    if (!(error instanceof GgufError)) throw error;
    await part.discard();
    throw wrongContent(
      `${what} is as the hub publishes it, and ${error.message}. It was deleted: choose another model.`,
      error,
    );
  }
}

async function sha256Of(
  file: string,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    hash.update(chunk);
    onProgress((bytes += chunk.length));
  }
  return hash.digest('hex');
}
