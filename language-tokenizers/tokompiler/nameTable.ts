import type { NameIdentity } from './options';
import { roleCode } from './roles';

const LITERALS = (1 << roleCode('char')) | (1 << roleCode('string'));

/** The names of a text in order of first appearance, with what their occurrences say of each. */
export class NameTable {
  readonly texts: string[] = [];
  /** Roles that were seen, as bits. */
  readonly said: number[] = [];
  private readonly byText = new Map<string, number>();
  private readonly byIdentity = new Map<number, number>();

  /** @param fold letter case means nothing, outside texts */
  constructor(
    private readonly fold: boolean,
    private readonly identity: NameIdentity | undefined,
  ) {}

  /** The name that an occurrence at a UTF-16 offset is of. */
  add(text: string, start: number, role: number): number {
    const id = this.identity?.at(start);
    const name = id === undefined ? this.ofText(text, 1 << role) : this.ofIdentity(id, text);
    this.said[name]! |= 1 << role;
    return name;
  }

  private ofText(text: string, bit: number): number {
    // A string's text may be without its quotes, where there are expressions in it.
    const key = bit & LITERALS ? `"${text}` : this.fold ? text.toLowerCase() : text;
    let name = this.byText.get(key);
    if (name === undefined) this.byText.set(key, (name = this.make(text)));
    return name;
  }

  private ofIdentity(id: number, text: string): number {
    let name = this.byIdentity.get(id);
    if (name === undefined) this.byIdentity.set(id, (name = this.make(text)));
    return name;
  }

  private make(text: string): number {
    this.said.push(0);
    return this.texts.push(text) - 1;
  }
}
