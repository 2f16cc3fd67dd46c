/** One thing for each workspace, for the few that were used last: what is learned in one is not offered in another. */
export class PerWorkspace<T> {
  readonly #held = new Map<string, T>();

  constructor(
    private readonly create: () => T,
    private readonly most = 2,
  ) {}

  /** The thing of a workspace, if it is held; asking does not make it younger. */
  peek(workspace: string): T | undefined {
    return this.#held.get(workspace);
  }

  /** The thing of a workspace, new where there is none. */
  get(workspace: string): T {
    const held = this.#held.get(workspace) ?? this.create();
    this.#held.delete(workspace);
    this.#held.set(workspace, held);
    const [oldest] = this.#held.keys();
    if (this.#held.size > this.most && oldest !== undefined) this.#held.delete(oldest);
    return held;
  }
}
