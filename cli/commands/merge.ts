import { Command, Option } from 'commander';
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { CODE_MODELS } from '../../language-tokenizers/merging/flops/codeModel';
import { type DecoderModel, KV_TYPES, type KvType } from '../../language-tokenizers/merging/flops/decoder';
import { DecoderConfigError, readDecoderConfig } from '../../language-tokenizers/merging/flops/decoderConfig';
import { DECODER_MODELS } from '../../language-tokenizers/merging/flops/decoderModels';
import { STRATEGIES, strategyById } from '../../language-tokenizers/merging/strategies';
import type { Strategy } from '../../language-tokenizers/merging/strategy';
import { UNIT_CHOICES, type UnitChoice } from '../../language-tokenizers/merging/unitChoice';
import type { OffsetRange } from '../../language-tokenizers/syntax/dirtyRanges';
import { LineIndex } from '../../language-tokenizers/text/lineIndex';
import { InputError, reasonOf } from '../errors';
import { fileError } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { mergeDocument } from '../merge/document';
import { mergePath, type MergeResult } from '../merge/mergePath';
import { mergeTables } from '../merge/tables';
import {
  addProgressOptions,
  addSelectionOptions,
  gather,
  jsonOption,
  languageOption,
  selectionOf,
  type SelectionOptions,
  wholeNumber,
} from '../options';
import { printJson } from '../output/json';
import { reportProgress } from '../scan/reportProgress';
import { skippedLines } from '../scan/tables';
import { DEFAULT_TOKENIZER, openNamed, TOKENIZER_HELP } from '../tokenizer';

interface Options extends SelectionOptions {
  readonly tokenizer: string;
  readonly strategy?: string;
  readonly units: UnitChoice;
  readonly language?: string;
  readonly lines?: string;
  readonly learnFrom: readonly string[];
  readonly learnBytes: number;
  readonly modelConfig: readonly string[];
  readonly kvType: KvType;
  readonly groups?: true;
  readonly top: number;
  readonly jobs: number;
  readonly progress?: boolean;
  readonly json?: true;
}

/**
 * What strategies learn from takes time and memory in each thread, about fifteen times its size: more of it changes
 * the figures by less than other files would.
 */
const LEARN_BYTES = 4_000_000;
const TOP = 100;

export function mergeCommand(host: Host): Command {
  const command = new Command('merge')
    .description("say what merging a model's tokens would save, by several strategies")
    .argument('<path>', 'file or folder to read, - for standard input')
    .option('-t, --tokenizer <name>', TOKENIZER_HELP, DEFAULT_TOKENIZER)
    .option('--strategy <ids>', `strategies, with commas between them (default: all of ${strategyList()})`)
    .addOption(
      new Option('--units <choice>', 'units whose tokens become one')
        .choices(UNIT_CHOICES)
        .default('identifiers'),
    )
    .addOption(languageOption())
    .option('--lines <first-last>', 'count these lines of the file, too')
    .option(
      '--learn-from <path>',
      'file or folder that strategies learn from (may be repeated; default: some of what is read)',
      gather,
      [],
    )
    .option('--learn-bytes <n>', 'learn from at most so many bytes', wholeNumber(1), LEARN_BYTES)
    .option(
      '--model-config <file>',
      "a decoder's config.json, for prefill and KV cache (may be repeated; default: two models for completion)",
      gather,
      [],
    )
    .addOption(
      new Option('--kv-type <type>', 'numbers of the KV cache').choices(Object.keys(KV_TYPES)).default('f16'),
    )
    .option('--groups', 'with --json: the groups of a file, for a runtime that can merge them')
    .option('--top <n>', 'with --json: the n identifiers that cost most', wholeNumber(0), TOP);
  addSelectionOptions(command, 'read');
  addProgressOptions(command);
  return command
    .option('-j, --jobs <n>', 'threads that read', wholeNumber(1), os.availableParallelism())
    .addOption(jsonOption())
    .action((file: string, options: Options) => merge(file, options, host));
}

