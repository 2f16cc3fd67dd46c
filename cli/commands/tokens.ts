import { Command } from 'commander';
import type { Tokenizer, TokenRun } from '../../language-tokenizers/bpe/tokenizer';
import type { SyntaxLanguage } from '../../language-tokenizers/syntax/language';
import type { Unit } from '../../language-tokenizers/syntax/unit';
import { reasonOf } from '../errors';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { jsonOption, languageOption } from '../options';
import { printJson } from '../output/json';
import { countText, table, visible } from '../output/table';
import { parseOnce } from '../syntax';
import { DEFAULT_TOKENIZER, openNamed, TOKENIZER_HELP } from '../tokenizer';
import { tokenRows } from '../tokenRows';

interface Options {
  readonly tokenizer: string;
  readonly language?: string;
  readonly json?: true;
}

export function tokensCommand(host: Host): Command {
  return new Command('tokens')
    .description("list a file's tokens, with the compiler's unit that each belongs to")
    .argument('<file>', 'file to read, - for standard input')
    .option('-t, --tokenizer <name>', TOKENIZER_HELP, DEFAULT_TOKENIZER)
    .addOption(languageOption())
    .addOption(jsonOption())
    .action((file: string, options: Options) => tokens(file, options, host));
}

async function tokens(file: string, options: Options, host: Host): Promise<void> {
  const { note, tokenizer } = await openNamed(options.tokenizer, host);
  if (note !== undefined) host.message(`tokoscope: ${note}`);
  const source = await readSource(file, host);
  const language = chooseLanguage(options.language, file, source.text);
  const run = tokenizer.encode(source.text);
  const units = language ? await readUnits(source.text, language, host) : [];
  if (!options.json) return printTable(tokenizer, run, source.text, units, host);
  await printJson(host, {
    tokenizer: tokenizer.name,
    exact: tokenizer.exact,
    language: language?.id ?? null,
    bytes: source.bytes,
    count: run.length,
    tokens: tokenRows(run, tokenizer, source.text, units),
  });
}

/** Tokens are right without units, so what goes wrong here is only said. */
async function readUnits(text: string, language: SyntaxLanguage, host: Host): Promise<Unit[]> {
  try {
    const document = await parseOnce(language, text, host);
    try {
      if (document.status !== 'parsed') host.message(`tokoscope: no units: ${document.status}`);
      return document.units();
    } finally {
      document.dispose();
    }
  } catch (error) {
    host.message(`tokoscope: no units: ${reasonOf(error)}`);
    return [];
  }
}

async function printTable(
  tokenizer: Tokenizer,
  run: TokenRun,
  text: string,
  units: readonly Unit[],
  host: Host,
): Promise<void> {
  const rows = [...tokenRows(run, tokenizer, text, units)].map((token) => [
    String(token.id),
    `${token.byteStart}..${token.byteEnd}`,
    token.unit ?? '',
    visible(token.text),
  ]);
  await host.out(table([['id', 'bytes', 'unit', 'text'], ...rows], [0]));
  await host.out(`${countText(run.length, tokenizer.exact)} tokens (${tokenizer.name})\n`);
}
