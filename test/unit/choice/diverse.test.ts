import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diverse, type Diverse, type DiverseRequest } from '../../../sidecar/choice/diverse';
import { Brackets } from '../../../sidecar/constraints/brackets';
import { END, ToyEngine } from './toyEngine';

const never = new AbortController().signal;

function ask(engine: ToyEngine, changes: Partial<DiverseRequest> = {}): Promise<Diverse> {
  const known = new Set<string>();
  return diverse({
    engine,
    start: { tokens: [1, 2, 3], chosen: 0, written: new Uint8Array(0) },
    earlier: [],
    count: 3,
    maxTokens: 12,
    isStopToken: (id) => id === END,
    findStop: (text) => (text.includes('\n') ? { stop: 'line', keep: text.indexOf('\n') } : undefined),
    isNew: (text) => known.size < known.add(text).size,
    signal: never,
    ...changes,
  });
}

const texts = ({ paths }: Diverse): string[] => paths.map(({ text }) => text);

describe('alternatives', () => {
  it('are the same side by side and one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1000),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(0, 0.1, 0.5, 2),
        async (seed, count, penalty) => {
          const together = await ask(new ToyEngine(seed, true), { count, penalty });
          const inTurn = await ask(new ToyEngine(seed, false), { count, penalty });
          expect(texts(together)).toEqual(texts(inTurn));
          expect(together.paths.map(({ stop }) => stop)).toEqual(inTurn.paths.map(({ stop }) => stop));
          expect(new Set(texts(together)).size).toBe(together.paths.length);
        },
      ),
    );
  });

  it('begin with the greedy answer, and take fewer decodes side by side', async () => {
    const together = await ask(new ToyEngine(7, true));
    const inTurn = await ask(new ToyEngine(7, false));
    const plain = await ask(new ToyEngine(7, false), { count: 1 });
    expect(texts(together)[0]).toBe(texts(plain)[0]);
    expect(together.decodes).toBeLessThan(inTurn.decodes);
  });

  it('differ from answers that are there already, at each step by the penalty', async () => {
    const engine = new ToyEngine(3, false);
    const [first] = (await ask(engine, { count: 1, penalty: 0 })).paths;
    const huge = await ask(engine, { count: 2, penalty: 100, earlier: [first!.tokens] });
    const [second, third] = huge.paths;
    second!.tokens.forEach((id, step) => expect(id).not.toBe(first!.tokens[step]));
    third!.tokens.forEach((id, step) =>
      expect([first!.tokens[step], second!.tokens[step]]).not.toContain(id),
    );
  });

  it('are fewer than asked for where the model has no others', async () => {
    const few = await ask(new ToyEngine(5, true), { isNew: () => false });
    expect(few.paths).toEqual([]);
    // The penalty is doubled three times before that.
    expect(few.decodes).toBeGreaterThan(4);
  });

  it('obey a constraint', async () => {
    for (let seed = 0; seed < 30; seed++) {
      const constraint = Brackets.at({ languageId: 'c', prefix: 'f(', suffix: ')' });
      const { paths } = await ask(new ToyEngine(seed, true), { constraint, maxTokens: 20 });
      for (const { text } of paths) {
        let depth = 0;
        for (const unit of text) {
          depth += unit === '(' ? 1 : unit === ')' ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
      }
    }
  });

  it('leave the cache at the prompt', async () => {
    for (const together of [true, false]) {
      const engine = new ToyEngine(7, together);
      await ask(engine);
      expect(engine.cached).toEqual([1, 2, 3]);
      expect(engine.open).toBe(0);
    }
  });

  it.each([true, false])(
    'end at any decode call when told, and the engine stays usable (%s)',
    async (together) => {
      const expected = texts(await ask(new ToyEngine(7, together)));
      const engine = new ToyEngine(7, together);
      for (let at = 1; ; at++) {
        const abort = new AbortController();
        let calls = 0;
        let after = 0;
        engine.onDecode = () => {
          if (abort.signal.aborted) after++;
          if (++calls === at) abort.abort(new Error('enough'));
        };
        const asked = ask(engine, { signal: abort.signal }).then(
          () => true,
          () => false,
        );
        const finished = await asked;
        expect(engine.open).toBe(0);
        expect(after).toBe(0);
        engine.onDecode = () => undefined;
        expect(texts(await ask(engine))).toEqual(expected);
        if (calls < at) {
          expect(finished).toBe(true);
          break;
        }
      }
    },
  );

  it.each([true, false])('pass on a failure of the engine, with nothing left open (%s)', async (together) => {
    const engine = new ToyEngine(7, together);
    for (const at of [1, 2, 5]) {
      let calls = 0;
      engine.onDecode = () => {
        if (++calls === at) throw new Error('no memory');
      };
      await expect(ask(engine)).rejects.toThrow('no memory');
      expect(engine.open).toBe(0);
    }
  });

  it('end at the deadline with what there is', async () => {
    const { paths } = await ask(new ToyEngine(7, true), { deadline: 1 });
    expect(paths.every(({ stop, tokens }) => tokens.length <= 1 && stop !== undefined)).toBe(true);
  });
});
