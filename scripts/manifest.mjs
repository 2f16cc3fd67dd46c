/** Writes the manifest's generated part into package.json and package.nls.json; `--check` only compares. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/paths.mjs';

async function generate() {
  const { importTs } = await import('./lib/import-ts.mjs');
  const { buildManifest } = await importTs('extension/config/manifest.ts');
  const { contributes, capabilities, strings } = buildManifest();
  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  return [
    ['package.json', { ...manifest, capabilities, contributes }],
    ['package.nls.json', strings],
  ].map(([file, content]) => [path.join(root, file), JSON.stringify(content, null, 2) + '\n']);
}

export async function writeManifest() {
  for (const [file, content] of await generate()) {
    if ((await readFile(file, 'utf8').catch(() => '')) !== content) await writeFile(file, content);
  }
}

/** Names of the files that `npm run manifest` would change. */
export async function staleManifestFiles() {
  const stale = [];
  for (const [file, content] of await generate()) {
    if ((await readFile(file, 'utf8').catch(() => '')) !== content) stale.push(path.basename(file));
  }
  return stale;
}

if (process.argv[1] === import.meta.filename) {
  if (!process.argv.includes('--check')) await writeManifest();
  else {
    const stale = await staleManifestFiles();
    if (stale.length > 0) {
      console.error(
        `${stale.join(' and ')} differ from the tables in extension/config: run npm run manifest.`,
      );
      process.exit(1);
    }
  }
}
