/** Counts the bytes that DEFLATE, as in zlib and at its default level, makes of a stream. */
export class DeflatedSize {
  /** Bytes that went in. */
  plain = 0;
  private packed = 0;
  private readonly writer: WritableStreamDefaultWriter<BufferSource>;
  private readonly read: Promise<void>;

  constructor() {
    const stream = new CompressionStream('deflate');
    this.writer = stream.writable.getWriter();
    this.read = this.count(stream.readable);
  }

  /** Resolves when the stream takes more. */
  async write(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.plain += bytes.length;
    await this.writer.ready;
    await this.writer.write(bytes);
  }

  /** Ends the stream; resolves with the size of all of it. */
  async end(): Promise<number> {
    await this.writer.close();
    await this.read;
    return this.packed;
  }

  private async count(readable: ReadableStream<Uint8Array>): Promise<void> {
    const reader = readable.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      this.packed += part.value.length;
    }
  }
}
