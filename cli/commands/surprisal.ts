import { Command } from 'commander';
import {
  ReadProgressNotification,
  SurprisalRequest,
  type SurprisalParams,
  type SurprisalResult,
} from '../../sidecar/protocol';
import { readSource } from '../files/source';
import type { Host } from '../host';
import { chooseLanguage } from '../language';
import { gpuOption, modelOption, modelSpec, type ModelOptions } from '../model';
import { jsonOption, languageOption, wholeNumber, verboseOption } from '../options';
import { printJson } from '../output/json';
import { withSidecar, type Connected } from '../sidecar';
import { toDocument } from '../surprisal/document';
import { identifiersOf } from '../surprisal/identifiers';
import { surprisalTables } from '../surprisal/tables';

interface Options extends ModelOptions {
  readonly context: number;
  readonly top: number;
  readonly entropy?: true;
  readonly lines?: true;
  readonly identifiers?: true;
  readonly language?: string;
  readonly verbose?: true;
  readonly json?: true;
}

/** Milliseconds of reading after which the user is told how far it is. */
const PATIENCE = 2000;

export function surprisalCommand(host: Host): Command {
  return new Command('surprisal')
    .description('say how well a model expected each token of a file')
    .argument('<file>', 'file to read, - for standard input')
    .addOption(modelOption())
    .addOption(gpuOption())
    .option(
      '--context <n>',
      'tokens that the model sees at once (default: as for completion)',
      wholeNumber(2),
      0,
    )
    .option('--top <k>', "how many of the model's likeliest tokens to name at each place", wholeNumber(0), 3)
    .option('--entropy', 'say how much surprise was to be expected at each place (in the JSON document)')
    .option('--lines', 'list every line')
    .option('--identifiers', 'say how many identifiers the model would have written')
    .addOption(languageOption())
    .addOption(verboseOption())
    .addOption(jsonOption())
    .action((file: string, options: Options) => surprisal(file, options, host));
}

async function surprisal(file: string, options: Options, host: Host): Promise<void> {
  const { text } = await readSource(file, host);
  const language = chooseLanguage(options.language, file, text);
  const identifiers = options.identifiers ? await identifiersOf(text, language, host) : undefined;
  await withSidecar(host, options.verbose === true, async (connected) => {
    const result = await ask(
      connected,
      { documentId: file, text, ...(identifiers && { identifiers }) },
      options,
      host,
    );
    for (const note of result.notes) host.message(`tokoscope: ${note}`);
    if (!options.json) return host.out(surprisalTables(result, text, options.lines === true));
    await printJson(host, toDocument(result, options.lines === true, connected.engine));
  });
}

async function ask(
  connected: Connected,
  what: Pick<SurprisalParams, 'documentId' | 'text' | 'identifiers'>,
  options: Options,
  host: Host,
): Promise<SurprisalResult> {
  const { connection } = connected;
  let startedAt: number | undefined;
  let tenths = 0;
  connection.onNotification(ReadProgressNotification, ({ fraction }) => {
    startedAt ??= performance.now();
    const now = Math.floor(fraction * 10);
    if (now <= tenths || now === 10 || performance.now() - startedAt < PATIENCE) return;
    tenths = now;
    host.message(`Reading: ${now * 10} %`);
  });
  return connection.sendRequest(SurprisalRequest, {
    spec: await modelSpec(connected, options, options.context),
    ...what,
    top: options.top,
    entropy: options.entropy === true,
    progressToken: what.documentId,
  });
}
