import { areExact, type Counts, type FileCount, sumCounts } from './result';

/** A file, or a folder with the sums of what is in it. */
export interface CountNode {
  /** Folders end with a slash. */
  readonly name: string;
  readonly bytes: number;
  /** Files in it, 1 for a file. */
  readonly files: number;
  readonly exact: boolean;
  readonly counts: Counts;
  readonly children?: readonly CountNode[];
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: CountNode[];
}

const newFolder = (): Folder => ({ folders: new Map(), files: [] });

export interface TreeOptions {
  /** Tokenizers; what costs most in the first comes first. */
  readonly names: readonly string[];
  /** What stands between the folders of a path. */
  readonly separator: RegExp;
}

/** The files as a tree of folders. A folder that holds nothing but one folder joins its name. */
export function countTree(files: readonly FileCount[], { names, separator }: TreeOptions): CountNode {
  const root = newFolder();
  for (const { path, bytes, counts, exact } of files) {
    const parts = path.split(separator);
    const name = parts.pop()!;
    let folder = root;
    for (const part of parts) {
      let next = folder.folders.get(part);
      if (!next) folder.folders.set(part, (next = newFolder()));
      folder = next;
    }
    folder.files.push({ name, bytes, files: 1, exact, counts });
  }
  return total('.', root, names);
}

function total(name: string, folder: Folder, names: readonly string[]): CountNode {
  const folders = [...folder.folders].map(([part, one]) => total(`${part}/`, one, names));
  const only = folders.length === 1 && folder.files.length === 0 ? folders[0] : undefined;
  if (only) return { ...only, name: name === '.' ? only.name : name + only.name };
  const children = [...folders, ...folder.files].sort(byCost(names[0]!));
  const sum = (of: (node: CountNode) => number): number => children.reduce((all, node) => all + of(node), 0);
  return {
    name,
    bytes: sum((node) => node.bytes),
    files: sum((node) => node.files),
    exact: areExact(children),
    counts: sumCounts(children, names),
    children,
  };
}

/** Most tokens first; names decide between equals. */
export function byCost(
  tokenizer: string,
): (a: { name: string; counts: Counts }, b: { name: string; counts: Counts }) => number {
  return (a, b) => b.counts[tokenizer]! - a.counts[tokenizer]! || (a.name < b.name ? -1 : 1);
}

/** The tree without what is more than `depth` folders below its root; folders at that depth keep their sums. */
export function cutTree(node: CountNode, depth: number): CountNode {
  const { children, ...rest } = node;
  if (!children || depth <= 0) return rest;
  return { ...rest, children: children.map((child) => cutTree(child, depth - 1)) };
}
