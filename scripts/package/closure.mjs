import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The folders of a package and of everything it needs at run time, as Node would find them from `base`.
 *
 * @param {string} base  folder that holds node_modules
 * @param {string} name  package to start from
 * @param {(name: string) => boolean} wanted  which packages to follow
 * @returns {Promise<string[]>} relative to `base`, for example "node_modules/ipull"
 */
export async function dependencyClosure(base, name, wanted) {
  const found = new Set();
  const visit = async (dependency, from, optional) => {
    if (!wanted(dependency)) return;
    const folder = resolve(base, dependency, from);
    if (!folder) {
      if (optional) return;
      throw new Error(`${dependency}, which ${from || 'the package'} needs, is not installed`);
    }
    if (found.has(folder)) return;
    found.add(folder);
    const manifest = JSON.parse(await readFile(path.join(base, folder, 'package.json'), 'utf8'));
    const optionals = manifest.optionalDependencies ?? {};
    for (const needed of Object.keys({ ...manifest.dependencies, ...optionals })) {
      await visit(needed, folder, needed in optionals);
    }
  };
  await visit(name, '', false);
  return [...found].sort();
}

/** Looks in the node_modules of `from` and of each folder above it, up to `base`. */
function resolve(base, dependency, from) {
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (folder === '.') folder = '';
    const candidate = path.join(folder, 'node_modules', dependency);
    if (existsSync(path.join(base, candidate, 'package.json'))) return candidate;
    if (folder === '') return undefined;
  }
}
