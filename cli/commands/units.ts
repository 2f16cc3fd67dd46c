import { Command } from 'commander';
import { Syntax } from '../../language-tokenizers/syntax/syntax';
import type { SyntaxDocument } from '../../language-tokenizers/syntax/document';
import { ByteOffsets } from '../../language-tokenizers/text/byteOffsets';
import { InputError } from '../errors';
import { readSource, STDIN } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage, knownLanguages } from '../language';
import { jsonOption, languageOption } from '../options';
import { printJson } from '../output/json';
import { table, visible } from '../output/table';

interface Options {
  readonly language?: string;
  readonly json?: true;
}

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
    .action((file: string, options: Options) => units(file, options, host));
}

async function units(file: string, options: Options, host: Host): Promise<void> {
  const language = chooseLanguage(options.language, file);
  const name = file === STDIN ? 'the standard input' : file;
  const source = await readSource(file, host);
  if (!language)
    throw new InputError(`The language of ${name} is unknown: name it with --language; ${knownLanguages()}`);
  const document = await new Syntax(host.loadAsset).open(language, source.text);
  try {
    const { status } = document;
    if (status !== 'parsed') throw new InputError(`${name} ${PROBLEMS[status]}.`);
    if (options.json) await printDocument(document, source.text, host);
    else await printTable(document, source.text, host);
    if (document.hasErrors) host.message(`tokoscope: ${name} has syntax errors.`);
  } finally {
    document.dispose();
  }
}

async function printDocument(document: SyntaxDocument, text: string, host: Host): Promise<void> {
  const { language, hasErrors } = document;
  await printJson(host, { language: language.id, units: rows(document, text), errors: hasErrors });
}

async function printTable(document: SyntaxDocument, text: string, host: Host): Promise<void> {
  const units = [...rows(document, text)];
  const lines = units.map((unit) => [unit.kind, `${unit.byteStart}..${unit.byteEnd}`, visible(unit.text)]);
  await host.out(table([['kind', 'bytes', 'text'], ...lines]));
  await host.out(`${units.length} units (${document.language.name})\n`);
}

function* rows(document: SyntaxDocument, text: string) {
  const offsets = new ByteOffsets(text);
  for (const { kind, type, start, end } of document.units()) {
    const [byteStart, byteEnd] = [offsets.toByte(start), offsets.toByte(end)];
    yield { kind, type, byteStart, byteEnd, start, end, text: text.slice(start, end) };
  }
}
