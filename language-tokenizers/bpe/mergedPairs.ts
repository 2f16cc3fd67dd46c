import { LastMerge } from './lastMerge';
import { NO_TOKEN, type Vocabulary } from './vocabulary';

/** Answers that are kept; a power of two. */
const KEPT = 1 << 12;

/** Which two tokens each is merged from, and which may stand side by side, by merging their bytes. */
export class MergedPairs {
  private readonly merging: LastMerge;
  private joint = new Uint8Array(256);
  /** Three numbers to a pair: left and one, right, whether they fit. */
  private readonly kept = new Int32Array(3 * KEPT);

  constructor(private readonly vocabulary: Vocabulary) {
    this.merging = new LastMerge(vocabulary);
  }

  /** Bytes of the left one of the last two parts of a token; 0 where merging does not make it of two. */
  leftLength(rank: number): number {
    const left = this.merging.run(this.vocabulary.token(rank)!);
    return left === NO_TOKEN ? 0 : this.vocabulary.lengths[left]!;
  }

  /** True where the bytes of both, `left` before `right`, are merged to these two. */
  fit(left: number, right: number): boolean {
    const { kept } = this;
    const at = 3 * ((Math.imul(left, 31) + right) & (KEPT - 1));
    if (kept[at] !== left + 1 || kept[at + 1] !== right) {
      kept[at] = left + 1;
      kept[at + 1] = right;
      kept[at + 2] = this.merge(left, right) ? 1 : 0;
    }
    return kept[at + 2] === 1;
  }

  private merge(left: number, right: number): boolean {
    const { merging, vocabulary } = this;
    const length = vocabulary.lengths[left]! + vocabulary.lengths[right]!;
    if (length > this.joint.length) this.joint = new Uint8Array(2 * length);
    this.joint.set(vocabulary.token(left)!);
    this.joint.set(vocabulary.token(right)!, vocabulary.lengths[left]);
    return (
      merging.run(this.joint.subarray(0, length)) === left && merging.right === right && !merging.isToken
    );
  }
}
