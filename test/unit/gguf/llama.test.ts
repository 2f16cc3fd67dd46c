import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { writeByteLevelVocabulary } from '../../lib/gguf/vocabularyFile.mjs';
import { hasRealModel, needsRealModel, realModel } from '../sidecar/lib/openEngine';
import { HOSTILE, MARKED, openOurs, openTheirs, SOURCES, temporaryFolder } from './support';

const folder = temporaryFolder();

async function compare(file: string, texts: readonly string[]): Promise<void> {
  const ours = await openOurs(file);
  const theirs = await openTheirs(file);
  for (const text of texts) {
    const ids = [...ours.encode(text).ids];
    expect(ids, JSON.stringify(text.slice(0, 60))).toEqual(theirs(text));
    expect(ours.count(text)).toBe(ids.length);
  }
}

describe("the vocabulary of a GGUF file makes llama.cpp's own tokens", () => {
  it.skipIf(!hasRealModel)(needsRealModel('of the real model'), async () => {
    const ours = await openOurs(realModel);
    expect(ours).toMatchObject({ exact: true, engine: 'own', vocabularySize: 49_152 });
    await compare(realModel, [...SOURCES, ...HOSTILE, ...MARKED]);
  });

  it('of a small byte-level model', () => compare(tinyModel(), [...SOURCES, ...HOSTILE, ...MARKED]));

  it('of a small SentencePiece model', () =>
    compare(tinyModel({ tokenizer: 'llama' }), [...SOURCES, ...HOSTILE, ...MARKED]));

  it.each([
    ...[
      'gpt-2',
      'mpt',
      'olmo',
      'mellum',
      'starcoder',
      'refact',
      'command-r',
      'smollm',
      'codeshell',
      'exaone',
    ],
    ...['qwen2', 'deepseek-r1-qwen', 'stablelm2', 'megrez', 'llama-bpe', 'llama3', 'pixtral', 'falcon3'],
    ...['dbrx', 'smaug-bpe', 'glm4', 'chatglm-bpe', 'seed-coder', 'deepseek-coder', 'deepseek-llm'],
    ...['deepseek-v3', 'falcon', 'default', 'bloom', 'poro-chat', 'viking'],
  ])('split by the rule "%s"', async (pre) => {
    const file = path.join(folder, `${pre}.gguf`);
    writeByteLevelVocabulary(file, pre);
    await compare(file, [...SOURCES.slice(0, 30), ...HOSTILE, ...MARKED]);
  });

  it.each(['gpt-4o', 'tekken'])('split by the rule "%s", letters with marks aside', async (pre) => {
    const file = path.join(folder, `${pre}.gguf`);
    writeByteLevelVocabulary(file, pre);
    const exact = HOSTILE.filter((text) => !/мИ|\p{M}/u.test(text));
    await compare(file, [...SOURCES.slice(0, 30), ...exact]);
  });
});
