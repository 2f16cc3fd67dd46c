import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parts } from '../../../scripts/build/parts.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

/** The modules that a variant of the sidecar has replaced. */
const REPLACED = {
  shipped: {},
  plainSplit: { 'sidecar/fim/cursorLine.ts': 'test/bench/fim/plainSplit.ts' },
};

/**
 * Bundles the sidecar as it ships, or with one module replaced, into node_modules/.cache (the engine is found from
 * there) and returns the script's path. Its name carries a hash of its content.
 */
export async function sidecarBundle(variant) {
  const folder = path.join(root, 'node_modules', '.cache', 'tokoscope', 'bench-fim');
  const part = parts({ production: true, tests: false, outdir: folder }).find(
    ({ entryPoints }) => entryPoints.sidecar,
  );
  const replaced = REPLACED[variant];
  const { outputFiles, metafile } = await build({
    ...part,
    plugins: [replaceModules(replaced), ...part.plugins],
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  for (const file of Object.values(replaced)) {
    if (!metafile.inputs[file]) throw new Error(`The sidecar has no use for ${file}.`);
  }
  const code = outputFiles.find((file) => file.path.endsWith('.mjs')).contents;
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 12);
  const file = path.join(folder, `${variant}-${hash}.mjs`);
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.${process.pid}`, code);
  await rename(`${file}.${process.pid}`, file);
  return file;
}

/** An esbuild plugin; paths relative to the repository's root. */
function replaceModules(replaced) {
  return {
    name: 'replace-modules',
    setup(bundle) {
      bundle.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const other = replaced[path.relative(root, file).split(path.sep).join('/')];
        if (other === undefined) return undefined;
        return { contents: `export * from './${other}';`, resolveDir: root, loader: 'ts' };
      });
    },
  };
}
