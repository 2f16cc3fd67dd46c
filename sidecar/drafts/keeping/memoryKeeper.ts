import { createHash } from 'node:crypto';
import type { Vocabulary } from '../../engine/engine';
import { Turns } from '../../engine/direct/turns';
import { reasonOf } from '../../errors';
import type { WorkspaceMemory } from '../source';
import type { MemoryFolder } from './memoryFolder';
import { vocabularyDigest } from './vocabularyDigest';

export interface MemoryKeeperOptions {
  readonly memory: WorkspaceMemory;
  readonly vocabulary: Vocabulary;
  readonly folder: MemoryFolder;
  /** Told in one sentence of what could not be read or written: it is lost, and nobody else is told. */
  readonly note: (message: string) => void;
}

/**
 * Keeps what one model's source remembers of workspaces from session to session, by workspace and vocabulary. The
 * workspace "" stands for no folder, and is not kept. Never rejects.
 */
export class MemoryKeeper {
  readonly #options: MemoryKeeperOptions;
  readonly #turns = new Turns();
  /** Workspaces that were used, with a digest of what their files hold. */
  readonly #files = new Map<string, string | undefined>();
  #vocabulary: string | undefined;

  constructor(options: MemoryKeeperOptions) {
    this.#options = options;
  }

  /** To be called before a workspace is used: takes up what was kept of it, where nothing is remembered of it. */
  open(workspace: string): Promise<void> {
    const { memory, folder } = this.#options;
    const isKnown = workspace === '' || this.#files.has(workspace);
    if (isKnown && memory.remembers(workspace)) return Promise.resolve();
    return this.#turns.run(async () => {
      // A source remembers a few workspaces: this one may take the place of another.
      await this.#saveAll();
      if (workspace === '') return;
      this.#files.set(workspace, undefined);
      await this.#orNote('read', async () => {
        const bytes = await folder.read(this.#key(workspace));
        if (bytes && memory.importMemory(workspace, bytes)) this.#files.set(workspace, digestOf(bytes));
      });
    });
  }

  /** Writes what has changed. */
  save(): Promise<void> {
    return this.#turns.run(() => this.#saveAll());
  }

  /** Writes no workspace any more that is not opened again. */
  forget(): void {
    this.#files.clear();
  }

  async #saveAll(): Promise<void> {
    const { memory, folder } = this.#options;
    for (const [workspace, written] of this.#files) {
      if (!memory.remembers(workspace)) continue;
      await this.#orNote('written', async () => {
        const bytes = memory.exportMemory(workspace);
        const digest = digestOf(bytes);
        if (digest === written) return;
        await folder.write(this.#key(workspace), bytes);
        this.#files.set(workspace, digest);
      });
    }
  }

  #key(workspace: string): string {
    this.#vocabulary ??= vocabularyDigest(this.#options.vocabulary);
    return `${this.#vocabulary} ${workspace}`;
  }

  async #orNote(what: string, task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#options.note(`What drafts learned could not be ${what}: ${reasonOf(error)}`);
    }
  }
}

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');
