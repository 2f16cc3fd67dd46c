import { Cl100kScanner } from '../bpe/scanners/cl100k';
import { DeepSeekScanner } from '../bpe/scanners/deepseek';
import { DigitsScanner } from '../bpe/scanners/digits';
import { Gpt2Scanner } from '../bpe/scanners/gpt2';
import { O200kScanner } from '../bpe/scanners/o200k';
import type { Scanner } from '../bpe/scanners/scanner';

/*
 * Split patterns that have a scanner of their own, by their exact text. Each takes all of a text, so that it makes
 * no difference whether a file has what is found isolated, or the rest removed.
 */

export type ScannerFactory = () => Scanner;

const CONTRACTION = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)`;
const SPACES = String.raw`\s*[\r\n]+|\s+(?!\S)|\s+`;

/** GPT-2's, in the spellings that files have. */
export const GPT2 = [
  String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
  String.raw`'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
];

function cl100k(digits: string): string {
  return (
    CONTRACTION + String.raw`|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}${digits}| ?[^\s\p{L}\p{N}]+[\r\n]*|` + SPACES
  );
}

function o200k(contraction: string, digits: string): string {
  const upper = String.raw`[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]`;
  const lower = String.raw`[\p{Ll}\p{Lm}\p{Lo}\p{M}]`;
  const before = String.raw`[^\r\n\p{L}\p{N}]?`;
  return (
    `${before}${upper}*${lower}+${contraction}|${before}${upper}+${lower}*${contraction}|` +
    String.raw`\p{N}${digits}| ?[^\s\p{L}\p{N}]+[\r\n/]*|` +
    SPACES
  );
}

/** One pattern, or several that split one after another. */
const SCANNERS: readonly (readonly [readonly string[], ScannerFactory])[] = [
  ...GPT2.map((pattern) => [[pattern], () => new Gpt2Scanner()] as const),
  // StarCoder, SmolLM, Granite Code.
  ...GPT2.map(
    (pattern) => [[String.raw`\p{N}`, pattern], () => new DigitsScanner(new Gpt2Scanner())] as const,
  ),
  // Llama 3; with single digits Qwen 2 to 3.
  [[cl100k('{1,3}')], () => new Cl100kScanner()],
  [[cl100k('')], () => new Cl100kScanner(1)],
  // gpt-oss and Llama 4; Mistral's tekken.
  [[o200k(`${CONTRACTION}?`, '{1,3}')], () => new O200kScanner()],
  [[o200k('', '')], () => new O200kScanner(1, false)],
  [
    [
      String.raw`\p{N}{1,3}`,
      '[一-龥\u3040-ゟ゠-ヿ]+',
      String.raw`[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_` +
        '`' +
        String.raw`{|}~][A-Za-z]+|[^${'\r\n'}\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[${'\r\n'}]*|\s*[${'\r\n'}]+|\s+(?!\S)|\s+`,
    ],
    () => new DeepSeekScanner(),
  ],
];

const BY_PATTERNS: ReadonlyMap<string, ScannerFactory> = new Map(
  SCANNERS.map(([patterns, factory]) => [JSON.stringify(patterns), factory]),
);

/** The scanner of patterns that split one after another; undefined where they have none of their own. */
export function knownScanner(patterns: readonly string[]): ScannerFactory | undefined {
  return BY_PATTERNS.get(JSON.stringify(patterns));
}

/** All that have a scanner. */
export const KNOWN_PATTERNS: readonly (readonly string[])[] = SCANNERS.map(([patterns]) => patterns);
