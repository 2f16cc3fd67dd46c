import { Lexer } from '../../constraints/lexer';
import { balanceOf } from '../../stops/brackets';
import { linesOf } from '../../stops/lines';
import { bareLine } from '../bareLine';
import type { Filter, PostprocessContext } from '../filter';
import { unlessWorse } from '../noWorse';
import type { FileSyntax } from '../syntax/fileSyntax';

/** Lines from the end that are tried, and places in what comes after them. */
const MOST_LINES = 40;
const MOST_PLACES = 12;
/** A file that breaks the grammar in more places has words that the grammar does not know, as macros of C are. */
const MOST_ERRORS = 2;

/**
 * With the completion, the file breaks the grammar in no more places than without it: lines are dropped from the
 * end until it does, then what follows is cut where a statement ends or something is closed that is not open (SAFIM's
 * truncation, arXiv 2403.04814). A completion of which no beginning with code in it holds is left as it is, for
 * it may only be unfinished, unless all it does is to close. A bracket that closes nothing goes in any case where
 * that heals something.
 */
export const syntaxErrors: Filter = {
  name: 'syntax-errors',
  apply(text, context) {
    const { syntax } = context;
    if (!syntax || text.trim() === '') return text;
    const [allowed, made] = [syntax.errors(''), syntax.errors(text)];
    if (!made || allowed === undefined) return text;
    const excess = bracketsIn(text, context);
    const isWorse = made > allowed && allowed <= MOST_ERRORS;
    if (!isWorse && excess.length === 0) return text;
    // In a file that is broken at the cursor, brackets that are missing say little: they are counted as there.
    const errors =
      allowed === 0 ? (part: string) => syntax.errors(part) : (part: string) => repaired(part, syntax);
    const count = (end: number): number => errors(text.slice(0, end)) ?? Infinity;
    const most = Math.max(count(0), allowed === 0 ? 0 : 1);
    const own = count(text.length);
    if (own === Infinity) return text;
    const kept = isWorse && own > most ? longest(text, (end) => count(end) <= most, context) : text;
    const healing = excess.find((end) => count(end) < own);
    const left = kept === text ? text.slice(0, healing) : kept;
    if (left === text || (allowed > 0 && isInside(context))) return text;
    return unlessWorse(text, left, context);
  },
};

/** Errors in the file with the closing brackets that it lacks put behind the text. */
function repaired(text: string, syntax: FileSyntax): number | undefined {
  return syntax.errors(text + (syntax.owed(text) ?? ''));
}

/** Whether the cursor is in a string or comment, which the grammar can't tell where it is not closed. */
function isInside({ prefix, languageId }: PostprocessContext): boolean {
  const lexer = new Lexer(languageId);
  let state = lexer.start;
  // What opens and closes is ASCII; any other character is as good as a letter.
  for (let at = 0; at < prefix.length; at++) state = lexer.step(state, Math.min(prefix.charCodeAt(at), 0xff));
  return state.region !== undefined;
}

function longest(text: string, holds: (end: number) => boolean, context: PostprocessContext): string {
  const ends = linesOf(text, '').map(({ end }) => end);
  const kept = ends.slice(0, -1).slice(-MOST_LINES).reverse().find(holds) ?? 0;
  const places = [
    ...bracketsIn(text, context),
    ...endWordsIn(text, context),
    ...statementEndsIn(text, kept, context),
  ];
  const after = places.filter((place) => place > kept).sort((a, b) => b - a);
  const end = after.slice(0, MOST_PLACES).find(holds) ?? kept;
  if (says(text.slice(0, end), context)) return text.slice(0, end);
  return says(text, context) || bracketsIn(text, context).length === 0 ? text : '';
}

/** Whether there is more in it than brackets, punctuation and comments. */
function says(part: string, context: PostprocessContext): boolean {
  return /[\p{L}\p{N}_]/u.test(bareLine(part, context).text);
}

/** Offsets of brackets that close nothing of the cursor's line or the text, the last first. */
function bracketsIn(text: string, context: PostprocessContext): number[] {
  const { before, text: written } = bareLine(text, context);
  const offsets = balanceOf(before + written).unmatched.map(({ index }) => index - before.length);
  return offsets
    .filter((offset) => offset >= 0)
    .reverse()
    .slice(0, MOST_PLACES);
}

/** Offsets of words that end a block in some languages. */
function endWordsIn(text: string, context: PostprocessContext): number[] {
  const written = bareLine(text, context).text;
  return Array.from(written.matchAll(/(?<![\w.:@$])(?:end|fi|done|esac)\b/g), ({ index }) => index);
}

/** Offsets behind statements that others follow on their line. */
function statementEndsIn(text: string, from: number, context: PostprocessContext): number[] {
  const written = bareLine(text, context).text.slice(from);
  const ends = Array.from(written.matchAll(/;(?=[^\S\n]*\S)/g), ({ index }) => index + 1);
  return ends.filter((end) => balanceOf(written.slice(0, end)).open.length === 0).map((end) => from + end);
}
