import { LlamaLogLevel } from 'node-llama-cpp';
import { reasonOf } from '../../errors';
import { loadDirect } from '../direct/load';
import type { LoadedModelParts, PreparedLoad } from './loadRequest';
import { loadWithNodeLlamaCpp } from './nodeBinding';

/** Ways to call llama.cpp: its own functions, or what node-llama-cpp makes of them. */
const BINDINGS = ['direct', 'node-llama-cpp'] as const;
export type Binding = (typeof BINDINGS)[number];

/** Names the only binding to be used, for tests and support. */
const VARIABLE = 'TOKOSCOPE_BINDING';

/**
 * Loads a model by the direct binding, or where that can't be used by node-llama-cpp's.
 *
 * @throws Error when the binding that the environment names can't load it
 */
export async function loadByBinding(
  prepared: PreparedLoad,
  chosen: string = process.env[VARIABLE] ?? 'node-llama-cpp',
  direct: (prepared: PreparedLoad) => Promise<LoadedModelParts> = loadDirect,
): Promise<LoadedModelParts> {
  const forced = BINDINGS.find((name) => name === chosen);
  if (chosen !== '' && forced === undefined) {
    throw new Error(`${VARIABLE} is "${chosen}"; it may be ${BINDINGS.join(' or ')}.`);
  }
  if (forced === 'node-llama-cpp') return loadWithNodeLlamaCpp(prepared);
  try {
    return await direct(prepared);
  } catch (error) {
    if (forced === 'direct' || prepared.request.signal.aborted) throw error;
    prepared.request.log(LlamaLogLevel.info, `llama.cpp is not called directly: ${reasonOf(error)}`);
    return loadWithNodeLlamaCpp(prepared);
  }
}
