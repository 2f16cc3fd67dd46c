import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { startAtBoundary, type StartAtBoundary } from '../../../sidecar/boundary/start';
import { ForcedBytes, retract } from '../../../sidecar/boundary/retract';
import type { BoundaryMode } from '../../../sidecar/protocol';
import { generate, type GenerateRequest, type Generated } from '../../../sidecar/completion/generate';
import { TextBuffer } from '../../../sidecar/completion/textBuffer';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from './lib/openEngine';

describe('text out of token bytes', () => {
  it('waits for the rest of a character and never shows U+FFFD', () => {
    const buffer = new TextBuffer();
    const seen: string[] = [];
    for (const byte of Buffer.from('aé漢😀z')) {
      buffer.push(Uint8Array.of(byte));
      seen.push(buffer.text);
    }
    expect(seen.at(-1)).toBe('aé漢😀z');
    expect(seen.join('')).not.toContain('\uFFFD');
  });

  it('drops what is no UTF-8, and a character that stays unfinished', () => {
    const buffer = new TextBuffer();
    buffer.push(Uint8Array.of(0x61, 0xff, 0x62, 0xc3));
    buffer.push(Uint8Array.of(0x63, 0xf0, 0x9f));
    expect(buffer.text).toBe('abc');
  });
});

let engine: Engine;
beforeAll(async () => {
  engine = (await openEngine(tinyModel())).engine;
});

const GREEDY = { temperature: 0, seed: 0 };

function start(text: string, mode: BoundaryMode): Promise<StartAtBoundary> {
  const tokens = engine.vocabulary.tokenize(text);
  return startAtBoundary(mode, { engine, tokens, tailTokens: tokens.length, want: GREEDY, signal: never });
}

async function write(
  from: StartAtBoundary | string,
  options: Partial<GenerateRequest> = {},
): Promise<Generated> {
  return generate({
    engine,
    start: typeof from === 'string' ? await start(from, 'off') : from,
    want: GREEDY,
    maxTokens: 12,
    timeBudgetMs: 0,
    isStopToken: (id) => engine.vocabulary.isEndOfGeneration(id),
    findStop: () => undefined,
    propose: () => ({ tokens: [] }),
    onText: () => undefined,
    signal: never,
    ...options,
  });
}

