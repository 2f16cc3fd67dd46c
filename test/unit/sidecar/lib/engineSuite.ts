import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine, TokenId, Want } from '../../../../sidecar/engine/engine';
import { bestToken } from '../../../../sidecar/engine/logits';
import { SidecarErrorCode } from '../../../../sidecar/protocol';
import { tinyModel } from '../../../lib/gguf/tinyModel.mjs';
import type { Binding } from '../../../../sidecar/engine/llama/binding';
import { never, openEngine } from './openEngine';
import { plainGreedy } from './plainGreedy';

const TEXT = 'def parse_header(stream, limit=1024):\n    fields = {}\n    for number, line in ';
const GREEDY: Want = { temperature: 0, seed: 0 };
const LENGTH = 40;

interface Run {
  readonly tokens: TokenId[];
  readonly decodes: number;
  readonly drafted: number;
  readonly accepted: number;
}

/** What every engine must do, whichever way it calls llama.cpp. */
export function engineSuite(binding: Binding): void {
  let engine: Engine;
  let prompt: TokenId[];
  let expected: TokenId[];

  async function run(draft: (tokens: readonly TokenId[]) => readonly TokenId[], want = GREEDY): Promise<Run> {
    await engine.sync(prompt, never);
    const tokens: TokenId[] = [];
    const counts = { decodes: 0, drafted: 0, accepted: 0 };
    while (tokens.length < LENGTH) {
      const input = [tokens.at(-1) ?? prompt.at(-1)!];
      const result = await engine.step(input, draft(tokens), want);
      tokens.push(...result.tokens);
      counts.decodes += result.decodes;
      counts.drafted += result.drafted;
      counts.accepted += result.accepted;
    }
    return { ...counts, tokens: tokens.slice(0, LENGTH) };
  }

  beforeAll(async () => {
    const file = tinyModel();
    engine = (await openEngine(file, {}, binding)).engine;
    prompt = engine.vocabulary.tokenize(TEXT);
    expected = await plainGreedy(file, prompt, LENGTH);
  });
  beforeEach(() => engine.rollback({ length: 0 }));

  describe('decoding', () => {
    it('without drafts equals the library, one decode per token', async () => {
      const result = await run(() => []);
      expect(result.tokens).toEqual(expected);
      expect(result.decodes).toBe(LENGTH);
    });

    it('with drafts that are always right takes a decode for each draft and one token', async () => {
      const result = await run((tokens) => expected.slice(tokens.length, tokens.length + 4));
      expect(result.tokens).toEqual(expected);
      expect(result.decodes).toBe(LENGTH / 5);
      expect(result.accepted).toBe(result.drafted);
    });

    it('with drafts that are always wrong changes nothing', async () => {
      const result = await run((tokens) => {
        const right = expected[tokens.length]!;
        return [(right + 1) % 256, 5, 6];
      });
      expect(result.tokens).toEqual(expected);
      expect(result.decodes).toBe(LENGTH);
      expect(result.drafted).toBe(3 * LENGTH);
      expect(result.accepted).toBe(0);
    });

    it('with drafts that are right at first keeps the right part', async () => {
      const result = await run((tokens) => [
        ...expected.slice(tokens.length, tokens.length + 2),
        (expected[tokens.length + 2] ?? 0) ^ 1,
        7,
      ]);
      expect(result.tokens).toEqual(expected);
      expect(result.decodes).toBe(Math.ceil(LENGTH / 3));
      expect(result.accepted).toBeGreaterThan(0);
      expect(result.accepted).toBeLessThan(result.drafted);
    });

    it('above temperature 0 repeats itself with the same seed, drafts or not', async () => {
      const want: Want = { temperature: 0.9, seed: 7 };
      const first = await run(() => [], want);
      expect((await run(() => [], want)).tokens).toEqual(first.tokens);
      const drafted = await run((tokens) => first.tokens.slice(tokens.length, tokens.length + 3), want);
      expect(drafted.tokens).toEqual(first.tokens);
      expect(drafted.decodes).toBeLessThan(first.decodes);
      const other = await run(() => [], { temperature: 0.9, seed: 8 });
      expect(other.tokens).not.toEqual(first.tokens);
    });

    it('takes the best of the allowed tokens, looking through the whole vocabulary if it must', async () => {
      await engine.sync(prompt, never);
      const input = prompt.slice(-1);
      const free = await engine.step(input, [], { ...GREEDY, allow: () => true });
      expect(free.tokens).toEqual([expected[0]]);
      await engine.sync(prompt, never);
      const rare = engine.vocabulary.special('<|fim_pad|>')!;
      const forced = await engine.step(input, [], { ...GREEDY, allow: (id) => id === rare });
      expect(forced.tokens).toEqual([rare]);
      expect(engine.cached).toEqual(prompt);
      await engine.sync(prompt, never);
      expect((await engine.step(input, [], { ...GREEDY, allow: () => false })).tokens).toEqual([]);
    });

    it('shows the logits after each position, which give what a step chooses', async () => {
      await engine.rollback({ length: 0 });
      const answer = (await run(() => [])).tokens.slice(0, 10);
      await engine.rollback({ length: 0 });
      const best: [number, TokenId][] = [];
      await engine.evaluate([...prompt, ...answer], {
        from: prompt.length - 1,
        read: (at, logits) => {
          expect(logits).toHaveLength(engine.vocabulary.size);
          best.push([at, bestToken(logits)]);
        },
        signal: never,
      });
      expect(best.slice(0, -1)).toEqual(answer.map((token, i) => [prompt.length - 1 + i, token]));
      expect(best).toHaveLength(11);
      expect(engine.cached).toEqual([...prompt, ...answer]);
    });

    it('goes back to a checkpoint and writes the same again', async () => {
      await engine.sync(prompt, never);
      const checkpoint = engine.checkpoint();
      const first = await engine.step(prompt.slice(-1), [], GREEDY);
      await engine.step(first.tokens, [], GREEDY);
      await engine.rollback(checkpoint);
      expect(engine.cached).toEqual(prompt.slice(0, -1));
      expect((await engine.step(prompt.slice(-1), [], GREEDY)).tokens).toEqual(first.tokens);
    });
  });

  describe('the cache', () => {
    it('evaluates only what changed', async () => {
      const most = prompt.length - 1;
      expect(await engine.sync(prompt, never)).toEqual({ evaluated: most, reused: 0 });
      expect(await engine.sync(prompt, never)).toEqual({ evaluated: 0, reused: most });
      expect(await engine.sync([...prompt, 65, 66], never)).toEqual({ evaluated: 2, reused: most });
      const edited = prompt.with(10, (prompt[10]! + 1) % 256);
      expect(await engine.sync(edited, never)).toEqual({ evaluated: most - 10, reused: 10 });
      expect(engine.cached).toEqual(edited.slice(0, -1));
    });

    it('is what a fresh evaluation would give, after an edit in the middle', async () => {
      await engine.sync(prompt.with(10, 3), never);
      await engine.step(prompt.slice(-1), [], GREEDY);
      expect((await run(() => [])).tokens).toEqual(expected);
    });

    it('refuses what does not fit, and stays usable', async () => {
      const long = Array.from({ length: engine.contextSize + 1 }, () => 65);
      await expect(engine.sync(long, never)).rejects.toMatchObject({ code: SidecarErrorCode.badRequest });
      await expect(engine.sync([], never)).rejects.toMatchObject({ code: SidecarErrorCode.badRequest });
      expect((await run(() => [])).tokens).toEqual(expected);
    });

    it('writes up to the context’s last place, drafts cut to what fits', async () => {
      const full = Array.from({ length: engine.contextSize - 2 }, (_, i) => 65 + (i % 20));
      await engine.sync(full, never);
      const result = await engine.step(full.slice(-1), [1, 2, 3, 4, 5], GREEDY);
      expect(result.drafted).toBe(2);
      expect(engine.cached.length).toBeLessThanOrEqual(engine.contextSize);
    });
  });

  describe('cancelling a prompt', () => {
    it('stops within one chunk and keeps what was evaluated', async () => {
      const mid = (await openEngine(tinyModel({ size: 'mid' }), {}, binding)).engine;
      const long = Array.from({ length: 1500 }, (_, i) => 65 + (i % 26));
      const abort = new AbortController();
      const reason = new Error('enough');
      const running = mid.sync(long, abort.signal);
      let atAbort = 0;
      // After the first chunk, however long that takes.
      const watch = setInterval(() => {
        atAbort = mid.cached.length;
        if (atAbort === 0) return;
        clearInterval(watch);
        abort.abort(reason);
      }, 5);
      await expect(running).rejects.toBe(reason);
      const kept = mid.cached.length;
      expect(kept).toBeGreaterThan(0);
      expect(kept - atAbort).toBeLessThanOrEqual(64);
      expect(kept).toBeLessThan(1499);
      expect(kept % 64).toBe(0);
      expect(await mid.sync(long, never)).toEqual({ evaluated: 1499 - kept, reused: kept });
    });

    it('does nothing for a signal that has aborted already', async () => {
      await expect(engine.sync(prompt, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
      expect(engine.cached).toEqual([]);
    });
  });
}
