import { describe, expect, it } from 'vitest';
import {
  explanationTitle,
  lineInDocument,
  tellingLines,
  weightText,
} from '../../../extension/trust/explainedLines';
import { lineNow } from '../../../extension/trust/lineNow';
import { lineSurprises } from '../../../extension/trust/lineSurprise';
import type {
  ExplainedLine,
  ExplainResult,
  LoadedModel,
  SurprisalResult,
  SurprisalToken,
} from '../../../sidecar/protocol';

const model = { name: 'a model' } as LoadedModel;

describe('an explanation in words', () => {
  const line = (nats: number): ExplainedLine => ({ origin: 'before', line: 0, text: 'a', nats });
  const result: ExplainResult = {
    logprob: -20,
    answerTokens: 7,
    totalNats: 12.345,
    pieces: [],
    lines: [3, 0.5, 0.04, -0.02, -0.6].map(line),
    otherLines: 2,
    complete: true,
    model,
    notes: [],
    stats: { evaluated: 1, reused: 0, prompts: 1, totalMs: 1 },
  };

  it('leaves out what may be rounding', () => {
    expect(tellingLines(result).map(({ nats }) => nats)).toEqual([3, 0.5, -0.6]);
  });

  it('says nats and how many times as likely', () => {
    expect(explanationTitle(result)).toBe('+12.35 nats by its context, for 7 tokens');
    expect(explanationTitle({ ...result, complete: false })).toContain('not all lines were weighed');
    expect(weightText(Math.log(2))).toBe('+0.69 nats: with it, the completion is 2.0 times as likely');
    expect(weightText(-Math.log(4))).toBe('−1.39 nats: without it, the completion is 4.0 times as likely');
    expect(weightText(20)).toBe('+20.00 nats: with it, the completion is 5e+8 times as likely');
  });

  it('counts what was put in between for the lines after it', () => {
    const at = { firstLine: 100, addedLines: 3 };
    expect(lineInDocument({ origin: 'before', line: 4 }, at)).toBe(104);
    expect(lineInDocument({ origin: 'after', line: 6 }, at)).toBe(109);
    expect(lineInDocument({ origin: 'outline' }, at)).toBeUndefined();
  });
});

describe('a line that moved', () => {
  const lines = ['a', '}', 'b', 'c', '}', 'd'];
  const now = (old: number, text: string): number | undefined => lineNow((at) => lines[at], old, text);

  it('is found where it is now, the nearest first', () => {
    expect(now(2, 'b')).toBe(2);
    expect(now(0, 'c')).toBe(3);
    expect(now(5, 'a')).toBe(0);
    expect(now(3, 'gone')).toBeUndefined();
  });

  it('is not mixed up with others where it says nothing', () => {
    expect(now(4, '}')).toBe(4);
    expect(now(3, '}')).toBeUndefined();
  });
});

it('says how surprising each line is, and which tokens most', () => {
  const token = (start: number, text: string, bits: number | null): SurprisalToken => ({
    id: start,
    byteStart: start,
    byteEnd: start + text.length,
    start,
    end: start + text.length,
    text,
    logprob: bits === null ? null : -bits * Math.LN2,
    rank: 0,
    alternatives: [
      { id: start, text, probability: 0.1 },
      { id: 99, text: '', probability: 0.5 },
    ],
  });
  const tokens = [token(0, 'ab', 3), token(2, '\n', 0.5), token(3, 'c', 6), token(4, ' d', 2)];
  const sums = { scoredBytes: 1, bitsPerByte: 1, perplexity: 1 };
  const result = {
    tokens,
    lines: [
      { line: 7, start: 0, end: 2, logprob: -3.5 * Math.LN2, scoredTokens: 2, ...sums },
      { line: 8, start: 3, end: 6, logprob: -8 * Math.LN2, scoredTokens: 2, ...sums },
      { line: 9, start: 7, end: 8, logprob: 0, scoredTokens: 0, ...sums },
    ],
  } as unknown as SurprisalResult;
  expect(lineSurprises(result)).toEqual([
    { line: 7, text: '3.5 bits · 1.8 a token', details: ['"ab": 3.0 bits; expected (end) 50 %'] },
    {
      line: 8,
      text: '8.0 bits · 4.0 a token',
      details: ['"c": 6.0 bits; expected (end) 50 %', '" d": 2.0 bits; expected (end) 50 %'],
    },
  ]);
});
