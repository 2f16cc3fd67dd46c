/**
 * Text that grows by bytes of tokens, which may cut a character in two. Bytes of an unfinished character wait for
 * the next token and are dropped at the end; bytes that are no UTF-8 are dropped at once. U+FFFD never appears.
 */
export class TextBuffer {
  #text = '';
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  get text(): string {
    return this.#text;
  }

  push(bytes: Uint8Array): void {
    this.#text += this.#decoder.decode(bytes, { stream: true }).replaceAll('\uFFFD', '');
  }
}
