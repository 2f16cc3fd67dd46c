import { TokompilerError } from './error';
import { restore } from './restore';

/**
 * The texts of the leaves of what `tokoscope tokompile --json` has written.
 *
 * @throws {TokompilerError} for anything else
 */
export function restoreJson(json: string): string[] {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    throw new TokompilerError('The text is not JSON.');
  }
  if (!isRecord(document)) throw noDocument('an object');
  const { tokens, dictionary, inverse, leaves } = document;
  if (!isListOf(tokens, isString)) throw noDocument('a list "tokens"');
  if (!isTexts(dictionary)) throw noDocument('a "dictionary"');
  if (inverse !== undefined && !isTexts(inverse)) throw noDocument('a right "inverse"');
  if (!isRecord(leaves) || !isListOf(leaves['tokens'], isCount) || !isTexts(leaves['texts']))
    throw noDocument('"leaves"');
  const from = leaves['from'] ?? 0;
  if (!isCount(from)) throw noDocument('"leaves" that start somewhere');
  return restore({
    tokens,
    dictionary,
    ...(inverse && { inverse }),
    leaves: { tokens: leaves['tokens'], texts: leaves['texts'], from },
  });
}

function noDocument(part: string): TokompilerError {
  return new TokompilerError(`This is no document of "tokompile --json": it has not ${part}.`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every(isString);
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.every(is);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
