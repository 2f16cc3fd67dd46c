import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import { tokenizeText } from '../../language-tokenizers/merging/tokenize';
import { type WorkspaceCosts, WorkspaceCostsSum } from '../../language-tokenizers/metrics/costs/costs';
import type { Measured } from '../../language-tokenizers/metrics/metric';
import { Measurement } from '../../language-tokenizers/metrics/metrics';
import type { SkippedFile } from '../../language-tokenizers/scan/files';
import type { SyntaxDocument } from '../../language-tokenizers/syntax/document';
import { languageOfFile } from '../../language-tokenizers/syntax/languages';
import { Syntax } from '../../language-tokenizers/syntax/syntax';
import { readTexts } from '../files/texts';
import type { Host } from '../host';
import type { ProgressReport } from '../scan/reportProgress';
import type { Selection } from '../scan/selection';

/** What came of measuring files, with each tokenizer in turn. */
export interface MeasuredPaths {
  readonly files: number;
  readonly bytes: number;
  /** Files whose language has units. */
  readonly parsed: number;
  readonly skipped: readonly SkippedFile[];
  /** In the order of the tokenizers. */
  readonly results: readonly PathsResult[];
}

export interface PathsResult {
  readonly measured: readonly Measured[];
  readonly costs: WorkspaceCosts;
}

/** Reads files one by one, each parsed once for all tokenizers, and lets go of each before the next. */
export async function measurePaths(
  paths: readonly string[],
  tokenizers: readonly Tokenizer[],
  selection: Selection,
  { signal, report }: Pick<ProgressReport, 'signal' | 'report'>,
  host: Host,
): Promise<MeasuredPaths> {
  const syntax = new Syntax(host.loadAsset);
  const measurements = tokenizers.map((tokenizer) => ({
    tokenizer,
    measurement: new Measurement(tokenizer),
    costs: new WorkspaceCostsSum(tokenizer),
  }));
  const skipped: SkippedFile[] = [];
  let [files, bytes, parsed, tokens] = [0, 0, 0, 0];
  for await (const read of readTexts(paths, selection, host, signal)) {
    if ('reason' in read) {
      skipped.push(read);
      continue;
    }
    const document = await openDocument(syntax, read.path, read.text);
    try {
      for (const [i, { tokenizer, measurement, costs }] of measurements.entries()) {
        const text = tokenizeText({ name: read.path, text: read.text }, tokenizer, document);
        if (i === 0) tokens += text.tokens.length;
        await measurement.add(text);
        costs.add(text);
      }
      if (document?.status === 'parsed') parsed++;
    } finally {
      document?.dispose();
    }
    files++;
    bytes += read.bytes;
    report?.({ files, found: files, isSearching: true, bytes, tokens, known: 0 });
  }
  const results: PathsResult[] = [];
  for (const { measurement, costs } of measurements) {
    results.push({ measured: await measurement.results(), costs: costs.report() });
  }
  return { files, bytes, parsed, skipped, results };
}

async function openDocument(syntax: Syntax, path: string, text: string): Promise<SyntaxDocument | undefined> {
  const language = languageOfFile(path, text);
  return language && syntax.open(language, text);
}
