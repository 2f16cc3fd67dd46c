import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalOf } from '../../../sidecar/boundary/canonical';
import { contextTree } from '../../../sidecar/boundary/contextTree';
import { contextsOf, Members } from '../../../sidecar/boundary/cover';
import { NodeLogits } from '../../../sidecar/boundary/nodeLogits';
import { Reader } from '../../../sidecar/boundary/reader';
import { cutTail } from '../../../sidecar/boundary/safeCut';
import { startAtBoundary, type StartAtBoundary } from '../../../sidecar/boundary/start';
import { tokenTrieOf } from '../../../sidecar/boundary/tokenTrie';
import { weigh } from '../../../sidecar/boundary/weigh';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { logNormaliser } from '../../../sidecar/engine/logits';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never, openEngine } from '../sidecar/lib/openEngine';
import { QwenVocabulary } from './lib/qwenVocabulary';
import { TableEngine } from './lib/tableEngine';

let engine: Engine;
let pieces: Engine;
beforeAll(async () => {
  engine = (await openEngine(tinyModel({ newlines: true }))).engine;
  pieces = (await openEngine(tinyModel({ tokenizer: 'llama', newlines: true }))).engine;
}, 60_000);

const GREEDY = { temperature: 0, seed: 1 };

function start(on: Engine, text: string, want = GREEDY, tailTokens?: number): Promise<StartAtBoundary> {
  const begin = on.vocabulary.beginOfSequence;
  const body = on.vocabulary.tokenize(text);
  const tokens = begin === undefined ? body : [begin, ...body];
  const request = { engine: on, tokens, tailTokens: tailTokens ?? body.length, tailText: text, want };
  return startAtBoundary('exact', { ...request, signal: never });
}

function spelled(on: Engine, tokens: readonly TokenId[]): string {
  return Buffer.concat(tokens.map((id) => on.vocabulary.tokenBytes(id))).toString();
}

