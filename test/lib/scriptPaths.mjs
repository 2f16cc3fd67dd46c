/** Paths as the scripts see them, with types for the tests. */
export { cacheFolder, root } from '../../scripts/lib/paths.mjs';
