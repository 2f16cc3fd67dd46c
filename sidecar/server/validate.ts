import { CONFIDENCE_NUMBERS } from '../choice/outcomeLog';
import type {
  BiasParams,
  CompleteParams,
  Confidence,
  ContextItem,
  ContextOrigin,
  CursorWindow,
  ExplainParams,
  LearnParams,
  ModelSpec,
  OutcomeParams,
  SurprisalParams,
  TokenizeParams,
  VerifyParams,
} from '../protocol';
import { checkEndpoint } from '../remote/checkEndpoint';
import { bad, integer, list, number, oneOf, range, text } from './fields';

export const GPUS = ['auto', 'cuda', 'vulkan', 'metal', 'cpu'];
const MODES = ['auto', 'line', 'block'];
const BOUNDARIES = ['off', 'heal', 'exact'];
const DRAFTS = ['auto', 'off', 'lossy'];
const CONSTRAINTS = ['line', 'brackets', 'parse', 'names'];
/** Answers to offer in all. */
const MOST_ALTERNATIVES = 5;

/** Checks what came over the wire before native code sees it; throws `badRequest` with the field's name. */
export function checkCompleteParams(params: CompleteParams): void {
  checkSpec(params.spec);
  text('documentId', params.documentId);
  checkWindow(params);
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
  list('context', params.context).forEach((one) => checkContextItem(one as Partial<ContextItem> | null));
  if (params.repository !== undefined) text('repository', params.repository);
  if (params.larger !== undefined) checkSpec(params.larger);
  if (params.hideUnsure !== undefined) oneOf('hideUnsure', params.hideUnsure, [true, false]);
  checkChoiceParams(params);
}

function checkWindow({ prefix, suffix, prefixComplete, suffixComplete }: CursorWindow): void {
  text('prefix', prefix);
  text('suffix', suffix);
  oneOf('prefixComplete', prefixComplete, [true, false]);
  oneOf('suffixComplete', suffixComplete, [true, false]);
}

function checkChoiceParams({ alternatives, cautious, constraints, begin, forbidden }: CompleteParams): void {
  if (alternatives !== undefined) integer('alternatives', alternatives, 1, MOST_ALTERNATIVES);
  if (cautious !== undefined) oneOf('cautious', cautious, [true, false]);
  if (begin !== undefined) text('begin', begin);
  list('constraints', constraints).forEach((one) => oneOf('constraints', one, CONSTRAINTS));
  list('forbidden', forbidden).forEach((one) => text('forbidden', one));
}

const ORIGINS: readonly ContextOrigin[] = ['definition', 'edited', 'visited', 'similar', 'problem'];

function checkContextItem(item: Partial<ContextItem> | null): void {
  oneOf('context.origin', item?.origin, ORIGINS);
  text('context.path', item?.path);
  text('context.languageId', item?.languageId);
  text('context.text', item?.text);
  integer('context.line', item?.line, 0);
  number('context.score', item?.score, 0);
}

export function checkExplainParams(params: ExplainParams): void {
  checkCompleteParams(params);
  text('answer', params.answer);
  if (params.answer === '') throw bad('"answer" must not be empty.');
  integer('tokenBudget', params.tokenBudget, 1);
  if (params.leastWeight !== undefined) number('leastWeight', params.leastWeight, 0);
}

export function checkBiasParams(params: BiasParams): void {
  checkSpec(params.spec);
  text('documentId', params.documentId);
  checkWindow(params);
  text('path', params.path);
  integer('maxPromptTokens', params.maxPromptTokens, 0);
}

export function checkOutcomeParams({ model, confidence, accepted, letThrough }: OutcomeParams): void {
  text('model', model);
  oneOf('accepted', accepted, [true, false]);
  if (letThrough !== undefined) oneOf('letThrough', letThrough, [true, false]);
  const numbers = confidence as Confidence | undefined;
  CONFIDENCE_NUMBERS.forEach((name) => number(`confidence.${name}`, numbers?.[name], -Infinity));
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

export function checkSpec(spec: ModelSpec): void {
  text('spec.model', (spec as ModelSpec | undefined)?.model);
  oneOf('spec.gpu', spec.gpu, GPUS);
  integer('spec.contextSize', spec.contextSize, 0);
  integer('spec.threads', spec.threads, 0);
  if (spec.draftModel !== undefined) text('spec.draftModel', spec.draftModel);
  if (spec.gpuLayers !== 'auto') integer('spec.gpuLayers', spec.gpuLayers, 0);
  if (spec.endpoint !== undefined) checkEndpoint(spec.endpoint);
}
