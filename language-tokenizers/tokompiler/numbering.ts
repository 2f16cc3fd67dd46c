import { TokompilerError } from './error';
import { NAME_CLASSES, type NameClass, PREFIXES } from './nameClass';
import type { Numbering } from './options';
import { randomBelow } from './random';
import { LARGEST_NUMBER } from './vocabulary/strict';

/** Numbers that one token tells, from 0 on. */
export const NUMBERS = LARGEST_NUMBER + 1;
/** The published tool gives up a text with more names of a class, although there are 1,001 numbers. */
const MOST_NAMES = 1000;

/**
 * A number for each name, given the names' classes in order of first appearance. Each class counts for itself.
 *
 * @param wide more names than one token can number get numbers above 1,000
 * @throws {TokompilerError} for more than 1,000 names of a class otherwise
 */
export function numberNames(classes: readonly NameClass[], numbering: Numbering, wide: boolean): Uint32Array {
  const numbers = new Uint32Array(classes.length);
  const random = numbering.order === 'random' ? randomBelow(numbering.seed) : undefined;
  for (const one of NAME_CLASSES) {
    const members: number[] = [];
    classes.forEach((name, i) => name === one && members.push(i));
    if (members.length > MOST_NAMES && !wide) throw tooMany(one, members.length);
    const draw = random && draws(random, members.length > MOST_NAMES ? NUMBERS ** 2 : NUMBERS);
    members.forEach((name, i) => (numbers[name] = draw ? draw() : i));
  }
  return numbers;
}

/** Draws from 0 to `count` - 1 without replacement, all draws as likely. */
function draws(random: (below: number) => number, count: number): () => number {
  // A shuffle that is made as far as it is needed.
  const moved = new Map<number, number>();
  let left = count;
  return () => {
    const at = random(left--);
    const drawn = moved.get(at) ?? at;
    moved.set(at, moved.get(left) ?? left);
    return drawn;
  };
}

function tooMany(one: NameClass, count: number): TokompilerError {
  return new TokompilerError(
    `There are ${count.toLocaleString('en')} names of the class "${PREFIXES[one]}", and numbers for ` +
      `${MOST_NAMES.toLocaleString('en')}: take a part of the text, or wide numbering.`,
  );
}

/** A number in tokens: one up to 1,000, else its digits to base 1,001, the highest first. */
export function numberTokens(number: number): string[] {
  const digits = [String(number % NUMBERS)];
  for (let rest = Math.floor(number / NUMBERS); rest > 0; rest = Math.floor(rest / NUMBERS))
    digits.unshift(String(rest % NUMBERS));
  return digits;
}

/** The number that the tokens are digits of. */
export function tokensNumber(tokens: readonly string[]): number {
  return tokens.reduce((number, digit) => number * NUMBERS + Number(digit), 0);
}

/** "0" to "1000", as numbers of names are written in tokens. */
export function isNumberToken(token: string | undefined): boolean {
  return token !== undefined && /^(?:0|[1-9]\d{0,2}|1000)$/.test(token);
}
