import { describe, expect, it } from 'vitest';
import { draftRequest } from '../../../sidecar/completion/draftRequest';
import { buildPrompt, type FimFormat } from '../../../sidecar/fim/index';
import { letters, textOf, tokensOf } from './lib/vocabulary';

/** Markers are the control tokens 1 to 3, as a family with all of them has them. */
const [PREFIX, SUFFIX, MIDDLE] = [1, 2, 3];
const vocabulary = {
  ...letters,
  tokenBytes: (id: number) => (id > 3 && id < 128 ? Uint8Array.of(id) : new Uint8Array(0)),
};

const files = { place: 'above', begin: [], file: ['{text}'], current: [] } as const;

function textsOf(parts: FimFormat['parts'], chosen = '', other = ''): string[] {
  const format: FimFormat = {
    family: 'test',
    parts,
    files,
    leadsIn: false,
    stopTokens: new Set(),
    spacePrefix: false,
  };
  const prompt = buildPrompt({
    vocabulary,
    format,
    prefix: 'first line\nsecond li',
    suffix: 'the rest\n',
    prefixComplete: true,
    path: 'a.ts',
    budget: 200,
    files: () => [{ origin: 'visited', tokens: tokensOf(other) }],
  });
  const tokens = [...prompt.tokens, ...tokensOf(chosen)];
  const start = { tokens, chosen: chosen.length, written: Buffer.from(chosen) };
  const signal = new AbortController().signal;
  return draftRequest({ format, vocabulary }, prompt, start, {}, signal).texts.map(textOf);
}

describe('the texts of a prompt', () => {
  it('end with the one that the answer goes on from, wherever its parts stand', () => {
    const middle = textsOf([PREFIX, 'head', SUFFIX, 'suffix', MIDDLE, 'tail'], 'ne');
    expect(middle).toEqual(['the rest\n', 'first line\nsecond line']);
    const suffixFirst = textsOf([SUFFIX, 'suffix', PREFIX, 'head', 'tail']);
    expect(suffixFirst).toEqual(['the rest\n', 'first line\nsecond li']);
  });

  it('are one where there are no markers', () => {
    expect(textsOf(['head', 'tail'])).toEqual(['first line\nsecond li']);
  });

  it('part what is told of other files from the lines above the cursor', () => {
    const parts = [PREFIX, 'head', SUFFIX, 'suffix', MIDDLE, 'tail'] as const;
    expect(textsOf(parts, '', 'other();\n')).toEqual(['other();\n', 'the rest\n', 'first line\nsecond li']);
  });

  it('hold a path that the format names', () => {
    expect(textsOf(['path', SUFFIX, 'suffix', PREFIX, 'head', MIDDLE, 'tail'])).toEqual([
      'a.ts\n',
      'the rest\n',
      'first line\nsecond li',
    ]);
  });
});