/** An engine that says its logits are cheap, and gives the same. */
function eager(on: Engine): Engine {
  return new Proxy(on, {
    get(target, key) {
      if (key === 'logitsAreCheap') return true;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/**
 * Greedy decoding given the bytes, by brute force: of every row of tokens that begins with the text after `kept`, in
 * every way to cut it, that the tokenizer makes of its own bytes, the tokens whose rows weigh most together.
 */
async function greedyRow(on: Engine, kept: readonly TokenId[], text: Buffer): Promise<readonly TokenId[]> {
  const { vocabulary } = on;
  const canonical = canonicalOf(vocabulary);
  const rows: { row: readonly TokenId[]; weight: number }[] = [];
  const from = async (row: readonly TokenId[], length: number, weight: number): Promise<void> => {
    let logs: number[] = [];
    await on.sync([...kept, ...row], never);
    await on.evaluate([...kept, ...row].slice(-1), {
      from: 0,
      read: (_, logits) => {
        const whole = logNormaliser(logits);
        logs = Array.from(logits, (logit) => logit - whole);
      },
      signal: never,
    });
    for (let id = 0; id < vocabulary.size; id++) {
      const bytes = Buffer.from(vocabulary.tokenBytes(id));
      const known = text.subarray(length);
      const compared = Math.min(bytes.length, known.length);
      if (bytes.length === 0 || !bytes.subarray(0, compared).equals(known.subarray(0, compared))) continue;
      const next = [...row, id];
      const own = weight + logs[id]!;
      if (bytes.length < known.length) await from(next, length + bytes.length, own);
      else if (canonical.isCanonical(next)) rows.push({ row: next, weight: Math.exp(own) });
    }
  };
  await from([], 0, 0);
  let left = rows;
  for (let at = 0; left.length > 1; at++) {
    const weights = new Map<TokenId, number>();
    for (const { row, weight } of left) weights.set(row[at]!, (weights.get(row[at]!) ?? 0) + weight);
    const [token] = [...weights].reduce((best, next) => (next[1] > best[1] ? next : best));
    left = left.filter(({ row }) => row[at] === token);
  }
  return left[0]!.row;
}

const TEXTS = [
  'def parse_header(stream, lim',
  'for item in ite',
  '    return sel',
  'if value:\n    ',
  'const group',
  'x = foo(st',
];

describe('the exact boundary, greedy', () => {
  it.each(TEXTS)('is greedy decoding given the bytes after %j', async (text) => {
    for (const on of [engine, eager(engine)]) {
      const tokens = on.vocabulary.tokenize(text);
      const tailTokens = Math.min(3, tokens.length - 1);
      const started = await start(on, text, GREEDY, tailTokens);
      const kept = tokens.slice(0, -tailTokens);
      const tail = Buffer.concat(tokens.slice(-tailTokens).map((id) => on.vocabulary.tokenBytes(id)));
      expect(started.tokens).toEqual([...kept, ...(await greedyRow(on, kept, tail))]);
      expect(started.method).toBe('exact');
      expect(started.paths).toBeGreaterThan(0);
    }
  });

  it('chooses the same whether by order or by numbers, and leaves the engine where the answer begins', async () => {
    const source = TEXTS.join('\n');
    for (let end = 6; end < source.length; end += 5) {
      const text = source.slice(Math.max(0, end - 40), end);
      const byOrder = await start(engine, text);
      expect(engine.cached).toEqual(byOrder.tokens.slice(0, -1));
      const byNumbers = await start(eager(engine), text);
      expect(byNumbers.tokens, JSON.stringify(text)).toEqual(byOrder.tokens);
      expect(byNumbers.chosen).toBe(byOrder.chosen);
      expect(spelled(engine, byOrder.tokens)).toBe(text + Buffer.from(byOrder.written).toString());
      const { reused, chosen, tokens } = byOrder;
      expect(reused).toBeLessThanOrEqual(tokens.length - chosen);
    }
  });

  it('replaces nothing before the tail', async () => {
    const tokens = engine.vocabulary.tokenize('value = items.appe');
    for (let tailTokens = 1; tailTokens < tokens.length; tailTokens++) {
      const request = { engine, tokens, tailTokens, want: GREEDY, signal: never };
      const started = await startAtBoundary('exact', request);
      const kept = tokens.length - tailTokens;
      expect(started.tokens.slice(0, kept)).toEqual(tokens.slice(0, kept));
    }
  });
});

describe('the exact boundary with any text', () => {
  const part = fc.constantFrom(
    ...['foo', 'Bar', '_', ' ', '    ', '\n', '\t', '(', '): ', '12', '.', '"', 'é', 'e\u0301', '漢', '😀'],
    ...['<|endoftext|>', '<0x41>', '▁', '\u00a0', '\ufeff', '\0', 'x'.repeat(40)],
  );

  it.each(['bytes', 'pieces'])('spells it and goes on from it (%s)', async (kind) => {
    const on = kind === 'bytes' ? engine : pieces;
    const counts = { exact: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), fc.boolean(), async (parts, draws) => {
        const text = parts.join('');
        const want = draws ? { temperature: 0.8, seed: parts.length } : GREEDY;
        const started = await start(on, `a = 1\n${text}`, want);
        const whole = Buffer.concat(started.tokens.map((id) => on.vocabulary.tokenBytes(id)));
        const known = Buffer.concat(
          on.vocabulary.tokenize(`a = 1\n${text}`).map((id) => on.vocabulary.tokenBytes(id)),
        );
        expect(whole.subarray(0, known.length).equals(known)).toBe(true);
        expect(Buffer.from(started.written).equals(whole.subarray(known.length))).toBe(true);
        expect(on.cached).toEqual(started.tokens.slice(0, -1));
        counts.all++;
        if (started.method === 'exact') counts.exact++;
        else expect(started.reason).toBeDefined();
      }),
      { numRuns: 60, seed: 42 },
    );
    // Behind a byte of its own, or a digit, no token goes on: there is nothing to choose.
    expect(counts.exact).toBeGreaterThan(counts.all / 5);
  });

  it('costs nothing where nothing stands before the cursor, and says so', async () => {
    const tokens = engine.vocabulary.tokenize('value = 1');
    const request = { engine, tokens, tailTokens: 0, tailText: '', want: GREEDY, signal: never };
    expect(await startAtBoundary('exact', request)).toMatchObject({
      method: 'off',
      reason: 'the cursor stands where a text begins',
      tokens,
      decodes: 0,
      paths: 0,
    });
  });

  it('costs nothing where no token goes on across the cursor', async () => {
    // The tokenizer of Qwen2.5 makes a token of each digit.
    const vocabulary = new QwenVocabulary();
    const on = new TableEngine(vocabulary, () => new Float64Array(vocabulary.size));
    const tokens = vocabulary.tokenize('def area():\n    return 12');
    const request = { engine: on, tokens, tailTokens: tokens.length, want: GREEDY, signal: never };
    expect(await startAtBoundary('exact', request)).toMatchObject({
      method: 'off',
      reason: 'no token goes on across the cursor',
      decodes: 0,
      paths: 0,
    });
    expect(on.evaluated).toBe(tokens.length - 1);
    expect(on.calls).toBe(1);
  });

  it('leaves a text to healing that its tokens do not give back', async () => {
    const tokens = engine.vocabulary.tokenize('name = caf');
    const tailText = 'name = café';
    const request = { engine, tokens, tailTokens: tokens.length, tailText, want: GREEDY, signal: never };
    expect(await startAtBoundary('exact', request)).toMatchObject({
      method: 'heal',
      reason: 'the tokenizer does not give back the text before the cursor',
    });
  });

  it('says why where the prompt has a single token', async () => {
    const started = await start(engine, 'x');
    expect(started).toMatchObject({ method: 'off', chosen: 0 });
    expect(started.reason).toMatch(/^no token/);
  });

  it('finds its way in a context that is nearly full', async () => {
    const line = '    total = total + values[index]\n';
    const all = engine.vocabulary.tokenize(line.repeat(400));
    for (const room of [0, 1, 2, 5]) {
      const tokens = all.slice(0, engine.contextSize - room);
      const request = { engine, tokens, tailTokens: tokens.length - 1, want: GREEDY, signal: never };
      const started = await startAtBoundary('exact', request);
      expect(started.tokens.length).toBeLessThanOrEqual(engine.contextSize);
      expect(engine.cached).toEqual(started.tokens.slice(0, -1));
    }
  });
});

describe('the weights of a cover', () => {
  it('leave out only what weighs next to nothing', async () => {
    const { vocabulary } = engine;
    const trie = tokenTrieOf(vocabulary);
    const canonical = canonicalOf(vocabulary);
    const tokenBytes = (id: TokenId): Uint8Array => vocabulary.tokenBytes(id);
    const members = new Members(trie, canonical, tokenBytes);
    for (const text of TEXTS) {
      const tokens = vocabulary.tokenize(text);
      const tail = cutTail({ vocabulary, tokens, tailTokens: tokens.length, trie, canonical })!;
      const root = contextTree(contextsOf(tail, trie, canonical, tokenBytes));
      const all = { temperature: 1, most: 1e9, mostAsked: 1e9 };
      const weights = async (leastShare: number) => {
        const logitsOf = new NodeLogits(new Reader(engine, tail.kept, never), undefined);
        const rows = await weigh(root, logitsOf, members, { ...all, leastShare });
        return rows.map(({ logProbability }) => Math.exp(logProbability));
      };
      const whole = (await weights(0)).reduce((sum, weight) => sum + weight, 0);
      const kept = (await weights(1e-4)).reduce((sum, weight) => sum + weight, 0);
      expect(kept / whole).toBeGreaterThan(0.98);
      expect(kept / whole).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
});
