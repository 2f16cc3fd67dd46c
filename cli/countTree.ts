import type { Counts, FileCount } from './counts';

/** A file, or a folder with the sums of what is in it. */
export interface CountNode {
  readonly name: string;
  readonly bytes: number;
  readonly counts: Counts;
  readonly children?: readonly CountNode[];
}

interface Folder {
  readonly folders: Map<string, Folder>;
  readonly files: CountNode[];
}

/** The files as a tree of folders. A folder that holds nothing but one folder joins its name. */
export function countTree(files: readonly FileCount[], names: readonly string[]): CountNode {
  const root: Folder = { folders: new Map(), files: [] };
  for (const { path, bytes, counts } of files) {
    const parts = path.split('/');
    const name = parts.pop()!;
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? { folders: new Map<string, Folder>(), files: [] };
      folder.folders.set(part, next);
      folder = next;
    }
    folder.files.push({ name, bytes, counts });
  }
  return total('.', root, names);
}

function total(name: string, folder: Folder, names: readonly string[]): CountNode {
  const folders = [...folder.folders].map(([part, one]) => total(`${part}/`, one, names));
  const only = folders.length === 1 && folder.files.length === 0 ? folders[0] : undefined;
  if (only) return { ...only, name: name === '.' ? only.name : name + only.name };
  const children = [...folders, ...folder.files];
  const add = (of: (node: CountNode) => number): number => children.reduce((sum, node) => sum + of(node), 0);
  return {
    name,
    bytes: add((node) => node.bytes),
    counts: Object.fromEntries(names.map((one) => [one, add((node) => node.counts[one]!)])),
    children,
  };
}
