import type { Language, Tree } from 'web-tree-sitter';
import type { TreeReader } from './treeReader';

/** Functions of tree-sitter's module that a reader calls; each works on the cursor in its transfer buffer. */
const NAMES = [
  'current_node_type_id',
  'current_node_is_named',
  'current_field_id',
  'current_descendant_index',
  'start_index',
  'end_index',
  'goto_first_child',
  'goto_next_sibling',
  'goto_parent',
  'goto_descendant',
  'delete',
] as const;
type Call = (tree: number, argument?: number) => number;
type Calls = Readonly<Record<(typeof NAMES)[number], Call>>;

let calls: Calls | undefined;

/**
 * Remembers the functions behind TreeCursor, if this version of the library has all of them where they are looked
 * for; without, its own cursor does the same at half the speed.
 *
 * @param module what the library's module was made into when it was started
 */
export function findRawCalls(module: Readonly<Record<string, unknown>>): void {
  const found = NAMES.map((name) => [name, module[`_ts_tree_cursor_${name}_wasm`]] as const);
  calls = found.every(([, call]) => typeof call === 'function')
    ? (Object.fromEntries(found) as Calls)
    : undefined;
}

/**
 * A reader at the root of `tree`, undefined where {@link findRawCalls} found nothing. TreeCursor puts its state
 * into a buffer before and takes it out after each step; here it stays there, so until `delete` nothing else may
 * be asked of any tree.
 */
export function rawReader(tree: Tree): TreeReader | undefined {
  const address = (tree as unknown as Readonly<Record<0, unknown>>)[0];
  if (!calls || typeof address !== 'number') return undefined;
  // Leaves the new cursor's state in the buffer.
  tree.walk();
  return new RawReader(address, calls, tree.language);
}

class RawReader implements TreeReader {
  constructor(
    private readonly tree: number,
    private readonly calls: Calls,
    private readonly language: Language,
  ) {}

  get nodeTypeId(): number {
    return this.calls.current_node_type_id(this.tree);
  }

  get nodeType(): string {
    return this.language.types[this.nodeTypeId] ?? 'ERROR';
  }

  get nodeIsNamed(): boolean {
    return this.calls.current_node_is_named(this.tree) === 1;
  }

  get currentFieldId(): number {
    return this.calls.current_field_id(this.tree);
  }

  get currentFieldName(): string | null {
    return this.language.fields[this.currentFieldId] ?? null;
  }

  get startIndex(): number {
    return this.calls.start_index(this.tree);
  }

  get endIndex(): number {
    return this.calls.end_index(this.tree);
  }

  get currentDescendantIndex(): number {
    return this.calls.current_descendant_index(this.tree);
  }

  gotoFirstChild(): boolean {
    return this.calls.goto_first_child(this.tree) === 1;
  }

  gotoNextSibling(): boolean {
    return this.calls.goto_next_sibling(this.tree) === 1;
  }

  gotoParent(): boolean {
    return this.calls.goto_parent(this.tree) === 1;
  }

  gotoDescendant(index: number): void {
    this.calls.goto_descendant(this.tree, index);
  }

  delete(): void {
    this.calls.delete(this.tree);
  }
}
