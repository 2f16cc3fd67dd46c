import { CONTINUES, PretokenArrays } from './pretokenArrays';

/** Pre-tokens of a new block, and half of what a block may grow to. */
const BLOCK = 256;

class Block {
  units = 0;
  tokens = 0;

  constructor(readonly pretokens: PretokenArrays) {
    this.add(pretokens, 0, pretokens.count, 1);
  }

  /** Replaces pre-tokens of the block, and what they add to the sums. */
  splice(start: number, end: number, added: PretokenArrays): void {
    this.add(this.pretokens, start, end, -1);
    this.add(added, 0, added.count, 1);
    this.pretokens.splice(start, end, added);
  }

  private add({ lengths, tokens }: PretokenArrays, start: number, end: number, sign: 1 | -1): void {
    for (let i = start; i < end; i++) {
      this.units += sign * lengths[i]!;
      this.tokens += sign * tokens[i]!;
    }
  }
}

/** The pre-tokens of a text in order, in blocks with sums, so that looking for an offset skips most of them. */
export class PretokenList {
  /** Tokens of all pre-tokens. */
  tokens: number;
  /** Never empty. */
  private readonly blocks: Block[];
  /** A block, and what is before it: mostly the one that is asked for next, too. */
  private near = 0;
  private nearStart = 0;
  private nearTokens = 0;

  constructor(pretokens: PretokenArrays) {
    this.blocks = cutIntoBlocks(pretokens);
    this.tokens = this.blocks.reduce((sum, block) => sum + block.tokens, 0);
  }

  /** A cursor at the pre-token that covers `offset`, or after the last one. */
  cursorAt(offset: number): PretokenCursor {
    const { blocks } = this;
    while (this.near > 0 && offset < this.nearStart) this.stepBack();
    for (; this.near < blocks.length - 1; this.near++) {
      const block = blocks[this.near]!;
      if (this.nearStart + block.units > offset) break;
      this.nearStart += block.units;
      this.nearTokens += block.tokens;
    }
    const cursor = new PretokenCursor(blocks, this.near, this.nearStart, this.nearTokens);
    cursor.skipTo(offset);
    return cursor;
  }

  /** End of the long pre-token that covers `offset`; the offset itself where there is none. */
  pretokenEnd(offset: number): number {
    const cursor = this.cursorAt(offset);
    if (cursor.atEnd || !cursor.isSegment) return offset;
    while (cursor.continues) cursor.forward();
    return cursor.end;
  }

  /** Makes the reach of the entry that covers `offset` at least `reach`. */
  raiseReach(offset: number, reach: number): void {
    const { block, index } = this.cursorAt(offset);
    const { reaches } = this.blocks[block]!.pretokens;
    reaches[index] = Math.max(reaches[index]!, reach);
  }

  /** Replaces what lies between two cursors. Cursors are of no use after that. */
  replace(from: PretokenCursor, to: PretokenCursor, added: PretokenArrays): void {
    while (this.near > from.block) this.stepBack();
    const first = this.blocks[from.block]!;
    const last = this.blocks[to.block]!;
    for (let i = from.block; i <= to.block; i++) this.tokens -= this.blocks[i]!.tokens;
    const fits = first.pretokens.count - (to.index - from.index) + added.count <= 2 * BLOCK;
    if (first === last && fits) {
      first.splice(from.index, to.index, added);
      this.tokens += first.tokens;
      if (first.pretokens.count === 0 && this.blocks.length > 1) this.blocks.splice(from.block, 1);
      return;
    }
    const merged = new PretokenArrays(from.index + added.count + last.pretokens.count - to.index);
    merged.splice(0, 0, first.pretokens, 0, from.index);
    merged.splice(merged.count, merged.count, added);
    merged.splice(merged.count, merged.count, last.pretokens, to.index);
    const blocks = cutIntoBlocks(merged);
    for (const block of blocks) this.tokens += block.tokens;
    const emptied = merged.count === 0 && this.blocks.length > to.block - from.block + 1;
    this.blocks.splice(from.block, to.block - from.block + 1, ...(emptied ? [] : blocks));
  }

