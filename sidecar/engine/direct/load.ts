import type { LlamaModel } from 'node-llama-cpp';
import type { TokenId } from '../engine';
import type { LoadedModelParts, PreparedLoad } from '../llama/loadRequest';
import { loadOptions } from '../llama/nodeBinding';
import { LlamaVocabulary } from '../llama/vocabulary';
import { checkRelease } from './checks';
import { DirectEngine } from './directEngine';
import { findLibrary, type LoadedBuild } from './libraryFile';
import { openLibrary, type Library } from './library';
import { NativeContext } from './nativeContext';
import { loadNativeModel } from './nativeModel';

/** Cells of the cache beyond the engine's own context: room for branches when the context is full. */
const SPARE_CELLS = 256;
/** llama.cpp rounds the context up to a multiple of this. */
const PADDING = 256;

/**
 * Loads a model to be decoded by direct calls of the libllama that node-llama-cpp has loaded. node-llama-cpp chose the
 * device and says how many layers fit it; the vocabulary is its too, from a load without weights.
 *
 * @param find tells the library's file
 * @throws Error saying why this can't be done here; nothing stays in memory then
 */
export async function loadDirect(
  prepared: PreparedLoad,
  find: (build: LoadedBuild) => Promise<string> = findLibrary,
): Promise<LoadedModelParts> {
  const { llama, request } = prepared;
  const library = await openLibrary(await find(llama));
  checkRelease(library);
  const source = await llama.loadModel({ ...loadOptions(prepared), vocabOnly: true });
  try {
    const { fileInsights } = source;
    if (fileInsights.isRecurrent || fileInsights.isHybrid) {
      throw new Error('the model has recurrent layers, which can’t forget single tokens');
    }
    const engine = await openEngine(library, source, prepared);
    const { gpuLayers } = source;
    return { engine, gpuLayers, totalLayers: fileInsights.totalLayers, threads: prepared.threads };
  } catch (error) {
    await source.dispose();
    request.signal.throwIfAborted();
    throw error;
  }
}

async function openEngine(
  library: Library,
  source: LlamaModel,
  { request, contextSize: asked, threads, onGpu, promptChunk, tokenizer }: PreparedLoad,
): Promise<DirectEngine> {
  const vocabulary = new LlamaVocabulary(source, tokenizer);
  const padded = Math.ceil(asked / PADDING) * PADDING;
  const contextSize = padded < source.trainContextSize ? padded : asked;
  const model = await loadNativeModel(library, {
    path: request.path,
    gpuLayers: source.gpuLayers,
    useMmap: source.useMmap,
    signal: request.signal,
    onProgress: request.onProgress,
  });
  try {
    if (model.vocabularySize !== vocabulary.size)
      throw new Error('the vocabulary has another size than its file says');
    const cells = contextSize + SPARE_CELLS;
    const context = await NativeContext.create(library, model, { cells, threads, onGpu });
    const dispose = async () => {
      await model.free();
      await source.dispose();
    };
    try {
      await tryCache(context, vocabulary.beginOfSequence ?? 0);
      return new DirectEngine({ context, vocabulary, contextSize, promptChunk, dispose });
    } catch (error) {
      await context.free();
      throw error;
    }
  } catch (error) {
    await model.free();
    throw error;
  }
}

/**
 * Decodes two tokens, forgets one and shares the other, as drafts and branches do: not every model's cache can.
 *
 * @throws Error when it can't
 */
async function tryCache(context: NativeContext, token: TokenId): Promise<void> {
  const entry = (position: number) => ({ token, position, sequence: 0, logits: false });
  if ((await context.decode([entry(0), entry(1)])) !== 'done') throw new Error('llama.cpp could not decode');
  const forgot = context.forget(0, 1) && context.length(0) === 1;
  context.share(0, 1);
  const shared = context.length(1) === 1;
  context.forgetAll();
  if (!forgot || !shared || context.length(0) !== 0)
    throw new Error('the model’s cache can’t forget single tokens');
}
