/** What reading a tree's units needs of tree-sitter's TreeCursor. */
export interface TreeReader {
  readonly nodeTypeId: number;
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  /** The field of its parent's that the node is, 0 without one, and its name. */
  readonly currentFieldId: number;
  readonly currentFieldName: string | null;
  /** UTF-16 range [startIndex, endIndex) of the node. */
  readonly startIndex: number;
  readonly endIndex: number;
  /** Place of the node among all of the tree's, each before its children. */
  readonly currentDescendantIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
  gotoDescendant(index: number): void;
  delete(): void;
}
