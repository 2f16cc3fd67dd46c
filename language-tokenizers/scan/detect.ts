import type { TextEncoding } from './encoding';
import { isControl, type Utf8Statistics } from './utf8Check';

/** Bytes of a file's start that are searched for a NUL, as git does. */
const LOOKED_AT = 8000;
/** Fewer zeros than this prove nothing. */
const LEAST_ZEROS = 4;

/** What a file's start says: an encoding for certain, no text (the words complete "The file is …"), or UTF-8 if it is valid. */
export type Detected = { readonly encoding: TextEncoding } | { readonly problem: string } | 'utf-8 if valid';

/** Looks at the first bytes of a file, 8000 of them if it has so many. */
export function detectStart(bytes: Uint8Array): Detected {
  const head = bytes.subarray(0, LOOKED_AT);
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return 'utf-8 if valid';
  if (startsWith(head, [0xff, 0xfe, 0, 0]) || startsWith(head, [0, 0, 0xfe, 0xff])) {
    return { problem: 'UTF-32 and not UTF-8' };
  }
  if (startsWith(head, [0xff, 0xfe])) return checkedUtf16(head, 'utf-16le');
  if (startsWith(head, [0xfe, 0xff])) return checkedUtf16(head, 'utf-16be');
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) return { problem: 'binary' }; // %PDF-, often without a NUL
  if (!head.includes(0)) return 'utf-8 if valid';
  const guess = utf16WithoutMark(head);
  return guess ? checkedUtf16(head, guess) : { problem: 'binary' };
}

/** What bytes that are neither UTF-16 nor valid UTF-8 are. */
export function judgeInvalid(seen: Utf8Statistics): { encoding: TextEncoding } | { problem: string } {
  // Packed data has control characters all over; a text has next to none.
  if (seen.controls > 0 && (seen.controls + seen.invalid) * 10 > seen.bytes) return { problem: 'binary' };
  if (seen.multibyte >= seen.invalid || !looksWestern(seen)) return { encoding: 'utf-8-damaged' };
  return { encoding: seen.c1 > 0 ? 'windows-1252' : 'latin-1' };
}

/** Western text has single letters with accents between plain ones; other alphabets have whole words above ASCII. */
function looksWestern(seen: Utf8Statistics): boolean {
  return (
    seen.controls === 0 &&
    seen.undefined1252 === 0 &&
    seen.high * 3 <= seen.bytes &&
    seen.high <= seen.highRuns * 2
  );
}

/** Latin text in UTF-16 has a zero in every other byte, and none in between. */
function utf16WithoutMark(head: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i & 1]!++;
  if (head.length % 2 === 1) return undefined;
  const enough = Math.max(LEAST_ZEROS, head.length / 2 / 4);
  if (zeros[0] === 0 && zeros[1]! >= enough) return 'utf-16le';
  if (zeros[1] === 0 && zeros[0]! >= enough) return 'utf-16be';
  return undefined;
}

/** Numbers of two bytes may look like UTF-16, but soon give a control character. */
function checkedUtf16(head: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): Detected {
  const text = new TextDecoder(encoding).decode(head.subarray(0, head.length & ~1));
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (isControl(unit) || unit >= 0xfffe) return { problem: 'binary' };
  }
  return { encoding };
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}
