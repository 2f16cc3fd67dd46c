import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { ensurePeers, peersFolder } from '../peers/setup.mjs';

/**
 * Only what counting needs: no check for secrets, no look at git's history, and no files in what it packs. Its own
 * lists of what to leave out are off, as the tree holds nothing that is to be left out.
 */
export const OPTIONS = [
  '--token-count-tree',
  '--no-files',
  '--no-file-summary',
  '--no-directory-structure',
  '--no-security-check',
  '--no-git-sort-by-changes',
  '--no-gitignore',
  '--no-dot-ignore',
  '--no-default-patterns',
];

/** Installs it where it is not. Returns what runs it on a folder. */
export async function openRepomix(outputFolder) {
  await ensurePeers();
  const script = path.join(peersFolder, 'node_modules', 'repomix', 'bin', 'repomix.cjs');
  const run = (tree, ...more) =>
    execFileSync(
      process.execPath,
      [script, '.', ...OPTIONS, '-o', path.join(outputFolder, 'packed.xml'), ...more],
      {
        cwd: tree,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      },
    );
  return {
    count: (tree) => run(tree, '--quiet'),
    /** Tokens by path, read from the tree that it prints. */
    countsOf: (tree) => parseTree(run(tree)),
  };
}

/** "│   ├── name (1,234 tokens)": each level is four columns; folders end with a slash. */
function parseTree(output) {
  const counts = new Map();
  const folders = [];
  for (const line of output.slice(output.indexOf('Token Count Tree')).split('\n')) {
    const found = /^((?:│ {3}| {4})*)[├└]── (.+) \(([\d,]+) tokens\)$/.exec(line);
    if (!found) continue;
    const depth = found[1].length / 4;
    folders.length = depth;
    if (found[2].endsWith('/')) folders[depth] = found[2];
    else counts.set(folders.join('') + found[2], Number(found[3].replaceAll(',', '')));
  }
  return counts;
}