describe('the boundary', () => {
  it('takes a word in the making back as a whole, and other text by one token', () => {
    const { vocabulary } = engine;
    const bytesBack = (text: string): string => {
      const tokens = vocabulary.tokenize(text);
      return Buffer.from(retract(tokens, tokens.length, vocabulary).forced).toString();
    };
    expect(bytesBack('x = undefi')).toBe(' undefi');
    expect(bytesBack('for (')).toMatch(/\($/);
    expect(bytesBack('if x:\n    ')).toMatch(/ $/);
  });

  it('takes back nothing but text before the cursor', () => {
    const tokens = engine.vocabulary.tokenize('return value');
    const nothing = (given: readonly TokenId[]) => ({ tokens: given, forced: new Uint8Array(0) });
    expect(retract(tokens, 0, engine.vocabulary)).toEqual(nothing(tokens));
    expect(retract(tokens.slice(0, 1), 1, engine.vocabulary)).toEqual(nothing(tokens.slice(0, 1)));
  });

  it('healed, makes the answer start with the bytes taken back, which are not shown again', async () => {
    const text = 'for item in items:\n    group.pus';
    const started = await start(text, 'heal');
    expect(started.method).toBe('heal');
    expect(started.chosen).toBeGreaterThan(0);
    const bytes = started.tokens.map((id) => engine.vocabulary.tokenBytes(id));
    expect(Buffer.concat(bytes).toString()).toBe(text + Buffer.from(started.written).toString());
    expect(engine.cached).toEqual(started.tokens.slice(0, -1));
    const written = await write(started);
    expect(written.text.startsWith(Buffer.from(started.written).toString())).toBe(true);
    expect(written.generated).toBe(12);
  });

  it('says why it is not what was asked for', async () => {
    const tokens = engine.vocabulary.tokenize('a');
    const request = { engine, tokens, tailTokens: 0, want: GREEDY, signal: never };
    expect(await startAtBoundary('heal', request)).toMatchObject({
      method: 'off',
      tokens,
      chosen: 0,
      reason: 'no token before the cursor can be taken back',
    });
    expect(await startAtBoundary('off', request)).not.toHaveProperty('reason');
  });

  it('can end inside a character', async () => {
    const written = await write(await start('s = "漢', 'heal'), { maxTokens: 6 });
    expect(written.generated).toBe(6);
    expect(written.text).not.toContain('\uFFFD');
  });

  it('owes bytes until they are paid', () => {
    const id = (text: string): number => engine.vocabulary.tokenize(text)[0]!;
    const owed = new ForcedBytes(Buffer.from('ret'), engine.vocabulary);
    expect([id('return'), id('r'), id('x')].map(owed.allow)).toEqual([true, true, false]);
    expect(owed.allow(engine.vocabulary.special('<|endoftext|>')!)).toBe(false);
    expect([...owed.take(Buffer.from('r'))]).toEqual([]);
    expect(owed.pending).toBe(true);
    expect(Buffer.from(owed.take(Buffer.from('eturn'))).toString()).toBe('urn');
    expect(owed.pending).toBe(false);
  });
});

describe('generation', () => {
  const before = 'const groups = ';
  let length: number;
  beforeAll(() => {
    length = engine.vocabulary.tokenize(before).length;
  });

  it('stops at its length, and says so', async () => {
    const written = await write(before, { maxTokens: 7 });
    expect(written).toMatchObject({ stop: 'length', generated: 7, decodes: 7 });
  });

  it('ends at a length that is no whole number', async () => {
    expect(await write(before, { maxTokens: 2.5 })).toMatchObject({ stop: 'length', generated: 2 });
  });

  it('stops where a rule says, and keeps what the rule keeps', async () => {
    const { text } = await write(before);
    const written = await write(before, {
      findStop: (sofar) => (sofar.length >= 10 ? { stop: 'scope', keep: 5 } : undefined),
    });
    expect(written).toMatchObject({ stop: 'scope', text: text.slice(0, 5) });
    expect(written.generated).toBeLessThan(12);
  });

  it('stops when its time is over, with what it has', async () => {
    const written = await write(before, { maxTokens: 1500, timeBudgetMs: 20 });
    expect(written.stop).toBe('time');
    expect(written.generated).toBeGreaterThan(0);
    expect(written.generated).toBeLessThan(1500);
  });

  it('ends at a token that the format says ends it', async () => {
    const plain = await write(before);
    const third = engine.cached[length + 2];
    const written = await write(before, { isStopToken: (id) => id === third });
    expect(written.stop).toBe('end');
    expect(written.generated).toBeLessThanOrEqual(2);
    expect(plain.text.startsWith(written.text)).toBe(true);
  });

  it('gives the same text with drafts, in fewer decodes', async () => {
    const plain = await write(before);
    const answer = engine.cached.slice(length);
    const written = await write(before, {
      propose: (tokens) => ({ tokens: answer.slice(tokens.length - length).slice(0, 3) }),
    });
    expect(written.text).toBe(plain.text);
    expect(written.generated).toBe(plain.generated);
    expect(written.decodes).toBeLessThan(plain.decodes / 2);
    expect(written.accepted).toBeGreaterThan(0);
  });

  it('streams the text as it grows, and ends when told', async () => {
    const seen: string[] = [];
    const abort = new AbortController();
    const running = write(before, {
      maxTokens: 1000,
      signal: abort.signal,
      onText: (text) => {
        if (seen.push(text) === 5) abort.abort(new Error('enough'));
      },
    });
    await expect(running).rejects.toThrow('enough');
    expect(seen).toHaveLength(5);
    seen.reduce((before, text) => {
      expect(text.startsWith(before)).toBe(true);
      return text;
    });
  });
});
