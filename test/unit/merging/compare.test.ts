import { describe, expect, it } from 'vitest';
import { compareStrategies } from '../../../language-tokenizers/merging/compare';
import { dynamicFile } from '../../../language-tokenizers/merging/strategies/dynamicFile';
import { dynamicWorkspace } from '../../../language-tokenizers/merging/strategies/dynamicWorkspace';
import { lexicalUnits } from '../../../language-tokenizers/merging/strategies/lexicalUnits';
import { scaffold } from '../../../language-tokenizers/merging/strategies/scaffold';
import { zip2zip } from '../../../language-tokenizers/merging/strategies/zip2zip';
import type { Strategy } from '../../../language-tokenizers/merging/strategy';
import type { TokenizedText } from '../../../language-tokenizers/merging/tokenizedText';
import { read } from './support';

/** Texts that share what they say, half of them something that no other has. */
async function corpus(): Promise<TokenizedText[]> {
  const texts: TokenizedText[] = [];
  for (let i = 0; i < 24; i++) {
    const own = `const ownTokenOf${'abcdefghijkl'[i % 12]}Xyz = ${i};\n`.repeat(4);
    texts.push(await read(`src/file${i}.js`, `${'return sharedUserAccount(name);\n'.repeat(3)}${own}`));
  }
  return texts;
}

/** Gives what it learned from and counts. */
function recording(seen: { learned: string[]; counted: string[] }[]): Strategy {
  return {
    ...dynamicWorkspace(),
    prepare: (learned) => {
      const round = { learned: Array.from(learned, ({ name }) => name), counted: [] as string[] };
      seen.push(round);
      return (text) => {
        round.counted.push(text.name);
        return { count: 1, byteEnds: new Uint32Array(0) };
      };
    },
  };
}

describe('comparing strategies', () => {
  it('holds out the half that it counts, both ways', async () => {
    const seen: { learned: string[]; counted: string[] }[] = [];
    const texts = await corpus();
    const names = texts.map(({ name }) => name).sort();
    const [row] = [...compareStrategies([recording(seen)], texts)];
    const [all, one, other] = seen;
    expect(seen).toHaveLength(3);
    expect(all!.learned.sort()).toEqual(names);
    expect(all!.counted.sort()).toEqual(names);
    expect(one!.learned).toEqual(other!.counted);
    expect(one!.counted).toEqual(other!.learned);
    expect([...one!.learned, ...one!.counted].sort()).toEqual(names);
    expect(one!.learned.length).toBeGreaterThan(4);
    expect(one!.counted.length).toBeGreaterThan(4);
    expect(row!.inSample).toMatchObject({ files: 24, after: 24 });
    expect(row!.heldOut).toEqual(row!.inSample);
  });

  it('chooses halves by names, whatever the order', async () => {
    const texts = await corpus();
    const forth: { learned: string[]; counted: string[] }[] = [];
    const back: { learned: string[]; counted: string[] }[] = [];
    Array.from(compareStrategies([recording(forth)], texts));
    Array.from(compareStrategies([recording(back)], texts.slice().reverse()));
    expect(forth[1]!.learned.sort()).toEqual(back[1]!.learned.sort());
  });

  it('saves less on what it has not learned from', async () => {
    const texts = await corpus();
    const before = texts.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const [dynamic, scaffolds] = [...compareStrategies([dynamicWorkspace(), scaffold(2)], texts)];
    expect(dynamic!.inSample).toMatchObject({ files: 24, before });
    expect(dynamic!.heldOut).toMatchObject({ files: 24, before });
    expect(dynamic!.heldOut!.reduction).toBeGreaterThan(0);
    expect(dynamic!.heldOut!.reduction).toBeLessThan(dynamic!.inSample!.reduction);
    expect(dynamic!.inSample!.reduction).toBeCloseTo(1 - dynamic!.inSample!.after / before, 12);
    expect(scaffolds!.heldOut!.reduction).toBeLessThan(scaffolds!.inSample!.reduction);
  });

  it('has one figure where nothing is learned, or each text from itself', async () => {
    const texts = await corpus();
    const [zip, file] = [...compareStrategies([zip2zip, dynamicFile()], texts)];
    expect(zip!.inSample).toBeUndefined();
    expect(zip!.heldOut!.reduction).toBeGreaterThan(0);
    expect(file!.heldOut).toBeUndefined();
    expect(file!.inSample!.reduction).toBeGreaterThan(0);
  });

  it('says why there is no figure', async () => {
    const [row] = [...compareStrategies([lexicalUnits], await corpus())];
    expect(row!.inSample ?? row!.heldOut).toBeUndefined();
    expect(row!.unavailable!.files).toBe(24);
    expect(row!.unavailable!.reason).toContain('no model');
  });
});
