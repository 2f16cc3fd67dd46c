import { detectStart, judgeInvalid } from './detect';
import { decoderLabel, type TextEncoding } from './encoding';
import { addUtf8Statistics, newUtf8Statistics, splitDamaged } from './utf8Check';
import { mendWindows1252 } from './windows1252';

/** A file's text. */
export interface DecodedText {
  readonly encoding: TextEncoding;
  /** The text; of damaged UTF-8, its valid stretches. */
  readonly texts: readonly string[];
  /** Of damaged UTF-8, the bytes between the stretches; of damaged UTF-16, the characters replaced by U+FFFD. */
  readonly invalid: number;
}

/** A file's content: text, or why it is none (the words complete "The file is …"). */
export type Content = DecodedText | { readonly problem: string };

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads the bytes of a whole file as text. UTF-8 keeps its byte order mark, as editors and tools pass it on and
 * models are charged for it; the one of UTF-16 is no part of the text.
 */
export function decodeText(bytes: Uint8Array): Content {
  const detected = detectStart(bytes);
  if (detected !== 'utf-8 if valid')
    return 'problem' in detected ? detected : decodeAs(bytes, detected.encoding);
  try {
    const text = strict.decode(bytes);
    return { encoding: text.startsWith('\uFEFF') ? 'utf-8-bom' : 'utf-8', texts: [text], invalid: 0 };
  } catch {
    const statistics = newUtf8Statistics();
    addUtf8Statistics(statistics, bytes);
    const judged = judgeInvalid(statistics);
    return 'problem' in judged ? judged : decodeAs(bytes, judged.encoding);
  }
}

function decodeAs(bytes: Uint8Array, encoding: TextEncoding): DecodedText {
  if (encoding === 'utf-8-damaged') {
    const chunks = splitDamaged(bytes);
    const invalid = chunks.reduce((sum, chunk) => sum + chunk.invalid, 0);
    return { encoding, texts: chunks.map((chunk) => chunk.text), invalid };
  }
  const text = new TextDecoder(decoderLabel(encoding)).decode(bytes);
  if (encoding === 'windows-1252') return { encoding, texts: [mendWindows1252(text)], invalid: 0 };
  return { encoding, texts: [text], invalid: encoding.startsWith('utf-16') ? replaced(text) : 0 };
}

/** Number of U+FFFD in a text. */
export function replaced(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) count++;
  return count;
}
