import type { AssetLoader } from '../../language-tokenizers/assets';

/**
 * Reads each asset once. Vocabularies and grammars are kept with the bytes they are made of, so that test files which
 * share a process make each once, too. The bytes are not to be written to.
 */
export function keptAssets(load: AssetLoader): AssetLoader {
  const kept = new Map<string, Promise<Uint8Array>>();
  return (name) => {
    const known = kept.get(name) ?? load(name);
    kept.set(name, known);
    return known;
  };
}
