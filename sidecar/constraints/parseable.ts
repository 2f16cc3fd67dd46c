import type { ConstraintState, SoFarParser } from './constraint';

/**
 * The text up to the end of the answer is one that a correct file may begin with: whatever the grammar objects to
 * stands at its very end. The last word may be unfinished, so a wrong one is noticed with the byte behind it.
 */
export class Parseable implements ConstraintState {
  readonly mayEnd = true;

  private constructor(
    private readonly parser: SoFarParser,
    private readonly bytes: Uint8Array,
  ) {}

  static with(parser: SoFarParser): Parseable {
    return new Parseable(parser, new Uint8Array(0));
  }

  after(bytes: Uint8Array): Parseable | undefined {
    if (bytes.length === 0) return this;
    const all = new Uint8Array(this.bytes.length + bytes.length);
    all.set(this.bytes);
    all.set(bytes, this.bytes.length);
    // Bytes of an unfinished character are left to the next token.
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(all, { stream: true });
    return this.parser.parses(text) ? new Parseable(this.parser, all) : undefined;
  }
}
