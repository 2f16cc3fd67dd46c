import path from 'node:path';
import { tokenTrieOf } from '../boundary/tokenTrie';
import type { CompletionModel, GrammarOf } from '../completion/complete';
import type { OpenParser } from '../constraints/constraint';
import { ContextPacker } from '../context/packer';
import { DraftModelSource } from '../drafts/draftModel';
import { Drafter } from '../drafts/drafter';
import { SOURCES } from '../drafts/sources';
import type { Engine } from '../engine/engine';
import type { NativeLog } from '../engine/llama/backend';
import { loadLlama, toSidecarError } from '../engine/llama/load';
import { SidecarError } from '../errors';
import { detectFim } from '../fim/index';
import { freeRam } from '../models/freeMemory';
import { tokenizerCache } from '../../node/tokenizerHost';
import { GgufError } from '../../language-tokenizers/gguf/error';
import { readGgufHeader, type GgufHeader } from '../models/ggufHeader';
import { locateModel, unreadable, type LocatedModel } from '../models/locate';
import { checkMemory } from '../models/preflight';
import { isOnHub } from '../models/registry/entry';
import type { SyntaxOpener } from '../postprocess/index';
import { SidecarErrorCode, type LoadedModel, type ModelSpec } from '../protocol';
import type { ModelLoader } from './modelHost';

export interface LoaderOptions {
  readonly log: NativeLog;
  /** Free main memory in bytes; tests say how much there is. */
  readonly freeRam?: () => number;
  /** Where grammars come from, for answers that must parse. */
  readonly openParser?: OpenParser;
  /** …and for outlines. */
  readonly grammarOf?: GrammarOf;
  /** Where filters ask what an answer is in its file. */
  readonly openSyntax?: SyntaxOpener;
}

const SHIPPED =
  'Comes with Tokoscope: tiny, so that it completes on any machine, without a download. Choose a larger model for better completions.';

/** Loads GGUF models through llama.cpp, after our own look at the file and at the memory. */
export function createLoader(options: LoaderOptions): ModelLoader {
  return async (spec, signal, onProgress) => {
    try {
      return await loadModel(options, spec, signal, onProgress);
    } catch (error) {
      throw toSidecarError(error, signal);
    }
  };
}

async function loadModel(
  options: LoaderOptions,
  ...[spec, signal, onProgress]: Parameters<ModelLoader>
): Promise<CompletionModel> {
  const startedAt = performance.now();
  const opened = await open(options, spec, signal, onProgress);
  const { engine, header, loaded, located, name } = opened;
  const { openParser, grammarOf, openSyntax } = options;
  return freeingOnFailure(engine, async () => {
    // Made now, so that the first completion need not wait for it.
    tokenTrieOf(engine.vocabulary);
    const format = detectFim(engine.vocabulary, header.architecture, name);
    const draft = await openDraftModel(options, spec, engine, signal);
    const info: LoadedModel = {
      name,
      path: located.path,
      architecture: header.architecture,
      fileBytes: header.fileBytes,
      contextSize: engine.contextSize,
      trainedContextSize: header.contextLength,
      vocabularySize: engine.vocabulary.size,
      backend: loaded.backend,
      ...(loaded.device === undefined ? {} : { device: loaded.device }),
      gpuLayers: loaded.gpuLayers,
      totalLayers: loaded.totalLayers,
      threads: loaded.threads,
      fim:
        format.note === undefined ? { family: format.family } : { family: format.family, note: format.note },
      loadMs: performance.now() - startedAt,
      notes: [
        ...(isShipped(located) ? [SHIPPED] : []),
        ...loaded.notes,
        ...(draft ? [`${draft.name} guesses ahead.`] : []),
      ],
    };
    const sources = SOURCES.map((create) => create({ vocabulary: engine.vocabulary }));
    const drafter = new Drafter(draft ? [...sources, draft.source] : sources);
    const grammars = {
      ...(openParser && { openParser }),
      ...(grammarOf && { grammarOf }),
      ...(openSyntax && { openSyntax }),
    };
    return { engine, format, info, drafter, packer: new ContextPacker(), ...grammars };
  });
}

function isShipped({ entry }: LocatedModel): boolean {
  return entry !== undefined && !isOnHub(entry);
}

/** The smaller model that a specification names, as a source of drafts. */
async function openDraftModel(
  options: LoaderOptions,
  spec: ModelSpec,
  target: Engine,
  signal: AbortSignal,
): Promise<{ readonly name: string; readonly source: DraftModelSource } | undefined> {
  if (!spec.draftModel) return undefined;
  const own = { ...spec, model: spec.draftModel, contextSize: target.contextSize };
  const { engine, name } = await open(options, own, signal, () => undefined);
  return freeingOnFailure(engine, () => ({ name, source: new DraftModelSource(engine, target.vocabulary) }));
}

/** What `use` makes of an engine, which is freed where that fails. */
async function freeingOnFailure<T>(engine: Engine, use: () => T | Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    await engine.dispose();
    throw error;
  }
}

/** Finds a model's file, looks at its header and at the memory, and loads it. */
async function open(
  options: LoaderOptions,
  spec: ModelSpec,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
) {
  const located = locateModel(spec.model);
  const header = readHeader(located.path);
  const loaded = await loadLlama({
    path: located.path,
    spec,
    trainedContextSize: header.contextLength,
    log: options.log,
    signal,
    onProgress,
    tokenizerCache: tokenizerCache(),
    preflight: ({ contextSize, freeVram }) => {
      const ram = (options.freeRam ?? freeRam)();
      checkMemory(header, { ram, vram: freeVram, contextSize, gpuLayers: spec.gpuLayers });
    },
  });
  const name = located.entry?.name ?? (header.name || path.basename(located.path, '.gguf'));
  return { engine: loaded.engine, header, loaded, located, name };
}

function readHeader(file: string): GgufHeader {
  try {
    return readGgufHeader(file);
  } catch (error) {
    if (error instanceof GgufError) {
      const code = error.kind === 'notGguf' ? SidecarErrorCode.notGguf : SidecarErrorCode.ggufDamaged;
      throw new SidecarError(code, `${file} ${error.message}: download the model again.`, { cause: error });
    }
    throw unreadable(file, error);
  }
}