  private stepBack(): void {
    const block = this.blocks[--this.near]!;
    this.nearStart -= block.units;
    this.nearTokens -= block.tokens;
  }
}

/** Goes through a list's pre-tokens either way. */
export class PretokenCursor {
  /** Number of the pre-token in its block. */
  index = 0;
  /** Those of the block. */
  private pretokens: PretokenArrays;

  constructor(
    private readonly blocks: readonly Block[],
    public block: number,
    /** UTF-16 offset of the pre-token's start. */
    public start: number,
    /** Tokens of all pre-tokens before this one. */
    public tokensBefore: number,
  ) {
    this.pretokens = blocks[block]!.pretokens;
  }

  get atEnd(): boolean {
    return this.index === this.pretokens.count;
  }

  get length(): number {
    return this.pretokens.lengths[this.index]!;
  }

  get end(): number {
    return this.start + this.pretokens.lengths[this.index]!;
  }

  get tokens(): number {
    return this.pretokens.tokens[this.index]!;
  }

  /** Rank of the token, where there is one. */
  get rank(): number {
    return this.pretokens.ranks[this.index]!;
  }

  /** UTF-16 offset up to which the scanner read to decide on the pre-token. */
  get reach(): number {
    return this.end + this.pretokens.reaches[this.index]!;
  }

  /** True for a segment that is not its pre-token's last. */
  get continues(): boolean {
    return this.pretokens.reaches[this.index] === CONTINUES;
  }

  /** True for all but a segment that is not its pre-token's first. */
  get startsPretoken(): boolean {
    if (this.index > 0) return this.pretokens.reaches[this.index - 1] !== CONTINUES;
    if (this.block === 0) return true;
    const { count, reaches } = this.blocks[this.block - 1]!.pretokens;
    return reaches[count - 1] !== CONTINUES;
  }

  /** True for a part of a pre-token. */
  get isSegment(): boolean {
    return this.continues || !this.startsPretoken;
  }

  /** Goes on, within the block, to the pre-token that covers `offset`, or after the last one. */
  skipTo(offset: number): void {
    const { count, lengths, tokens } = this.pretokens;
    for (; this.index < count && this.start + lengths[this.index]! <= offset; this.index++) {
      this.start += lengths[this.index]!;
      this.tokensBefore += tokens[this.index]!;
    }
  }

  forward(): void {
    const { index, pretokens } = this;
    this.start += pretokens.lengths[index]!;
    this.tokensBefore += pretokens.tokens[index]!;
    this.index = index + 1;
    if (index + 1 === pretokens.count && this.block < this.blocks.length - 1) {
      this.toBlock(this.block + 1);
      this.index = 0;
    }
  }

  /** Goes to the pre-token before; false at the first one. */
  back(): boolean {
    if (this.index === 0) {
      if (this.block === 0) return false;
      this.toBlock(this.block - 1);
      this.index = this.pretokens.count;
    }
    this.index--;
    this.start -= this.pretokens.lengths[this.index]!;
    this.tokensBefore -= this.tokens;
    return true;
  }

  /** Goes back to the first segment of the pre-token. */
  toPretokenStart(): void {
    while (!this.startsPretoken) this.back();
  }

  moveTo(other: PretokenCursor): void {
    this.toBlock(other.block);
    this.index = other.index;
    this.start = other.start;
    this.tokensBefore = other.tokensBefore;
  }

  clone(): PretokenCursor {
    const copy = new PretokenCursor(this.blocks, this.block, this.start, this.tokensBefore);
    copy.index = this.index;
    return copy;
  }

  private toBlock(block: number): void {
    this.block = block;
    this.pretokens = this.blocks[block]!.pretokens;
  }
}

function cutIntoBlocks(pretokens: PretokenArrays): Block[] {
  const blocks: Block[] = [];
  let start = 0;
  do {
    const end = Math.min(start + BLOCK, pretokens.count);
    const part = new PretokenArrays(end - start);
    part.splice(0, 0, pretokens, start, end);
    blocks.push(new Block(part));
    start = end;
  } while (start < pretokens.count);
  return blocks;
}
