/** What reading a tree's units needs of tree-sitter's TreeCursor. */
export interface TreeReader {
  readonly nodeTypeId: number;
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
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
