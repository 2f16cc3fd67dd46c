/** What bytes a vocabulary entry of a GGUF file stands for. */

/** Turns the text of a token, as the file spells it, into the bytes it stands for. */
export type TokenDecoder = (text: string) => Uint8Array;

const utf8 = new TextEncoder();

/**
 * The printable stand-ins of byte-level BPE (GPT-2's `bytes_to_unicode`): printable Latin-1 characters stand for
 * themselves, the other 68 bytes, in order, for U+0100 and up.
 */
function byteOfStandIn(): Map<number, number> {
  const isPrintable = (byte: number) =>
    (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  const map = new Map<number, number>();
  let next = 0x100;
  for (let byte = 0; byte < 0x100; byte++) map.set(isPrintable(byte) ? byte : next++, byte);
  return map;
}

/** Vocabularies of type "gpt2": every character is the stand-in of one byte. */
export function byteLevelDecoder(): TokenDecoder {
  const byteOf = byteOfStandIn();
  return (text) => {
    const bytes: number[] = [];
    for (const character of text) {
      const byte = byteOf.get(character.codePointAt(0)!);
      if (byte === undefined) bytes.push(...utf8.encode(character));
      else bytes.push(byte);
    }
    return Uint8Array.from(bytes);
  };
}

/** SentencePiece vocabularies: U+2581 is a space and `<0xNN>` a single byte. */
export function sentencePieceDecoder(): TokenDecoder {
  return (text) => {
    const byte = /^<0x([0-9A-Fa-f]{2})>$/.exec(text)?.[1];
    return byte === undefined
      ? utf8.encode(text.replaceAll('\u2581', ' '))
      : Uint8Array.of(Number.parseInt(byte, 16));
  };
}

/** The decoder for a value of `tokenizer.ggml.model`. */
export function decoderFor(tokenizerModel: string): TokenDecoder {
  return tokenizerModel === 'gpt2' ? byteLevelDecoder() : sentencePieceDecoder();
}
