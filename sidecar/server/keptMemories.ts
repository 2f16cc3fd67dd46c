import path from 'node:path';
import type { CompletionModel } from '../completion/complete';
import { MemoryFolder } from '../drafts/keeping/memoryFolder';
import { MemoryKeeper } from '../drafts/keeping/memoryKeeper';
import { cacheFolder } from '../../node/cacheFolder';

/** What drafts learned of workspaces, in the cache folder's `drafts/`, for the models that were used. */
export class KeptMemories {
  readonly #keepers = new WeakMap<CompletionModel, readonly MemoryKeeper[]>();
  readonly #folder = new MemoryFolder(path.join(cacheFolder(), 'drafts'));

  /** @param note told in a sentence of what was lost */
  constructor(private readonly note: (message: string) => void) {}

  /** To be called before a model is used for a workspace, which then knows what was kept. Never rejects. */
  async open(model: CompletionModel, workspace: string): Promise<void> {
    for (const keeper of this.#of(model)) await keeper.open(workspace);
  }

  /** Writes what has changed. Never rejects. A model that is let go does so by itself. */
  async save(model: CompletionModel): Promise<void> {
    for (const keeper of this.#of(model)) await keeper.save();
  }

  /** Keeps nothing more of what was learned until now. */
  forget(model: CompletionModel): void {
    for (const keeper of this.#of(model)) keeper.forget();
  }

  #of(model: CompletionModel): readonly MemoryKeeper[] {
    let keepers = this.#keepers.get(model);
    if (keepers === undefined) {
      const { vocabulary } = model.engine;
      keepers = model.drafter.sources.flatMap(({ memory }) =>
        memory ? [new MemoryKeeper({ memory, vocabulary, folder: this.#folder, note: this.note })] : [],
      );
      this.#keepers.set(model, keepers);
      model.drafter.beforeDispose(() => this.save(model));
    }
    return keepers;
  }
}
