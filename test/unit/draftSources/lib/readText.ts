import type { Engine, TokenId } from '../../../../sidecar/engine/engine';
import { Mining, type ReadOnOptions } from '../../../../sidecar/drafts/units/mine';
import { never } from '../../sidecar/lib/openEngine';

/** Reads a whole text beside the engine's cache. */
export async function readText(
  engine: Engine,
  tokens: readonly TokenId[],
  options: Partial<ReadOnOptions> = {},
): Promise<Mining> {
  const { aside, vocabulary } = engine;
  if (!aside) throw new Error('This engine can’t read beside its cache.');
  const mining = new Mining(vocabulary, tokens);
  while (!mining.isDone) {
    const evaluated = await mining.readOn(aside, { signal: never, ...options });
    if (evaluated === 0) throw new Error('There is no room beside the cache.');
  }
  return mining;
}
