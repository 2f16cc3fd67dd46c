import type { CompletionModel } from '../completion/complete';
import { cancelled } from '../errors';
import type { ModelSpec } from '../protocol';

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

/**
 * Keeps one model loaded. A load belongs to no request: when its request is cancelled it goes on, so that typing
 * while a model loads does not start it over.
 */
export class ModelHost {
  #held: Held | undefined;

  constructor(
    private readonly load: ModelLoader,
    private readonly onProgress: (spec: ModelSpec, fraction: number) => void,
  ) {}

  /** The model that is held, if it is loaded. */
  get loaded(): CompletionModel | undefined {
    return this.#held?.loaded;
  }

  /** The model of a specification, loaded now if it is not; another one is freed first. */
  async get(spec: ModelSpec): Promise<CompletionModel> {
    const { model: file, gpu, contextSize, gpuLayers, threads, draftModel = '' } = spec;
    const key = JSON.stringify([file, gpu, contextSize, gpuLayers, threads, draftModel]);
    if (this.#held?.key !== key) {
      const old = this.release();
      const abort = new AbortController();
      const model = old.then(() =>
        this.load(spec, abort.signal, (fraction) => this.onProgress(spec, fraction)),
      );
      const held: Held = { key, model, abort, loaded: undefined };
      this.#held = held;
      model.then(
        (loaded) => (held.loaded = loaded),
        // A failed load is forgotten: the file may be there next time.
        () => {
          if (this.#held === held) this.#held = undefined;
        },
      );
    }
    return this.#held.model;
  }

  /** Frees the model, or stops its load. */
  async release(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (!held) return;
    held.abort.abort(cancelled('The model was unloaded.'));
    const model = await held.model.catch(() => undefined);
    await model?.drafter.dispose();
    await model?.engine.dispose();
  }
}
