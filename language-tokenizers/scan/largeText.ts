import { replaced } from './decode';
import { detectStart, judgeInvalid } from './detect';
import { decoderLabel, type TextEncoding } from './encoding';
import { addUtf8Statistics, completeEnd, newUtf8Statistics, splitDamaged, type TextChunk } from './utf8Check';
import { mendWindows1252 } from './windows1252';

/** A file's bytes from its start, in pieces; the first has 8000 bytes or all. A piece is the reader's until it asks for the next. */
export type Chunks = Iterable<Uint8Array>;

/** The same judgement as decodeText's, without holding the file. */
export function detectChunks(chunks: Chunks): { encoding: TextEncoding } | { problem: string } {
  const statistics = newUtf8Statistics();
  let isFirst = true;
  let hasMark = false;
  for (const chunk of wholeCharacters(chunks)) {
    if (isFirst) {
      const detected = detectStart(chunk);
      if (detected !== 'utf-8 if valid') return detected;
      hasMark = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      isFirst = false;
    }
    addUtf8Statistics(statistics, chunk);
  }
  if (statistics.invalid > 0) return judgeInvalid(statistics);
  return { encoding: hasMark ? 'utf-8-bom' : 'utf-8' };
}

/** The text of a file in pieces; no piece cuts a surrogate pair. */
export function* decodeChunks(chunks: Chunks, encoding: TextEncoding): Generator<TextChunk> {
  if (encoding === 'utf-8-damaged') {
    for (const chunk of wholeCharacters(chunks)) yield* splitDamaged(chunk);
    return;
  }
  const isUtf16 = encoding.startsWith('utf-16');
  const decoder = new TextDecoder(decoderLabel(encoding), { ignoreBOM: !isUtf16 });
  const piece = (decoded: string): TextChunk => ({
    text: encoding === 'windows-1252' ? mendWindows1252(decoded) : decoded,
    invalid: isUtf16 ? replaced(decoded) : 0,
  });
  for (const chunk of chunks) yield piece(decoder.decode(chunk, { stream: true }));
  yield piece(decoder.decode());
}

/** The same bytes, cut between characters of UTF-8. */
function* wholeCharacters(chunks: Chunks): Generator<Uint8Array> {
  let rest = new Uint8Array(0);
  for (const chunk of chunks) {
    let joined = chunk;
    if (rest.length > 0) {
      joined = new Uint8Array(rest.length + chunk.length);
      joined.set(rest);
      joined.set(chunk, rest.length);
    }
    const end = completeEnd(joined);
    rest = joined.slice(end);
    yield joined.subarray(0, end);
  }
  if (rest.length > 0) yield rest;
}
