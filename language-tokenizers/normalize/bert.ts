import { CONTROL, kindOf, NONSPACING, WHITE_SPACE } from './characterKinds';
import { mapCodePoints, withoutKinds } from './filter';
import { lowercase } from './lowercase';
import type { Normalized, Normalizer } from './normalizer';
import { chain } from './sequence';
import { unicodeForm } from './unicodeForm';

export interface BertOptions {
  /** Drops controls and U+FFFD, makes all white space spaces. */
  readonly cleanText: boolean;
  /** Puts spaces around Chinese characters. */
  readonly handleChineseChars: boolean;
  /** Decomposes, and drops the marks. */
  readonly stripAccents: boolean;
  readonly lowercase: boolean;
}

const PRINTABLE_ASCII = /^[ -~]*$/;
const nfd = unicodeForm('NFD');

/** BERT's normalizer. */
export function bert(options: BertOptions): Normalizer {
  const steps: ((text: string) => Normalized)[] = [];
  if (options.cleanText) steps.push(cleanText);
  if (options.handleChineseChars) steps.push(spaceChinese);
  if (options.stripAccents) {
    steps.push(
      (text) => nfd.normalize(text),
      (text) => withoutKinds(text, NONSPACING),
    );
  }
  return {
    normalize(text) {
      let result: Normalized = { text };
      // All but the case leave plain ASCII as it is.
      if (!PRINTABLE_ASCII.test(text)) for (const step of steps) result = chain(result, step(result.text));
      return options.lowercase ? chain(result, lowercase.normalize(result.text)) : result;
    },
  };
}

function cleanText(text: string): Normalized {
  return mapCodePoints(text, (codePoint) => {
    if (codePoint === 0x20) return undefined;
    if (codePoint === 9 || codePoint === 10 || codePoint === 13) return ' ';
    const kind = kindOf(codePoint);
    if (codePoint === 0 || codePoint === 0xfffd || kind & CONTROL) return '';
    return kind & WHITE_SPACE ? ' ' : undefined;
  });
}

function spaceChinese(text: string): Normalized {
  return mapCodePoints(text, (codePoint) =>
    isChinese(codePoint) ? ` ${String.fromCodePoint(codePoint)} ` : undefined,
  );
}

/** The blocks that BERT has; U+2B820 to U+2B91F is missing there, too. */
const CHINESE = [
  [0x4e00, 0x9fff],
  [0x3400, 0x4dbf],
  [0x20000, 0x2a6df],
  [0x2a700, 0x2b73f],
  [0x2b740, 0x2b81f],
  [0x2b920, 0x2ceaf],
  [0xf900, 0xfaff],
  [0x2f800, 0x2fa1f],
] as const;

function isChinese(codePoint: number): boolean {
  return codePoint >= 0x3400 && CHINESE.some(([first, last]) => codePoint >= first && codePoint <= last);
}
