import type { Llama } from 'node-llama-cpp';
import { openBackend } from '../../../../sidecar/engine/llama/backend';

/**
 * llama.cpp on the CPU, as the engines of this process have it. Nobody may free it; to open it anew would take a
 * second each time, and send llama.cpp's log to standard output.
 */
export async function openLlama(): Promise<Llama> {
  return (await openBackend('cpu', () => undefined)).llama;
}
