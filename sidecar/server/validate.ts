import { SidecarError } from '../errors';
import {
  SidecarErrorCode,
  type CompleteParams,
  type LearnParams,
  type ModelSpec,
  type SurprisalParams,
  type TokenizeParams,
  type VerifyParams,
} from '../protocol';

/** Text around the cursor beyond this is a mistake of the caller: windows are far smaller. */
const MOST_TEXT = 8 << 20;
const GPUS = ['auto', 'cuda', 'vulkan', 'metal', 'cpu'];
const MODES = ['auto', 'line', 'block'];
const BOUNDARIES = ['off', 'heal', 'exact'];
const DRAFTS = ['auto', 'off'];
const CONSTRAINTS = ['line', 'brackets', 'parse', 'names'];
const MOST_LISTED = 100;
/** Answers to offer in all. */
const MOST_ALTERNATIVES = 5;

/** Checks what came over the wire before native code sees it; throws `badRequest` with the field's name. */
export function checkCompleteParams(params: CompleteParams): void {
  checkSpec(params.spec);
  text('documentId', params.documentId);
  text('prefix', params.prefix);
  text('suffix', params.suffix);
  text('languageId', params.languageId);
  text('path', params.path);
  oneOf('mode', params.mode, MODES);
  integer('maxTokens', params.maxTokens, 1);
  integer('maxPromptTokens', params.maxPromptTokens, 0);
  number('timeBudgetMs', params.timeBudgetMs, 0);
  number('temperature', params.temperature, 0);
  integer('seed', params.seed, Number.MIN_SAFE_INTEGER);
  oneOf('boundary', params.boundary, BOUNDARIES);
  if (params.drafts !== undefined) oneOf('drafts', params.drafts, DRAFTS);
  if (params.expected !== undefined) text('expected', params.expected);
  if (params.workspace !== undefined) text('workspace', params.workspace);
  checkChoiceParams(params);
}

function checkChoiceParams({ alternatives, cautious, constraints, begin, forbidden }: CompleteParams): void {
  if (alternatives !== undefined) integer('alternatives', alternatives, 1, MOST_ALTERNATIVES);
  if (cautious !== undefined) oneOf('cautious', cautious, [true, false]);
  if (begin !== undefined) text('begin', begin);
  list('constraints', constraints).forEach((one) => oneOf('constraints', one, CONSTRAINTS));
  list('forbidden', forbidden).forEach((one) => text('forbidden', one));
}

export function checkLearnParams(params: LearnParams): void {
  text('workspace', params.workspace);
  text('name', params.name);
  text('text', params.text);
}

export function checkVerifyParams(params: VerifyParams): void {
  checkSpec(params.spec);
  text('path', params.path);
  text('languageId', params.languageId);
  text('text', params.text);
  integer('cursors', params.cursors, 1);
  integer('seed', params.seed, 0);
  integer('maxTokens', params.maxTokens, 1);
  integer('maxPromptTokens', params.maxPromptTokens, 0);
  oneOf('boundary', params.boundary, BOUNDARIES);
}

export function checkTokenizeParams(params: TokenizeParams): void {
  checkSpec(params.spec);
  text('text', params.text);
}

/** More alternatives than this, nobody reads; each costs a place in every position's answer. */
const MOST_TOP = 1000;

export function checkSurprisalParams(params: SurprisalParams): void {
  checkSpec(params.spec);
  text('documentId', params.documentId);
  text('text', params.text);
  integer('top', params.top, 0);
  if (params.top > MOST_TOP) throw bad(`"top" must be at most ${MOST_TOP}.`);
  if (params.overlap !== undefined) integer('overlap', params.overlap, 1);
  if (params.range !== undefined) range('range', params.range, params.text);
  params.identifiers?.forEach((one) => range('identifiers', one, params.text));
}

function range(
  field: string,
  { start, end }: { readonly start: number; readonly end: number },
  text: string,
): void {
  integer(`${field}.start`, start, 0);
  integer(`${field}.end`, end, start);
  if (end > text.length) throw bad(`"${field}" ends behind the text, which has ${text.length} units.`);
}

export function checkSpec(spec: ModelSpec): void {
  text('spec.model', (spec as ModelSpec | undefined)?.model);
  oneOf('spec.gpu', spec.gpu, GPUS);
  integer('spec.contextSize', spec.contextSize, 0);
  integer('spec.threads', spec.threads, 0);
  if (spec.draftModel !== undefined) text('spec.draftModel', spec.draftModel);
  if (spec.gpuLayers !== 'auto') integer('spec.gpuLayers', spec.gpuLayers, 0);
}

function text(field: string, value: unknown): void {
  if (typeof value !== 'string') throw bad(`"${field}" must be text.`);
  if (value.length > MOST_TEXT) throw bad(`"${field}" is longer than ${MOST_TEXT} characters.`);
}

function number(field: string, value: unknown, least: number): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < least) {
    throw bad(`"${field}" must be a number of at least ${least}.`);
  }
}

function integer(field: string, value: unknown, least: number, most = Infinity): void {
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most) {
    const limit = least > Number.MIN_SAFE_INTEGER ? ` of at least ${least}` : '';
    throw bad(`"${field}" must be a whole number${limit}${most < Infinity ? ` and at most ${most}` : ''}.`);
  }
}

/** Of a field that may be left out. */
function list(field: string, value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > MOST_LISTED) throw bad(`"${field}" must be a short list.`);
  return value;
}

function oneOf(field: string, value: unknown, values: readonly unknown[]): void {
  if (!values.includes(value)) throw bad(`"${field}" must be one of ${values.join(', ')}.`);
}

function bad(message: string): SidecarError {
  return new SidecarError(SidecarErrorCode.badRequest, message);
}
