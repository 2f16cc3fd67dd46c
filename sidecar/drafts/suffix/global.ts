import type { TokenId } from '../../engine/engine';
import type { Draft, DraftRequest, DraftSource, LearnedText, SourceContext } from '../source';
import { BREAK } from './chains';
import { MatchTrust } from './matchTrust';
import { DEFAULTS, Speculator } from './speculate';
import { WorkspaceTexts } from './workspaceTexts';

/** Workspaces that are remembered; the one used longest ago goes first. */
const MOST_WORKSPACES = 4;

/** Drafts out of what was accepted and saved in the workspace. */
export class GlobalSuffixSource implements DraftSource {
  readonly name = 'suffix-global';
  /** Used last at the end. */
  readonly #workspaces = new Map<string, WorkspaceTexts>();
  readonly #trust = new MatchTrust();
  readonly #speculator: Speculator;
  readonly #isControl: (id: TokenId) => boolean;
  #texts: WorkspaceTexts | undefined;
  /** The last tokens before the next one. */
  #context: TokenId[] = [];

  constructor({ vocabulary }: SourceContext) {
    this.#speculator = new Speculator(vocabulary.size);
    this.#isControl = (id) => vocabulary.tokenBytes(id).length === 0;
  }

  begin({ texts, workspace }: DraftRequest): void {
    this.#texts = this.#workspaces.get(workspace);
    if (this.#texts) this.#use(workspace, this.#texts);
    this.#context = [];
    this.#follow(texts.at(-1) ?? []);
    this.#trust.learn([]);
  }

  propose(most: number): Draft | undefined {
    if (!this.#texts) return undefined;
    const context = Int32Array.from(this.#context);
    const speculation = this.#speculator.speculate(this.#texts.chains, context, context.length);
    return this.#trust.draft(this.name, speculation, most);
  }

  push({ tokens }: { readonly tokens: readonly TokenId[] }): void {
    this.#trust.learn(tokens);
    this.#follow(tokens);
  }

  #follow(tokens: readonly TokenId[]): void {
    const newest = tokens.slice(-DEFAULTS.depth).map((id) => (this.#isControl(id) ? BREAK : id));
    this.#context = [...this.#context, ...newest].slice(-DEFAULTS.depth);
  }

  learn({ workspace, name, tokens }: LearnedText): void {
    const texts = this.#workspaces.get(workspace) ?? new WorkspaceTexts();
    texts.add(name, tokens, this.#isControl);
    this.#use(workspace, texts);
    for (const oldest of [...this.#workspaces.keys()].slice(0, -MOST_WORKSPACES)) {
      this.#workspaces.delete(oldest);
    }
  }

  #use(workspace: string, texts: WorkspaceTexts): void {
    this.#workspaces.delete(workspace);
    this.#workspaces.set(workspace, texts);
  }
}
