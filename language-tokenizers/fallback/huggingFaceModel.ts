import type { Tokenizer } from '@huggingface/tokenizers';
import { BYTE_CHARACTERS } from '../normalize/byteLevel';
import type { WordModel, WordTokens } from '../pipeline/wordModel';
import { bytesOfToken } from '../tokenizerJson/byteAlphabet';
import type { BpeJson } from '../tokenizerJson/models';
import { TextTooLongError } from './error';
import { WordAlignment } from './wordAlignment';

/** Longer words take the library seconds. */
const LONGEST_WORD = 1 << 18;

const encoder = new TextEncoder();

/** A byte-pair model as Hugging Face's JavaScript library has it. */
export class HuggingFaceModel implements WordModel {
  readonly idLimit: number;
  private readonly texts: ReadonlyMap<number, string>;
  /** Without a token for what is unknown, that is left out, and what is beside it merges. */
  private readonly leavesOut: boolean;

  /** `isByteLevel`: the model sees the bytes of a word, each as a character. */
  constructor(
    private readonly reference: Tokenizer,
    private readonly json: BpeJson,
    private readonly isByteLevel: boolean,
  ) {
    this.leavesOut = json.unk_token === undefined && !json.byte_fallback;
    const ids = Object.entries(json.vocab);
    this.texts = new Map(ids.map(([text, id]) => [id, text]));
    this.idLimit = ids.reduce((limit, [, id]) => Math.max(limit, id + 1), 0);
  }

  /** Throws a TextTooLongError for a word that would take the library too long. */
  encode(word: string): WordTokens {
    if (word.length > LONGEST_WORD) throw new TextTooLongError(LONGEST_WORD);
    if (this.isByteLevel) return this.encodeText(bytesAsText(word), word);
    const known = this.leavesOut ? this.known(word) : undefined;
    if (!known || known.text === word) return this.encodeText(word, word);
    const { bytes, ends, ids, starts } = this.encodeText(known.text, known.text);
    return {
      ids,
      starts: starts!.map((start) => known.starts[start]!),
      ends: ends.map((end) => known.starts[end - 1]! + 1),
      bytes: bytes!,
    };
  }

  /** `text`: the word as the library is to see it. */
  private encodeText(text: string, word: string): WordTokens {
    const { ids, tokens } = this.reference.encode(text, { add_special_tokens: false });
    return { ids, ...new WordAlignment(word, this.isByteLevel, this.json).align(tokens) };
  }

  /** The code points of a word that are tokens, and where each unit of them is in the word. */
  private known(word: string): { text: string; starts: number[] } {
    const starts: number[] = [];
    let [text, at] = ['', 0];
    for (const character of word) {
      if (Object.hasOwn(this.json.vocab, character)) {
        text += character;
        for (let i = 0; i < character.length; i++) starts.push(at + i);
      }
      at += character.length;
    }
    return { text, starts };
  }

  tokenBytes(id: number): Uint8Array | undefined {
    const text = this.texts.get(id);
    if (text === undefined) return undefined;
    const byte = this.json.byte_fallback ? /^<0x([0-9A-F]{2})>$/.exec(text)?.[1] : undefined;
    if (byte !== undefined) return Uint8Array.of(parseInt(byte, 16));
    if (this.isByteLevel) return bytesOfToken(text) ?? encoder.encode(text);
    const suffix = this.json.end_of_word_suffix;
    const isEnd = suffix !== '' && text.endsWith(suffix);
    return encoder.encode((isEnd ? text.slice(0, -suffix.length) : text).replaceAll('▁', ' '));
  }
}

function bytesAsText(word: string): string {
  return Array.from(encoder.encode(word), (byte) => BYTE_CHARACTERS[byte]!).join('');
}
