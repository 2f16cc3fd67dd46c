import type { TokenizedText } from '../../merging/tokenizedText';
import { ByteWriter } from '../../text/byteStream';
import type { Collector } from '../sample';
import { DeflatedSize } from './deflatedSize';

const encoder = new TextEncoder();

/** The texts, and their ids in LEB128, each as one stream through DEFLATE. */
export class DeflatedSizes implements Collector {
  readonly text = new DeflatedSize();
  readonly ids = new DeflatedSize();

  async add({ text, tokens: { ids, length } }: TokenizedText): Promise<void> {
    const writer = new ByteWriter(2 * length);
    for (let i = 0; i < length; i++) writer.varint(ids[i]!);
    await Promise.all([
      this.text.write(encoder.encode(text)),
      this.ids.write(Uint8Array.from(writer.written())),
    ]);
  }
}

export const deflatedSizes = (): DeflatedSizes => new DeflatedSizes();
