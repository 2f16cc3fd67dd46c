import { LlamaLogLevel } from 'node-llama-cpp';
import { reasonOf } from '../../errors';
import { loadDirect } from '../direct/load';
import type { LoadedModelParts, PreparedLoad } from './loadRequest';
import { loadWithNodeLlamaCpp } from './nodeBinding';

/** Ways to call llama.cpp: its own functions, or what node-llama-cpp makes of them. */
export type Binding = 'direct' | 'node-llama-cpp';

/** `auto` is `direct` where that can be used, else `node-llama-cpp`. */
const CHOICES: readonly (Binding | 'auto')[] = ['auto', 'direct', 'node-llama-cpp'];
const DEFAULT = 'auto';
/** Names another choice, for tests and support. */
const VARIABLE = 'TOKOSCOPE_BINDING';

/**
 * Loads a model by the binding that the environment chooses.
 *
 * @param direct loads it by the direct binding
 * @throws Error when that binding can't load it, or nobody knows it
 */
export async function loadByBinding(
  prepared: PreparedLoad,
  chosen: string = process.env[VARIABLE] ?? DEFAULT,
  direct: (prepared: PreparedLoad) => Promise<LoadedModelParts> = loadDirect,
): Promise<LoadedModelParts> {
  const choice = CHOICES.find((name) => name === chosen);
  if (choice === undefined) throw new Error(`${VARIABLE} is "${chosen}"; it may be ${CHOICES.join(', ')}.`);
  if (choice === 'node-llama-cpp') return loadWithNodeLlamaCpp(prepared);
  try {
    return await direct(prepared);
  } catch (error) {
    if (choice === 'direct' || prepared.request.signal.aborted) throw error;
    prepared.request.log(LlamaLogLevel.info, `llama.cpp is not called directly: ${reasonOf(error)}`);
    return loadWithNodeLlamaCpp(prepared);
  }
}
