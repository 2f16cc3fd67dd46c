import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import {
  CompleteRequest,
  LoadRequest,
  type CompleteParams,
  type CompleteResult,
  type BoundaryMode,
  type CompletionMode,
  type ConstraintName,
  type DraftMode,
} from '../../sidecar/protocol';
import { cursorCommand, windowAt, type CursorOptions } from '../cursor';
import { contextOption, readContext } from '../files/context';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import {
  draftModelOption,
  gpuOption,
  largerModelOption,
  largerModelSpec,
  modelOption,
  modelSpec,
  serverOptions,
  type ModelOptions,
} from '../model';
import { decimalNumber, gather, jsonOption, languageOption, wholeNumber, verboseOption } from '../options';
import { engineDocument } from '../output/engine';
import { printJson } from '../output/json';
import { withSidecar, type Connected } from '../sidecar';
import { Sources } from '../sources/find';

interface Options extends ModelOptions, CursorOptions {
  readonly language?: string;
  readonly mode: CompletionMode;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number;
  readonly boundary: BoundaryMode;
  readonly drafts: DraftMode;
  readonly alternatives: number;
  readonly cautious?: true;
  readonly constraint: readonly ConstraintName[];
  readonly begin?: string;
  readonly forbid: readonly string[];
  readonly context: readonly string[];
  readonly sources: readonly string[];
  readonly verbose?: true;
  readonly json?: true;
}

export function completeCommand(host: Host): Command {
  const command = cursorCommand('complete', 'complete the code at a place in a file')
    .addOption(modelOption())
    .addOption(draftModelOption())
    .addOption(largerModelOption())
    .addOption(gpuOption())
    .addOption(
      new Option('--mode <mode>', 'how far to write').choices(['auto', 'line', 'block']).default('auto'),
    )
    .option('--max-tokens <n>', 'most tokens to write', wholeNumber(1), 64)
    .option('--temperature <x>', '0 takes the likeliest token each time', decimalNumber(0), 0)
    .option('--seed <n>', 'seed for a temperature above 0', wholeNumber(0), 0)
    .addOption(
      new Option('--boundary <method>', 'how to begin where the cursor stands inside a token')
        .choices(['exact', 'heal', 'off'])
        .default('exact'),
    )
    .addOption(
      new Option(
        '--drafts <when>',
        'guess several tokens at a time where it is faster; the text is the same, but for lossy',
      )
        .choices(['auto', 'off', 'lossy'])
        .default('auto'),
    )
    .option(
      '--alternatives <n>',
      'answers to give in all, as different as they can be (at most 5)',
      wholeNumber(1),
      1,
    )
    .option('--cautious', 'try several ways to go on where the model is unsure: slower')
    .addOption(
      new Option(
        '--constraint <name>',
        'line, brackets, parse or names: what the answer must satisfy (may be repeated)',
      )
        .argParser<readonly ConstraintName[]>(constraint)
        .default([]),
    )
    .option('--begin <text>', 'text that the answer must begin with')
    .option('--forbid <text>', 'text that must not come in the answer (may be repeated)', gather, [])
    .addOption(contextOption())
    .option(
      '--sources <path>',
      'also look for copied spans in this file or folder (with --json; may be repeated)',
      gather,
      [],
    )
    .addOption(verboseOption())
    .addOption(languageOption())
    .addOption(jsonOption())
    .action((file: string, options: Options) => complete(file, options, host));
  serverOptions().forEach((option) => command.addOption(option));
  return command;
}

function constraint(name: string, before: readonly ConstraintName[]): readonly ConstraintName[] {
  const known = (['line', 'brackets', 'parse', 'names'] as const).find((one) => one === name);
  if (known === undefined) throw new InvalidArgumentError('It must be one of line, brackets, parse, names.');
  return [...before, known];
}

async function complete(file: string, options: Options, host: Host): Promise<void> {
  const { text } = await readSource(file, host);
  const language = chooseLanguage(options.language, file, text);
  const request = {
    ...windowAt(text, options.line, options.column),
    documentId: file,
    path: file,
    languageId: language?.vscodeIds[0] ?? '',
    mode: options.mode,
    maxTokens: options.maxTokens,
    maxPromptTokens: 0,
    timeBudgetMs: 0,
    temperature: options.temperature,
    seed: options.seed,
    boundary: options.boundary,
    drafts: options.drafts,
    alternatives: options.alternatives,
    cautious: options.cautious === true,
    constraints: options.constraint,
    ...(options.begin === undefined ? {} : { begin: options.begin }),
    forbidden: options.forbid,
    context: await readContext(options.context, host),
  };
  await withSidecar(host, options.verbose === true, async (connected) => {
    const result = await ask(connected, request, options);
    if (options.verbose) sayWhoAnswered(result, host);
    const asWritten = (one: string): string => (text.includes('\r\n') ? one.replaceAll('\n', '\r\n') : one);
    const texts = [result.text, ...(result.alternatives ?? [])].map(asWritten);
    const [insertText = '', ...alternatives] = texts;
    if (options.json) {
      const others = result.alternatives && { alternatives };
      const { line, column, sources: folders } = options;
      const { context } = request;
      const place = { file, text, line, column, context, seen: result.seen ?? [], folders };
      const sources = (await Sources.of(place, host)).find(insertText);
      await printJson(host, {
        ...toDocument(result, insertText, options, connected.engine),
        sources,
        ...others,
      });
    } else if (insertText !== '' || alternatives.length > 0) await host.out(`${texts.join('\n---\n')}\n`);
    else host.message(`tokoscope: nothing to suggest (${result.stop}).`);
  });
}

async function ask(
  connected: Connected,
  request: Omit<CompleteParams, 'spec'>,
  options: ModelOptions,
): Promise<CompleteResult> {
  const { connection } = connected;
  const spec = await modelSpec(connected, options);
  const larger = largerModelSpec(options);
  // Completions do not wait for a larger model that is not there yet, and this is the only one.
  if (larger) await connection.sendRequest(LoadRequest, larger);
  return connection.sendRequest(CompleteRequest, { ...request, spec, ...(larger && { larger }) });
}

function sayWhoAnswered({ model, stats: { cascade } }: CompleteResult, host: Host): void {
  if (cascade === undefined) return;
  const { by, deferredBy = '', failure = '' } = cascade;
  if (by === 'large') {
    host.message(
      `Answered by the larger model, ${model.name}: the smaller one was not sure (${deferredBy}).`,
    );
  } else if (deferredBy === '') {
    host.message(`Answered by the model, ${model.name}, which was sure of it.`);
  } else {
    host.message(`Answered by the model, ${model.name}, which was not sure (${deferredBy}). ${failure}`);
  }
}

function toDocument(result: CompleteResult, insertText: string, { line, column }: Options, engine: string) {
  const cursor = { line, column };
  return {
    insertText,
    range: { start: cursor, end: cursor },
    tokens: result.stats.generated,
    stop: result.stop,
    filters: result.filters,
    stats: result.stats,
    engine: engineDocument(engine, result.model),
  };
}
