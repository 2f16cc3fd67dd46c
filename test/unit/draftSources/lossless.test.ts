import { beforeAll, describe, expect, it } from 'vitest';
import { RecyclingSource } from '../../../sidecar/drafts/recycling';
import type { DraftSource } from '../../../sidecar/drafts/source';
import { UnitSource } from '../../../sidecar/drafts/units/unitSource';
import type { Engine, TokenId } from '../../../sidecar/engine/engine';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { hasRealModel, needsRealModel, openEngine, realModel } from '../sidecar/lib/openEngine';
import { decode } from './lib/decode';
import { readText } from './lib/readText';
import { requestOf } from './lib/requests';
import { expectSame } from './lib/ties';

const TEXTS = [
  'def parse_header(stream, limit=1024):\n    fields = {}\n    for number, line in ',
  'class Point:\n    def __init__(self, x, y):\n        self.x = x\n        self.y = y\n\n    def ',
  'export function add(a: number, b: number): number {\n  return a + b;\n}\n\nexport function subtract(',
];
const LONG = 300_000;
const makers: [string, (engine: Engine) => DraftSource][] = [
  ['units', (engine) => new UnitSource(engine, { least: 0.05 })],
  ['recycling', (engine) => new RecyclingSource(engine, { least: 0.05 })],
];

describe('greedy decoding of a tiny model, with one source', () => {
  const LENGTH = 48;
  let engine: Engine;
  let prompts: TokenId[][];
  let expected: TokenId[][];
  beforeAll(async () => {
    engine = (await openEngine(tinyModel({ newlines: true }))).engine;
    prompts = TEXTS.map((text) => engine.vocabulary.tokenize(text));
    expected = [];
    for (const prompt of prompts) expected.push((await decode(engine, undefined, prompt, LENGTH)).tokens);
  }, LONG);

  it.each(makers.flatMap(([name, make]) => [false, true].map((observed) => [name, observed, make] as const)))(
    '%s (shown logits: %s) writes the same, again and again',
    async (name, observed, make) => {
      const source = make(engine);
      const decodes: number[] = [];
      let same = 0;
      for (let round = 0; round < 3; round++) {
        let sum = 0;
        for (const [i, prompt] of prompts.entries()) {
          const run = await decode(engine, source, prompt, LENGTH, { observed });
          if (await expectSame(engine, prompt, run.tokens, expected[i]!)) same++;
          sum += run.decodes;
        }
        decodes.push(sum);
      }
      expect(same).toBeGreaterThanOrEqual(6);
      if (name === 'recycling') expect(decodes[2]).toBeLessThan(decodes[0]! * 0.8);
      // A model of random weights is hardly ever sure, so hardly anything that it writes is a unit.
      else expect(decodes[2]).toBeLessThanOrEqual(decodes[0]!);
    },
    LONG,
  );

  it(
    'units: writes the same in few decodes where all of the answer is units',
    async () => {
      const source = new UnitSource(engine, { least: 0 });
      for (const [i, prompt] of prompts.entries()) {
        const tokens = [...prompt, ...expected[i]!];
        const units = [0, 16, 32].map((at) => prompt.length + at);
        const text = units.map((start) => ({ start, end: start + 16, meanLogProbability: Math.log(0.9) }));
        source.learnUnits('w', TEXTS[i]!, { tokens, units: text });
      }
      let decodes = 0;
      for (const [i, prompt] of prompts.entries()) {
        const run = await decode(engine, source, prompt, LENGTH);
        await expectSame(engine, prompt, run.tokens, expected[i]!);
        decodes += run.decodes;
      }
      expect(decodes).toBeLessThan((prompts.length * LENGTH) / 2);
    },
    LONG,
  );

  it.each(makers)(
    '%s: is none the worse for requests that end early',
    async (_, make) => {
      const source = make(engine);
      for (const [i, prompt] of [...prompts.entries(), ...prompts.entries()]) {
        source.begin(requestOf(prompt));
        void source.propose(8);
        source.begin(requestOf([...prompt, 1e9, -1, NaN]));
        source.push({ tokens: [1e9, -4] });
        source.begin(requestOf(prompt));
        await source.propose(3);
        source.push({ tokens: expected[i]!.slice(0, 5) });
        const run = await decode(engine, source, prompt, 24);
        await expectSame(engine, prompt, run.tokens, expected[i]!.slice(0, 24));
      }
    },
    LONG,
  );
});

describe.skipIf(!hasRealModel)(needsRealModel('greedy decoding of the real model, with one source'), () => {
  const LENGTH = 16;

  it(
    'writes the same with recycled tokens, and with mined units',
    async () => {
      const { engine } = await openEngine(realModel);
      const prompts = TEXTS.slice(1).map((text) => engine.vocabulary.tokenize(text));
      const expected: TokenId[][] = [];
      for (const prompt of prompts) expected.push((await decode(engine, undefined, prompt, LENGTH)).tokens);
      const units = new UnitSource(engine);
      const text = [...prompts[0]!, ...expected[0]!];
      const mined = (await readText(engine, text)).units;
      expect(mined.units.length).toBeGreaterThan(2);
      units.learnUnits('w', 'a.py', mined);
      const sources: DraftSource[] = [units, new RecyclingSource(engine), new RecyclingSource(engine)];
      for (const [i, source] of sources.entries()) {
        let drafted = 0;
        for (let round = 0; round < 2; round++) {
          for (const [at, prompt] of prompts.entries()) {
            const run = await decode(engine, source, prompt, LENGTH, { observed: i === 2 });
            await expectSame(engine, prompt, run.tokens, expected[at]!);
            drafted += run.drafted;
          }
        }
        expect(drafted).toBeGreaterThan(0);
      }
    },
    LONG,
  );
});
