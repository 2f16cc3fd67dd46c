import { expect } from 'vitest';
import { languageById } from '../../../../language-tokenizers/syntax/languages';
import {
  type ResolvedNames,
  resolveNames,
} from '../../../../language-tokenizers/tokompiler/scopes/resolveNames';
import { syntax } from '../../syntax/support';

const MARK = /[₀-₉]+/g;
const DIGITS = '₀₁₂₃₄₅₆₇₈₉';

/** Which names of a text are one. */
export async function resolved(language: string, text: string): Promise<ResolvedNames> {
  const document = await syntax.open(languageById(language)!, text);
  try {
    const names = resolveNames(document);
    if (!names) throw new Error(`No names in ${language}.`);
    return names;
  } finally {
    document.dispose();
  }
}

/** The text with a mark behind each name that is spelled like an earlier one and means another: x, x₁, x₂. */
export async function marked(language: string, text: string): Promise<string> {
  const names = await resolved(language, text);
  const meanings = new Map<string, number[]>();
  let out = '';
  let at = 0;
  names.starts.forEach((start, i) => {
    const end = names.ends[i]!;
    const written = text.slice(start, end);
    const name = language.startsWith('fortran') ? written.toLowerCase() : written;
    const known = meanings.get(name) ?? [];
    meanings.set(name, known);
    if (!known.includes(names.identities[i]!)) known.push(names.identities[i]!);
    const mark = known.indexOf(names.identities[i]!);
    out +=
      text.slice(at, end) +
      (mark === 0 ? '' : String(mark).replace(/\d/g, (digit) => DIGITS[Number(digit)]!));
    at = end;
  });
  return out + text.slice(at);
}

/** Reads a text without its marks, and expects them back. */
export async function expectMarks(language: string, text: string): Promise<void> {
  const found = await marked(language, text.replace(MARK, ''));
  expect(found, found).toBe(text);
}