async function merge(file: string, options: Options, host: Host): Promise<void> {
  const strategies = chooseStrategies(options.strategy);
  const lines = options.lines === undefined ? undefined : readLines(options.lines);
  const decoders = await readModels(options.modelConfig);
  const language = options.language === undefined ? undefined : chooseLanguage(options.language, file, '');
  const { tokenizer, note } = await openNamed(options.tokenizer, host);
  if (note !== undefined) host.message(`tokoscope: ${note}`);
  const windowSizes = [...new Set([...CODE_MODELS, ...decoders].map(({ context }) => context))];
  const { units: choice } = options;
  const progress = reportProgress(options.progress, host);
  let result: MergeResult;
  try {
    result = await mergePath(
      file,
      { name: options.tokenizer, tokenizer },
      {
        choice,
        windowSizes,
        strategies,
        language,
        selection: selectionOf(options),
        learnFrom: options.learnFrom,
        learnBytes: options.learnBytes,
        jobs: options.jobs,
      },
      progress,
      host,
    );
  } finally {
    progress.end();
  }
  const document = mergeDocument(result, tokenizer, {
    choice,
    windowSizes,
    decoders,
    kvType: options.kvType,
    top: options.top,
    selection: lines && rangeOf(lines, result),
    withGroups: options.groups === true,
  });
  if (options.json) await printJson(host, document);
  else await host.out(mergeTables(document));
  for (const line of messages(result, options)) host.message(line);
}

function chooseStrategies(list: string | undefined): readonly Strategy[] {
  if (list === undefined) return STRATEGIES;
  const ids = new Set(list.split(',').map((id) => id.trim()));
  return [...ids].map((id) => {
    const strategy = strategyById(id);
    if (!strategy) throw new InputError(`There is no strategy "${id}"; known are ${strategyList()}.`);
    return strategy;
  });
}

function strategyList(): string {
  return STRATEGIES.map(({ id }) => id).join(', ');
}

async function readModels(files: readonly string[]): Promise<readonly DecoderModel[]> {
  if (files.length === 0) return DECODER_MODELS;
  return Promise.all(
    files.map(async (file) => {
      let content: string;
      try {
        content = await readFile(file, 'utf8');
      } catch (error) {
        throw fileError(file, error);
      }
      try {
        return readDecoderConfig(JSON.parse(content), file);
      } catch (error) {
        if (error instanceof DecoderConfigError) throw new InputError(error.message);
        throw new InputError(`${file} is not JSON: ${reasonOf(error)}`);
      }
    }),
  );
}

/** Lines of "10-20", counted from 1, both included. */
function readLines(lines: string): readonly [first: number, last: number] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(lines) ?? [];
  if (first === undefined || Number(first) < 1 || Number(last) < Number(first)) {
    throw new InputError(`--lines takes a line or two, "10-20", and not "${lines}".`);
  }
  return [Number(first), Number(last)];
}

/** Their UTF-16 range. */
function rangeOf([first, last]: readonly [number, number], { index }: MergeResult): OffsetRange {
  if (!index) throw new InputError('--lines is for a file, not for a folder.');
  const { text } = index.text;
  const all = new LineIndex(text);
  if (first > all.lineCount) throw new InputError(`There is no line ${first}.`);
  return {
    start: all.lineStart(first - 1),
    end: last < all.lineCount ? all.lineStart(last) : text.length,
  };
}

function messages({ files, skipped }: MergeResult, { json }: Options): string[] {
  const lines: string[] = [];
  const [only] = files;
  if (files.length === 1 && only) {
    if (only.withoutUnits !== undefined) {
      lines.push(`tokoscope: ${only.path}: tokens without units (${only.withoutUnits}).`);
    }
    if (only.errors) lines.push(`tokoscope: ${only.path} has syntax errors; what parses has its units.`);
  } else {
    const without = files.filter(({ withoutUnits }) => withoutUnits !== undefined).length;
    const broken = files.filter(({ errors }) => errors).length;
    if (without > 0) lines.push(`tokoscope: tokens without units in ${without} of ${files.length} files.`);
    if (broken > 0) lines.push(`tokoscope: syntax errors in ${broken} files; what parses has its units.`);
  }
  return json ? lines : [...lines, ...skippedLines({ skipped })];
}
