import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { writeByteLevelVocabulary, writeVocabulary } from '../../lib/gguf/vocabularyFile.mjs';
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
    const withoutToken = ['a\u0004b', '\u0006\u0013\u0014', 'th\u0016e \u001d', '\u{50000}x\u{9ffff}'];
    await compare(realModel, [...SOURCES, ...HOSTILE, ...MARKED, ...withoutToken]);
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
    ...[
      'qwen2',
      'qwen35',
      'deepseek-r1-qwen',
      'stablelm2',
      'megrez',
      'llama-bpe',
      'llama3',
      'pixtral',
      'falcon3',
    ],
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

  it('of WordPiece, as BERT has it', async () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz0123456789');
    const marks = Array.from('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~。、漢字');
    const words = [
      'import',
      'export',
      'const',
      'function',
      'return',
      'the',
      'token',
      'straße',
      'strasse',
      'ete',
    ];
    const special = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
    const pieces = [
      ...[...letters, ...marks, ...words].map((text) => `▁${text}`),
      ...letters,
      ...['ing', 'er', 'izer', 's', 'ed', 'tion'].filter((text) => !letters.includes(text)),
    ];
    const file = path.join(folder, 'bert.gguf');
    writeVocabulary(file, 'bert', {
      tokens: [...special, ...pieces],
      types: [...special.map(() => 3), ...pieces.map(() => 1)],
      extra: [
        ['tokenizer.ggml.unknown_token_id', 'u32', 1],
        ['tokenizer.ggml.seperator_token_id', 'u32', 3],
      ],
    });
    // llama.cpp looks for the mark of a word's start in text, too.
    await compare(
      file,
      [...SOURCES, ...HOSTILE, ...MARKED].filter((text) => !text.includes('▁')),
    );
  });

  it('of Unigram, as T5 has it', async () => {
    const letters = Array.from(
      'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:(){}=</>"\'_-+*éß漢',
    );
    const words = [
      '▁',
      '▁the',
      '▁import',
      '▁const',
      'token',
      'izer',
      'ing',
      '▁return',
      'function',
      '▁a',
      'th',
      'at',
      'he',
    ];
    const special = ['<pad>', '</s>', '<unk>'];
    const pieces = [...words, ...letters];
    const file = path.join(folder, 't5.gguf');
    writeVocabulary(file, 't5', {
      tokens: [...special, ...pieces],
      types: [3, 3, 2, ...pieces.map(() => 1)],
      // All different, so that there is one best way only.
      scores: [0, 0, 0, ...pieces.map((text, at) => -3 - 7 / text.length - at / 97)],
      extra: [
        ['tokenizer.ggml.unknown_token_id', 'u32', 2],
        ['tokenizer.ggml.add_space_prefix', 'bool', true],
        ['tokenizer.ggml.remove_extra_whitespaces', 'bool', true],
      ],
    });
    await compare(
      file,
      [...SOURCES, ...HOSTILE, ...MARKED].filter((text) => !text.includes('▁')),
    );
  });
});
