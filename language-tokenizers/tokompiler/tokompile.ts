import { MAX_SYNTAX_LENGTH, type SyntaxDocument } from '../syntax/document';
import { TokompilerError } from './error';
import type { TokompilerLanguage } from './language';
import { tokompilerLanguage, unknownLanguage } from './languages';
import { keepLayout } from './layout';
import { LeafReader } from './leafReader';
import { NameTable } from './nameTable';
import { NodeRules, type RuleChoice } from './nodeRules';
import { numberNames } from './numbering';
import type { TokompileOptions } from './options';
import { classOf } from './roles';
import type { Tokompiled } from './tokompiled';
import { TokompiledText } from './tokompiledText';
import { STRICT } from './vocabulary/strict';
import { WordTable } from './words';

const PROBLEMS = {
  tooLong: `The text is longer than ${MAX_SYNTAX_LENGTH.toLocaleString('en')} characters, and is not parsed.`,
  timedOut: 'The text took too long to be parsed.',
  disposed: 'The document was closed.',
} as const;

/**
 * Reads a text as Tokompiler does: names, numbers and literals become a class and a number, and what remains is
 * the grammar's own words.
 *
 * @param text that of the document
 * @throws {TokompilerError} for a language without rules, a text that is not parsed, or too many names
 */
export function tokompile(
  document: SyntaxDocument,
  text: string,
  options: TokompileOptions = {},
): Tokompiled {
  const syntax = document.language;
  const language = tokompilerLanguage(syntax.id);
  if (!language) throw new TokompilerError(unknownLanguage(syntax.name));
  if (options.partial && !language.fragment)
    throw new TokompilerError(`Fragments of ${syntax.name} are read as they are.`);
  const faithful = options.faithful === true;
  const fold = language.caseInsensitive === true;
  // Fortran is lower-cased first as published; else only to tell names and words.
  const seen = faithful && fold ? text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
  const names = new NameTable(fold, options.identity);
  const words = new WordTable(fold, faithful, options.layout === 'exact');
  const reading = {
    language,
    rules: rulesOf(language, syntax.grammar, {
      faithful,
      directives: options.directives === true,
    }),
    names,
    words,
    dropsComments: options.comments === 'drop',
    faithful,
  };
  const found = document.read((reader) => new LeafReader(reader, seen, reading).read());
  if (!found) throw new TokompilerError(problemOf(document));
  const classes = names.said.map(classOf);
  const numbers = numberNames(classes, options.numbering ?? { order: 'first' }, options.wide === true);
  return new TokompiledText({
    language: syntax.id,
    text: seen,
    leaves: options.layout ? keepLayout(found.leaves, seen, words, options.layout) : found.leaves,
    names: names.texts.map((one, i) => ({ text: one, class: classes[i]!, number: numbers[i]! })),
    words: words.words,
    errors: found.errors,
    hasErrors: document.hasErrors,
    vocabulary: options.vocabulary ?? STRICT,
    fragment: options.partial ? language.fragment : undefined,
  });
}

function problemOf(document: SyntaxDocument): string {
  const { status } = document;
  return status === 'parsed' ? 'The text was not parsed.' : PROBLEMS[status];
}

const shared = new WeakMap<TokompilerLanguage, Map<string, NodeRules>>();

/** Rules hang on a grammar's ids of types, of which languages that share their rules have different ones. */
function rulesOf(language: TokompilerLanguage, grammar: string, choice: RuleChoice): NodeRules {
  let found = shared.get(language);
  if (!found) shared.set(language, (found = new Map<string, NodeRules>()));
  const key = [grammar, choice.faithful, choice.directives].join();
  let rules = found.get(key);
  if (!rules) found.set(key, (rules = new NodeRules(language, choice)));
  return rules;
}
