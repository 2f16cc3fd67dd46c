import { commented } from '../fim/commented';
import { splitPrefix } from '../fim/cursorLine';
import type { FilesLayout, FilesPiece, FimFamily, Piece, Text } from '../fim/format';
import { FAMILIES } from '../fim/registry';
import type { ContextItem } from '../protocol';
import { defused } from './defuse';
import type { RemoteRequest } from './request';

export interface RemotePrompt {
  readonly prompt: string;
  /** Where the server puts it in its place. */
  readonly suffix?: string;
  /** Texts that end an answer, the likeliest first. */
  readonly stop: readonly string[];
  /** True when the prompt holds the model's markers. */
  readonly marked: boolean;
}

/**
 * Families whose prompts can be spelled out. Not those that write the rest of the line, too: nobody would take it off
 * again. "granite" is the newer spelling of two.
 */
const SPELLED = FAMILIES.filter(({ pieces }) => !pieces.includes('rest'));
export const FIM_NAMES: readonly string[] = [
  '',
  'suffix',
  'none',
  ...new Set(SPELLED.map(({ name }) => name)),
];

/** How a server that takes text is asked. @param fim one of {@link FIM_NAMES} */
export function promptFor(fim: string, request: RemoteRequest): RemotePrompt {
  const family = SPELLED.find(({ name }) => name === fim);
  if (family) return { prompt: spelled(family, request), stop: stopsOf(family), marked: true };
  const prompt = asComments(request) + request.prefix;
  if (fim === 'none') return { prompt, stop: [], marked: false };
  return { prompt, suffix: request.suffix, stop: [], marked: false };
}

/** Other files as comments, which are code like any. */
function asComments({ context, languageId }: RemoteRequest): string {
  return context.map((item) => commented(`${item.path}\n${lineEnded(item)}`, languageId)).join('');
}

function spelled(family: FimFamily, request: RemoteRequest): string {
  const { head, tail } = splitPrefix(request.prefix, family.leadsIn);
  const { files } = family;
  const told = request.context.length === 0 ? '' : files ? spelledFiles(files, request) : asComments(request);
  const above = files?.place === 'start' ? '' : told;
  const texts: Readonly<Record<Text, string>> = {
    head: defused(above + head),
    tail: defused(tail),
    suffix: defused(request.suffix),
    rest: '',
    below: '',
    path: defused(`${request.path}\n`),
  };
  const spell = (piece: Piece): string => (typeof piece === 'string' ? texts[piece] : piece[0]);
  return (files?.place === 'start' ? told : '') + family.pieces.map(spell).join('');
}

function spelledFiles(layout: FilesLayout<FilesPiece>, request: RemoteRequest): string {
  const { repository, path } = request;
  const spell = (pieces: readonly FilesPiece[], item?: ContextItem): string => {
    const values: Readonly<Record<string, string>> = {
      '{repository}': repository,
      '{path}': item?.path ?? path,
      '{text}': item ? lineEnded(item) : '',
    };
    const fill = (text: string): string => text.replace(/\{\w+\}/g, (name) => defused(values[name] ?? name));
    return pieces.map((piece) => (typeof piece === 'string' ? fill(piece) : piece[0])).join('');
  };
  const all = request.context.map((item) => spell(layout.file, item)).join('');
  return spell(layout.begin) + all + spell(layout.current);
}

function lineEnded({ text }: ContextItem): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** What a model writes after its answer where the server does not end it: the family's stops, then its markers. */
function stopsOf({ stops, pieces }: FimFamily): readonly string[] {
  const markers = pieces.filter((piece) => typeof piece !== 'string').map(([spelling]) => spelling);
  return [...stops, ...markers];
}
