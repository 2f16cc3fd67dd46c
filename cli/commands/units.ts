import { Command } from 'commander';
import type { SyntaxDocument } from '../../language-tokenizers/syntax/document';
import { surroundingsInOrder } from '../../language-tokenizers/syntax/scopes';
import type { UnitKind } from '../../language-tokenizers/syntax/unit';
import { ByteOffsets } from '../../language-tokenizers/text/byteOffsets';
import { InputError } from '../errors';
import { readSource, STDIN } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage, knownLanguages } from '../language';
import { jsonOption, languageOption } from '../options';
import { printJson } from '../output/json';
import { table, visible } from '../output/table';
import { parseOnce } from '../syntax';

interface Options {
  readonly language?: string;
  readonly json?: true;
  readonly all?: true;
}

/** Between the names of a scope: "Ledger.sum". */
const SCOPE_SEPARATOR = '.';

const PROBLEMS = {
  tooLong: 'is too long to be parsed',
  timedOut: 'took too long to be parsed',
  disposed: 'was closed',
} as const;

export function unitsCommand(host: Host): Command {
  return new Command('units')
    .description("list a file's units: what a compiler reads where the model reads tokens")
    .argument('<file>', 'file to read, - for standard input')
    .addOption(languageOption())
    .addOption(jsonOption())
    .option('--all', 'with white space and line ends: the units then tile the text')
    .action((file: string, options: Options) => units(file, options, host));
}

async function units(file: string, options: Options, host: Host): Promise<void> {
  const name = file === STDIN ? 'the standard input' : file;
  const source = await readSource(file, host);
  const language = chooseLanguage(options.language, file, source.text);
  if (!language)
    throw new InputError(`The language of ${name} is unknown: name it with --language; ${knownLanguages()}`);
  const document = await parseOnce(language, source.text, host);
  try {
    const { status } = document;
    if (status !== 'parsed') throw new InputError(`${name} ${PROBLEMS[status]}.`);
    const found = rows(document, source.text, options.all === true);
    if (options.json)
      await printJson(host, { language: language.id, units: found, errors: document.hasErrors });
    else await printTable([...found], language.name, host);
    if (document.hasErrors) host.message(`tokoscope: ${name} has syntax errors.`);
  } finally {
    document.dispose();
  }
}

interface Row {
  readonly kind: UnitKind;
  readonly type: string;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The functions, classes and modules that it stands in. */
  readonly scope?: string;
}

async function printTable(units: readonly Row[], language: string, host: Host): Promise<void> {
  const lines = units.map((unit) => [
    unit.kind,
    `${unit.byteStart}..${unit.byteEnd}`,
    unit.scope ?? '',
    visible(unit.text),
  ]);
  await host.out(table([['kind', 'bytes', 'scope', 'text'], ...lines]));
  await host.out(`${units.length} units (${language})\n`);
}

function* rows(document: SyntaxDocument, text: string, spaces: boolean): Generator<Row> {
  const offsets = new ByteOffsets(text);
  const around = surroundingsInOrder(document.scopes());
  for (const { kind, type, start, end } of document.units(0, text.length, { spaces })) {
    const { path } = around(start);
    yield {
      kind,
      type,
      byteStart: offsets.toByte(start),
      byteEnd: offsets.toByte(end),
      start,
      end,
      text: text.slice(start, end),
      ...(path.length > 0 && { scope: path.join(SCOPE_SEPARATOR) }),
    };
  }
}
