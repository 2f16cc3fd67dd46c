/** How a file's bytes were read as text. */
export type TextEncoding =
  'utf-8' | 'utf-8-bom' | 'utf-8-damaged' | 'utf-16le' | 'utf-16be' | 'latin-1' | 'windows-1252';

/** Every encoding, in an order that only grows: the cache stores a place in it. */
export const TEXT_ENCODINGS: readonly TextEncoding[] = [
  'utf-8',
  'utf-8-bom',
  'utf-8-damaged',
  'utf-16le',
  'utf-16be',
  'latin-1',
  'windows-1252',
];

/** Name that TextDecoder knows it by. Its Windows-1252 is a superset of Latin-1 where text is concerned. */
export function decoderLabel(encoding: TextEncoding): string {
  if (encoding.startsWith('utf-8')) return 'utf-8';
  return encoding === 'latin-1' ? 'windows-1252' : encoding;
}

/** What a reader of the count should know, if anything; `invalid` as in DecodedText. */
export function encodingNote(encoding: TextEncoding, invalid: number): string | undefined {
  switch (encoding) {
    case 'utf-8':
      return undefined;
    case 'utf-8-bom':
      return 'the byte order mark is counted';
    case 'utf-8-damaged':
      return `${invalid} ${invalid === 1 ? 'byte is' : 'bytes are'} not UTF-8: counted as one token each`;
    case 'utf-16le':
    case 'utf-16be': {
      const order = encoding === 'utf-16le' ? 'little' : 'big';
      const broken = invalid === 0 ? '' : `; ${invalid} broken characters are counted as U+FFFD`;
      return `decoded from UTF-16, ${order} endian${broken}`;
    }
    case 'latin-1':
      return 'not UTF-8: decoded as Latin-1';
    case 'windows-1252':
      return 'not UTF-8: decoded as Windows-1252';
  }
}
