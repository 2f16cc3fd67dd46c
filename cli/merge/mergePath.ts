import path from 'node:path';
import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { MergeIndex } from '../../language-tokenizers/merging/report/mergeIndex';
import type { TallyData, TallyOptions } from '../../language-tokenizers/merging/report/mergeTally';
import { MergeTally } from '../../language-tokenizers/merging/report/mergeTally';
import { type WhatIfRow, whatIfRows } from '../../language-tokenizers/merging/report/whatIf';
import type { NamedText } from '../../language-tokenizers/merging/tokenize';
import type { SkippedFile } from '../../language-tokenizers/scan/files';
import type { SyntaxLanguage } from '../../language-tokenizers/syntax/language';
import type { Host } from '../host';
import type { ScanHost } from '../scan/host';
import type { ProgressReport } from '../scan/reportProgress';
import { Analysis, type AnalysisData, type FileRow } from './analysis';
import { MergePool } from './pool';
import { type Learning, learnedTexts, type Survey, surveyPath, textsOf } from './survey';

/** UTF-16 units below which a folder is read before workers have started. */
const POOL_LENGTH = 3_000_000;

export interface MergeOptions extends TallyOptions, Learning {
  readonly language?: SyntaxLanguage | undefined;
  /** Threads; 1 reads in this one. */
  readonly jobs: number;
}

export interface MergeResult {
  readonly tally: TallyData;
  readonly strategies: readonly WhatIfRow[];
  readonly files: readonly FileRow[];
  readonly skipped: readonly SkippedFile[];
  /** Where a single text is read: all there is to ask of it. */
  readonly index: MergeIndex | undefined;
  readonly learnedFrom: { readonly files: number; readonly bytes: number };
}

/** How a tokenizer is opened once more, and the tokenizer. */
export interface NamedTokenizer {
  readonly name: string;
  readonly tokenizer: Tokenizer;
}

/**
 * Reads a file, a folder or standard input and adds up what merging finds in it. The files of a folder are gone
 * through twice: first for those that strategies learn from.
 */
export async function mergePath(
  start: string,
  tokenizer: NamedTokenizer,
  options: MergeOptions,
  progress: Pick<ProgressReport, 'signal' | 'report'>,
  host: Host,
): Promise<MergeResult> {
  const { signal } = progress;
  const survey = await surveyPath(start, options, signal, host);
  const learned = await learnedTexts(survey, options, signal, host);
  const texts = survey.only ? [survey.only] : textsOf(start, options, signal, host);
  const counted = progressOf(survey, progress);
  const usesPool = survey.files > 1 && survey.length >= POOL_LENGTH && options.jobs > 1;
  const found =
    usesPool && host.scan
      ? await inWorkers(texts, learned, tokenizer.name, options, counted, host.scan)
      : await inThread(texts, learned, tokenizer.tokenizer, options, counted, host);
  const tally = new MergeTally(options);
  for (const one of found.data) tally.absorb(one.tally);
  const sums = found.data.map(({ whatIf }) => whatIf);
  return {
    tally: tally.data(),
    strategies: whatIfRows(options.strategies, sums),
    files: found.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    index: found.index,
    skipped: survey.skipped,
    learnedFrom: {
      files: learned.length,
      bytes: learned.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0),
    },
  };
}

type Texts = Iterable<NamedText> | AsyncIterable<NamedText>;
type Counted = (rows: readonly FileRow[]) => void;

interface Found {
  readonly data: readonly AnalysisData[];
  readonly files: readonly FileRow[];
  /** Of an only text. */
  readonly index?: MergeIndex | undefined;
}

async function inThread(
  texts: Texts,
  learned: readonly NamedText[],
  tokenizer: Tokenizer,
  options: MergeOptions,
  counted: Counted,
  host: Host,
): Promise<Found> {
  // A path's only text.
  const isOne = Array.isArray(texts);
  const analysis = new Analysis(tokenizer, host.loadAsset, options.strategies, options, isOne);
  await analysis.learn(learned, options.language);
  const files: FileRow[] = [];
  let index: MergeIndex | undefined;
  for await (const text of texts) {
    const added = await analysis.add(text, options.language);
    files.push(added.row);
    if (isOne) index = added.index;
    counted([added.row]);
  }
  return { data: [analysis.data()], files, index };
}

async function inWorkers(
  texts: Texts,
  learned: readonly NamedText[],
  tokenizer: string,
  { strategies, choice, windowSizes, jobs }: MergeOptions,
  counted: Counted,
  { workerScript, assets }: ScanHost,
): Promise<Found> {
  const files: FileRow[] = [];
  const script = path.join(path.dirname(workerScript), 'mergeWorker.js');
  const data = {
    tokenizer,
    assets,
    strategies: strategies.map(({ id }) => id),
    options: { choice, windowSizes },
  };
  const pool = new MergePool(script, data, jobs, (rows) => {
    files.push(...rows);
    counted(rows);
  });
  try {
    await pool.learn(learned);
    for await (const text of texts) await pool.add(text);
    return { data: await pool.finish(), files };
  } finally {
    await pool.close();
  }
}

function progressOf(survey: Survey, { report }: Pick<ProgressReport, 'report'>): Counted {
  let [files, bytes, tokens] = [0, 0, 0];
  const tell: Counted = (rows) => {
    for (const row of rows) {
      files++;
      bytes += row.bytes;
      tokens += row.tokens;
    }
    report?.({ files, found: survey.files, isSearching: false, bytes, tokens, known: 0 });
  };
  // Learning comes first, and may take a while.
  tell([]);
  return tell;
}
