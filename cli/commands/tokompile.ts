import { Command, Option } from 'commander';
import type { SyntaxDocument } from '../../language-tokenizers/syntax/document';
import { TokompilerError } from '../../language-tokenizers/tokompiler/error';
import { tokompilerLanguage, unknownLanguage } from '../../language-tokenizers/tokompiler/languages';
import type { Numbering, TokompileOptions } from '../../language-tokenizers/tokompiler/options';
import { resolveNames } from '../../language-tokenizers/tokompiler/scopes/resolveNames';
import { tokompile } from '../../language-tokenizers/tokompiler/tokompile';
import type { Tokompiled } from '../../language-tokenizers/tokompiler/tokompiled';
import { VOCABULARIES, vocabularyByName } from '../../language-tokenizers/tokompiler/vocabularies';
import { writeDocument } from '../../language-tokenizers/tokompiler/writeDocument';
import { InputError } from '../errors';
import { readSource, STDIN } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { jsonOption, languageOption, wholeNumber } from '../options';
import { printJson } from '../output/json';
import { parseOnce } from '../syntax';

interface Options {
  readonly language?: string;
  readonly vocabulary: string;
  readonly numbering: Numbering['order'];
  readonly seed?: number;
  readonly comments: NonNullable<TokompileOptions['comments']>;
  readonly layout?: NonNullable<TokompileOptions['layout']>;
  readonly scopes?: true;
  readonly directives?: true;
  readonly faithful?: true;
  readonly partial?: true;
  readonly wide?: true;
  readonly json?: true;
}

const COMMON_UNKNOWN = 8;

export function tokompileCommand(host: Host): Command {
  return new Command('tokompile')
    .description('show a file as Tokompiler reads it: names, numbers and literals as a class and a number')
    .argument('<file>', 'file to read, - for standard input')
    .addOption(languageOption())
    .addOption(
      new Option('--vocabulary <name>', 'the published list of tokens, or ours with what that lacks')
        .choices(VOCABULARIES.map(({ name }) => name))
        .default('strict'),
    )
    .addOption(
      new Option('--numbering <order>', 'number names as they first appear, or draw their numbers')
        .choices(['first', 'random'])
        .default('first'),
    )
    .addOption(
      new Option('--seed <n>', 'where drawing starts: the same seed draws the same (default: 0)').argParser(
        wholeNumber(0),
      ),
    )
    .addOption(
      new Option('--comments <how>', 'comments become their words, or nothing')
        .choices(['words', 'drop'])
        .default('words'),
    )
    .addOption(
      new Option('--layout <how>', 'keep line breaks and levels of indentation as tokens, or all blanks')
        .choices(['lines', 'exact'])
        .conflicts('faithful'),
    )
    .addOption(
      new Option('--scopes', 'two variables of one name are two, by the scopes that they are in').conflicts(
        'faithful',
      ),
    )
    .addOption(
      new Option('--directives', 'take OpenMP and OpenACC directives apart into their clauses').conflicts(
        'faithful',
      ),
    )
    .option('--faithful', 'make all choices of the published tool, its faults among them')
    .option('--partial', 'put a fragment of Fortran into a subroutine')
    .option('--wide', 'number more than 1,000 names of a class, in several tokens each')
    .addOption(jsonOption())
    .action((file: string, options: Options) => tokompileFile(file, options, host));
}

async function tokompileFile(file: string, options: Options, host: Host): Promise<void> {
  if (options.seed !== undefined && options.numbering !== 'random')
    throw new InputError('--seed is for --numbering random.');
  const source = await readSource(file, host);
  const language = chooseLanguage(options.language, file, source.text);
  const name = file === STDIN ? 'the standard input' : file;
  if (!language) throw new InputError(`The language of ${name} is unknown: name it with --language.`);
  if (!tokompilerLanguage(language.id)) throw new InputError(unknownLanguage(language.name));
  const document = await parseOnce(language, source.text, host);
  try {
    const found = tokompileOrExplain(document, source.text, options);
    if (options.json) await printJson(host, { ...writeDocument(found) });
    else await printText(found, host);
    if (found.hasErrors) host.message(`tokoscope: ${name} has syntax errors${places(found)}.`);
  } finally {
    document.dispose();
  }
}

function tokompileOrExplain(document: SyntaxDocument, text: string, options: Options): Tokompiled {
  const { comments, layout, directives, faithful, partial, wide, seed = 0 } = options;
  const identity = options.scopes && resolveNames(document);
  try {
    return tokompile(document, text, {
      vocabulary: vocabularyByName(options.vocabulary)!,
      numbering: options.numbering === 'random' ? { order: 'random', seed } : { order: 'first' },
      comments,
      ...(layout && { layout }),
      ...(identity && { identity }),
      ...(directives && { directives }),
      ...(faithful && { faithful }),
      ...(partial && { partial }),
      ...(wide && { wide }),
    });
  } catch (error) {
    throw error instanceof TokompilerError ? new InputError(error.message) : error;
  }
}

async function printText(found: Tokompiled, host: Host): Promise<void> {
  const { replaced, tokens, unknown, vocabulary } = found;
  await host.out(replaced.endsWith('\n') ? replaced : `${replaced}\n`);
  const list = commonUnknown(found);
  await host.out(
    `${tokens.length} tokens (${vocabulary.name} vocabulary), ${unknown} unknown${list && `: ${list}`}\n`,
  );
}

/** The tokens that the vocabulary lacks most often. */
function commonUnknown({ tokens, vocabulary }: Tokompiled): string {
  const counts = new Map<string, number>();
  for (const token of tokens)
    if (vocabulary.idOf(token) === undefined) counts.set(token, (counts.get(token) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, COMMON_UNKNOWN).map(([token, count]) => `${token} (${count})`);
  return [...shown, ...(sorted.length > shown.length ? ['…'] : [])].join(', ');
}

/** Lines on which the grammar can make no sense of the text. */
function places({ text, errors }: Tokompiled): string {
  const lines = errors.map(({ start }) => text.slice(0, start).split('\n').length);
  const first = [...new Set(lines)].slice(0, 5);
  return first.length === 0 ? '' : `, on line ${first.join(', ')}${first.length < lines.length ? ', …' : ''}`;
}
