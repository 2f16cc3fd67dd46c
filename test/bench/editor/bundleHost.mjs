import { root } from '../../../scripts/lib/paths.mjs';

/**
 * Bundles what a benchmark runs inside an extension host.
 *
 * @param {string} entryPoint  relative to the repository
 */
export async function bundleHost(entryPoint, outfile) {
  const esbuild = await import('esbuild');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entryPoint],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    outfile,
  });
}
