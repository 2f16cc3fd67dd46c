import { Sample } from '../../language-tokenizers/merging/report/sample';
import type { Strategy } from '../../language-tokenizers/merging/strategy';
import type { NamedText } from '../../language-tokenizers/merging/tokenize';
import type { SkippedFile } from '../../language-tokenizers/scan/files';
import { type ReadText, readTexts } from '../files/texts';
import type { Host } from '../host';
import type { Selection } from '../scan/selection';

export interface Learning {
  readonly strategies: readonly Strategy[];
  readonly selection: Selection;
  /** What strategies learn from; none: some of what is counted. */
  readonly learnFrom: readonly string[];
  /** Bytes of that at most. */
  readonly learnBytes: number;
}

/** What a first look finds. */
export interface Survey {
  readonly files: number;
  readonly bytes: number;
  readonly length: number;
  readonly sample: Sample;
  readonly skipped: readonly SkippedFile[];
  /** The text of a path with one. */
  readonly only: NamedText | undefined;
}

export async function surveyPath(
  start: string,
  { selection, learnBytes }: Learning,
  signal: AbortSignal,
  host: Host,
): Promise<Survey> {
  const sample = new Sample(learnBytes);
  const skipped: SkippedFile[] = [];
  let only: NamedText | undefined;
  let [files, bytes, length] = [0, 0, 0];
  for await (const read of readTexts([start], selection, host, signal)) {
    if ('reason' in read) {
      skipped.push(read);
      continue;
    }
    const text = named(read);
    sample.add(text);
    files++;
    bytes += read.bytes;
    length += read.text.length;
    only = files === 1 ? text : undefined;
  }
  return { files, bytes, length, sample, skipped, only };
}

/** What strategies learn from that do so. */
export async function learnedTexts(
  survey: Survey,
  { learnFrom, learnBytes, selection, strategies }: Learning,
  signal: AbortSignal,
  host: Host,
): Promise<NamedText[]> {
  if (!strategies.some(({ learns }) => learns === 'corpus')) return [];
  if (learnFrom.length === 0) return survey.only ? [survey.only] : survey.sample.texts();
  const texts: NamedText[] = [];
  let bytes = 0;
  for await (const read of readTexts(learnFrom, selection, host, signal)) {
    if ('reason' in read) continue;
    if (texts.length > 0 && bytes + read.bytes > learnBytes) break;
    bytes += read.bytes;
    texts.push(named(read));
  }
  return texts;
}

/** The texts of a path, one after another. */
export async function* textsOf(
  start: string,
  { selection }: Learning,
  signal: AbortSignal,
  host: Host,
): AsyncGenerator<NamedText> {
  for await (const read of readTexts([start], selection, host, signal))
    if (!('reason' in read)) yield named(read);
}

function named({ path: name, text }: Extract<ReadText, { readonly text: string }>): NamedText {
  return { name, text };
}
