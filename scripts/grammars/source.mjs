import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { npm, run } from '../lib/run.mjs';
import { readTarEntry } from '../lib/tar.mjs';
import { SOURCES } from './recipes.mjs';

/**
 * Lays a grammar's source out in `folder` (parser.c, scanner.c, tree_sitter/*.h).
 *
 * @param {import('./recipes.mjs').Recipe} recipe
 * @param {string} folder must exist
 * @param {string} [archive] the packed source, when it is here already
 * @returns {Promise<string>} the text of its licence
 */
export async function unpackSource(recipe, folder, archive) {
  const packed = await readFile(archive ?? (await fetchSource(recipe, folder)));
  const sha256 = createHash('sha256').update(packed).digest('hex');
  if (sha256 !== recipe.sha256) {
    throw new Error(
      `${recipe.package} ${recipe.version} has another SHA-256 (${sha256}) than ${recipe.sha256}.`,
    );
  }
  await mkdir(path.join(folder, 'tree_sitter'), { recursive: true });
  for (const name of SOURCES) {
    const text = entry(packed, `${recipe.folder}/${name}`).toString('utf8');
    // The generator asks for an unoptimized lexer to spare compile time; optimized it reads twice as fast.
    await writeFile(path.join(folder, name), text.replace(/^#pragma clang optimize off$/m, ''));
  }
  return entry(packed, recipe.licenceFile).toString('utf8');
}

function entry(packed, name) {
  const bytes = readTarEntry(packed, name);
  if (!bytes) throw new Error(`The packed source holds no ${name}.`);
  return bytes;
}

async function fetchSource({ registry, package: name, version }, folder) {
  if (registry === 'npm') {
    await npm(['pack', '--silent', `${name}@${version}`, '--pack-destination', folder]);
  } else {
    const download = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-binary', name];
    await run('python3', [...download, '-d', folder, `${name}==${version}`]);
  }
  const file = (await readdir(folder)).find((one) => /\.t(ar\.)?gz$/.test(one));
  if (!file) throw new Error(`${name} ${version} was not fetched.`);
  return path.join(folder, file);
}
