import type { CompletionModel } from '../completion/complete';
import { cancelled, SidecarError } from '../errors';
import { SidecarErrorCode, type ModelSpec } from '../protocol';
import { orAbort } from './queue';

/** Loads a model; reports progress from 0 to 1. */
export type ModelLoader = (
  spec: ModelSpec,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
) => Promise<CompletionModel>;

interface Held {
  readonly key: string;
  /** Once it is there. */
  loaded: CompletionModel | undefined;
  readonly model: Promise<CompletionModel>;
  readonly abort: AbortController;
}

/** Models held at a time: a completion names two at most. */
const MOST_HELD = 2;

/**
 * Keeps the models that the latest requests named. One has to go where a completion no longer names it, where another
 * is asked for and there are two, and where another finds too little memory: then the least recently used one, and
 * never one that the request at hand needs more than the other. A load belongs to no request: when its request is
 * cancelled it goes on, so that typing while a model loads does not start it over.
 */
export class ModelHost {
  /** The least recently used first. */
  #held: Held[] = [];
  /** Keys of the models of the request at hand, the most needed first: in use, as requests come one at a time. */
  #named: readonly string[] = [];
  /** Key of the model that completions come from. */
  #primary: string | undefined;
  readonly #freeing = new Set<Promise<void>>();

  constructor(
    private readonly load: ModelLoader,
    private readonly onProgress: (spec: ModelSpec, fraction: number) => void,
  ) {}

  /**
   * The model that completions come from, or else the one used last, if it is loaded. Texts of the workspace are
   * learned for it alone: it writes every answer, and the larger one gets each of these as a draft.
   */
  get loaded(): CompletionModel | undefined {
    return (this.#find(this.#primary) ?? this.#held.at(-1))?.loaded;
  }

  /** All models that are loaded. */
  get all(): readonly CompletionModel[] {
    return this.#held.flatMap(({ loaded }) => loaded ?? []);
  }

  /** The model of a specification if it is there, `loading` if it will be. */
  peek(spec: ModelSpec): CompletionModel | 'loading' | undefined {
    if (spec.endpoint) return undefined;
    const held = this.#find(keyOf(spec));
    return held && (held.loaded ?? 'loading');
  }

  /** Says which models a completion needs, the one that answers first in front. All others are freed. */
  only(...specs: readonly ModelSpec[]): void {
    this.#named = specs.map(keyOf);
    this.#primary = this.#named[0];
    for (const held of this.#held) {
      if (!this.#named.includes(held.key)) void this.#free(held);
    }
  }

  /**
   * The model of a specification, loaded now if it is not. A failed load is tried again with the next call.
   *
   * @throws SidecarError (needsEngine) when the model runs on a server
   */
  async get(spec: ModelSpec): Promise<CompletionModel> {
    if (spec.endpoint) throw needsEngine();
    const key = keyOf(spec);
    if (!this.#named.includes(key)) this.#named = [key];
    const held = this.#find(key) ?? this.#start(spec, key);
    this.#held = [...this.#held.filter((one) => one !== held), held];
    return held.model;
  }

  /** Frees the models of these specifications, or all, and stops their loads. */
  async release(...specs: readonly ModelSpec[]): Promise<void> {
    const keys = specs.map(keyOf);
    const gone = this.#held.filter(({ key }) => keys.length === 0 || keys.includes(key));
    await Promise.all(gone.map((held) => this.#free(held)));
    // Those that were on their way out before.
    await Promise.all(this.#freeing);
  }

  #find(key: string | undefined): Held | undefined {
    return this.#held.find((held) => held.key === key);
  }

  #start(spec: ModelSpec, key: string): Held {
    if (this.#held.length >= MOST_HELD) this.#makeRoom(key);
    const abort = new AbortController();
    const model = this.#load(spec, key, abort.signal);
    const held: Held = { key, model, abort, loaded: undefined };
    model.then(
      (loaded) => (held.loaded = loaded),
      // The file, or memory, may be there next time.
      () => (this.#held = this.#held.filter((one) => one !== held)),
    );
    return held;
  }

  async #load(spec: ModelSpec, key: string, signal: AbortSignal): Promise<CompletionModel> {
    for (;;) {
      signal.throwIfAborted();
      await orAbort(Promise.all(this.#freeing), signal);
      try {
        return await this.load(spec, signal, (fraction) => this.onProgress(spec, fraction));
      } catch (error) {
        const tooLarge =
          error instanceof SidecarError &&
          error.code === SidecarErrorCode.insufficientMemory &&
          !signal.aborted;
        if (!tooLarge || !this.#makeRoom(key)) throw error;
      }
    }
  }

  /** Begins to free a model for the one of `key`; false where there is none to free. */
  #makeRoom(key: string): boolean {
    /** The higher, the less the request at hand needs it. */
    const rank = (one: string): number => {
      const at = this.#named.indexOf(one);
      return at < 0 ? this.#named.length : at;
    };
    const [least] = this.#held
      .filter((held) => rank(held.key) > rank(key))
      .sort((a, b) => rank(b.key) - rank(a.key));
    if (least) void this.#free(least);
    return least !== undefined;
  }

  /** Lets a model go at once, and loads wait until its memory is free. Nobody need hear of a failure: it is gone. */
  #free(held: Held): Promise<void> {
    this.#held = this.#held.filter((one) => one !== held);
    held.abort.abort(cancelled('The model was unloaded.'));
    const freed = held.model.then(disposeOf, () => undefined);
    const settled = freed.catch(() => undefined).finally(() => this.#freeing.delete(settled));
    this.#freeing.add(settled);
    return freed;
  }
}

function needsEngine(): SidecarError {
  const message =
    'The model runs on a server, which completes and nothing more: choose a model of this machine for this.';
  return new SidecarError(SidecarErrorCode.needsEngine, message);
}

async function disposeOf({ drafter, engine }: CompletionModel): Promise<void> {
  try {
    await drafter.dispose();
  } finally {
    await engine.dispose();
  }
}

function keyOf({ model, gpu, contextSize, gpuLayers, threads, draftModel = '' }: ModelSpec): string {
  return JSON.stringify([model, gpu, contextSize, gpuLayers, threads, draftModel]);
}
