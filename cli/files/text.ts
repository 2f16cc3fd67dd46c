import { decodeText } from '../../language-tokenizers/scan/decode';

/** A file's content: text, or why it is none (the words complete "The file is …"). */
export type Content = { readonly text: string } | { readonly problem: string };

/**
 * Reads UTF-8 strictly, for commands that report positions in the file: those of decoded text would be others. A
 * byte order mark stays, as it costs tokens.
 */
export function decode(bytes: Uint8Array): Content {
  const content = decodeText(bytes);
  if ('problem' in content) return content;
  const { encoding, texts } = content;
  if (encoding === 'utf-8' || encoding === 'utf-8-bom') return { text: texts[0]! };
  if (encoding.startsWith('utf-16')) return { problem: 'UTF-16 and not UTF-8' };
  return { problem: `not valid UTF-8 (byte ${firstInvalid(bytes)})` };
}

/** Where decoding and encoding again first differs. */
function firstInvalid(bytes: Uint8Array): number {
  const again = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  return bytes.findIndex((byte, i) => again[i] !== byte);
}
