import { InsufficientMemoryError, type Llama } from 'node-llama-cpp';
import { reasonOf, SidecarError } from '../../errors';
import { contextSizeFor } from '../../models/contextSize';
import { SidecarErrorCode } from '../../protocol';
import { openBackend, type OpenBackend } from './backend';
import { loadByBinding } from './binding';
import type { LoadedEngine, LoadedModelParts, LoadRequest } from './loadRequest';
import { openOwnTokenizer } from './ownTokenizer';
import { threadCount } from './threads';

export type { LoadedEngine, LoadPlan, LoadRequest } from './loadRequest';

/** Tokens evaluated between two looks at a cancellation: about a tenth of a second of work on each. */
const PROMPT_CHUNK = { cpu: 64, gpu: 256 };

export async function loadLlama(request: LoadRequest): Promise<LoadedEngine> {
  const threads = threadCount(request.spec.threads);
  try {
    const { llama, ...backend } = await openBackend(request.spec.gpu, request.log);
    return await loadInto(llama, backend, threads, request);
  } catch (error) {
    throw toSidecarError(error, request.signal);
  }
}

async function loadInto(
  llama: Llama,
  backend: Omit<OpenBackend, 'llama'>,
  threads: number,
  request: LoadRequest,
): Promise<LoadedEngine> {
  const onGpu = backend.backend !== 'CPU';
  const kind = onGpu ? 'gpu' : 'cpu';
  const contextSize = contextSizeFor(request.spec.contextSize, request.trainedContextSize, onGpu);
  const freeVram = onGpu ? (await llama.getVramState()).free : 0;
  request.preflight({ contextSize, freeVram });

  const parts = await loadByBinding({
    llama,
    request,
    contextSize,
    promptChunk: PROMPT_CHUNK[kind],
    threads,
    onGpu,
    tokenizer: await openOwnTokenizer(request.path, request.tokenizerCache),
  });
  const notes = [...backend.notes, ...layerNotes(parts, onGpu)];
  return { ...backend, ...parts, notes };
}

function layerNotes({ gpuLayers, totalLayers }: LoadedModelParts, onGpu: boolean): string[] {
  if (!onGpu || gpuLayers >= totalLayers) return [];
  return [`${gpuLayers} of ${totalLayers} layers are on the GPU; the rest run on the CPU.`];
}

/** What the user is told of a failure to load, whatever was thrown. */
export function toSidecarError(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof SidecarError || signal.aborted) return signal.aborted ? signal.reason : error;
  if (error instanceof InsufficientMemoryError) {
    const message = `${reasonOf(error)} Choose a smaller model or a shorter context.`;
    return new SidecarError(SidecarErrorCode.insufficientMemory, message, { cause: error });
  }
  const message = `The model could not be loaded: ${reasonOf(error)}`;
  return new SidecarError(SidecarErrorCode.loadFailed, message, { cause: error });
}
