import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { byteLevelDecoder, sentencePieceDecoder } from '../../../sidecar/engine/llama/tokenBytes';
import type { Vocabulary } from '../../../sidecar/engine/engine';
import { STAND_INS } from '../../lib/gguf/vocabulary.mjs';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { hasRealModel, needsRealModel, openEngine, realModel } from './lib/openEngine';

const bytesOf = (vocabulary: Vocabulary, ids: readonly number[]): Buffer =>
  Buffer.concat(ids.map((id) => vocabulary.tokenBytes(id)));

describe('bytes of a token', () => {
  it('byte-level: each stand-in is its byte, for all 256', () => {
    const decode = byteLevelDecoder();
    expect([...decode(STAND_INS.join(''))]).toEqual(Array.from({ length: 256 }, (_, byte) => byte));
  });

  it('byte-level: the known spellings of a space and a line break', () => {
    const decode = byteLevelDecoder();
    expect(Buffer.from(decode('Ġreturn')).toString()).toBe(' return');
    expect(Buffer.from(decode('Ċ')).toString()).toBe('\n');
    expect([...decode('Ã©')]).toEqual([0xc3, 0xa9]);
  });

  it('SentencePiece: U+2581 is a space, <0xNN> one byte, all else UTF-8', () => {
    const decode = sentencePieceDecoder();
    expect(Buffer.from(decode('▁▁return')).toString()).toBe('  return');
    expect([...decode('<0x0A>')]).toEqual([10]);
    expect([...decode('<0xfF>')]).toEqual([255]);
    expect(Buffer.from(decode('é<0x0A>')).toString()).toBe('é<0x0A>');
  });
});

function roundTrips(open: () => Vocabulary, endOfText: string): void {
  it('give the text back, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(text, (sample) => {
        expect(bytesOf(open(), open().tokenize(sample))).toEqual(Buffer.from(sample));
      }),
    );
  });

  it.each(['é, 漢字, 👩‍👩‍👧 and \u{1F600}', '\t\tif (a<b) {\r\n}\n\n\n', '   ', '\uFEFFbom', 'a\u0301\u0000b'])(
    'give %j back',
    (sample) => {
      expect(bytesOf(open(), open().tokenize(sample)).toString()).toBe(sample);
    },
  );

  it('never read a control token out of plain text', () => {
    expect(open().special(endOfText)).toBeDefined();
    const ids = open().tokenize(`a${endOfText}b`);
    expect(ids).not.toContain(open().special(endOfText));
    expect(bytesOf(open(), ids).toString()).toBe(`a${endOfText}b`);
  });

  it('are none for control tokens', () => {
    const id = open().special(endOfText)!;
    expect(open().tokenBytes(id)).toHaveLength(0);
    expect(open().isEndOfGeneration(id)).toBe(true);
    expect(open().special('return')).toBeUndefined();
  });
}

describe('a tiny vocabulary: bytes of tokens', () => {
  let vocabulary: Vocabulary;
  beforeAll(async () => {
    vocabulary = (await openEngine(tinyModel())).engine.vocabulary;
  });
  roundTrips(() => vocabulary, '<|endoftext|>');

  it('knows the markers of its family', () => {
    const markers = ['<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'];
    expect(markers.map((text) => vocabulary.special(text))).not.toContain(undefined);
  });
});

describe('a SentencePiece vocabulary: bytes of tokens', () => {
  let vocabulary: Vocabulary;
  beforeAll(async () => {
    vocabulary = (await openEngine(tinyModel({ tokenizer: 'llama' }))).engine.vocabulary;
  });
  roundTrips(() => vocabulary, '</s>');

  it('knows its first token, and the markers of its family', () => {
    expect(vocabulary.beginOfSequence).toBe(vocabulary.special('<s>'));
    expect(['▁<PRE>', '▁<SUF>', '▁<MID>'].map((text) => vocabulary.special(text))).not.toContain(undefined);
  });
});

describe.skipIf(!hasRealModel)(needsRealModel('the real vocabulary: bytes of tokens'), () => {
  let vocabulary: Vocabulary;
  beforeAll(async () => {
    vocabulary = (await openEngine(realModel)).engine.vocabulary;
  });
  roundTrips(() => vocabulary, '<|endoftext|>');

  it('cover the whole vocabulary', () => {
    expect(vocabulary.size).toBe(49_152);
    let empty = 0;
    for (let id = 0; id < vocabulary.size; id++) if (vocabulary.tokenBytes(id).length === 0) empty++;
    // Its 17 control tokens, and nothing else.
    expect(empty).toBe(17);
  });
});
