import type { Logits, TokenId } from '../engine/engine';
import type { ContextNode } from './contextTree';
import type { Reader } from './reader';

/** What the model expects after the nodes of a cover's tree, each asked for once. */
export class NodeLogits {
  readonly #known = new Map<string, Logits>();

  /**
   * @param ahead tokens that are read in one pass where the model's logits are cheap; undefined to read one by one
   */
  constructor(
    readonly reader: Reader,
    private readonly ahead: readonly TokenId[] | undefined,
  ) {}

  async after(node: ContextNode): Promise<Logits> {
    const { path } = node;
    const known = this.#known.get(path.join());
    if (known !== undefined) return known;
    const row = this.#isAhead(path) ? this.ahead! : path;
    const all = await this.reader.afterEach(row, path.length);
    all.forEach((logits, at) => this.#known.set(row.slice(0, path.length + at).join(), logits));
    return all[0]!;
  }

  #isAhead(path: readonly TokenId[]): boolean {
    const { ahead } = this;
    return (
      ahead !== undefined && ahead.length > path.length && path.every((token, at) => token === ahead[at])
    );
  }
}
