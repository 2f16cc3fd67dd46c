import type { ConstraintState } from './constraint';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The answer stands on the cursor's line: it does not begin with a line break, and after one only white space may
 * come, which says that the line is over.
 */
export class SingleLine implements ConstraintState {
  readonly mayEnd = true;

  private constructor(private readonly at: 'blank' | 'text' | 'over') {}

  static readonly start = new SingleLine('blank');
  private static readonly text = new SingleLine('text');
  private static readonly over = new SingleLine('over');

  after(bytes: Uint8Array): SingleLine | undefined {
    let { at } = this;
    for (const byte of bytes) {
      if (byte === LINE_FEED || byte === CARRIAGE_RETURN) {
        if (at === 'blank') return undefined;
        at = 'over';
      } else if (byte !== 0x20 && byte !== 0x09) {
        if (at === 'over') return undefined;
        at = 'text';
      }
    }
    return at === this.at ? this : at === 'text' ? SingleLine.text : SingleLine.over;
  }
}
