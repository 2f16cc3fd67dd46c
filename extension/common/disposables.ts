/** Something that must be let go of; the shape VS Code uses, without importing it. */
export interface DisposableLike {
  dispose(): unknown;
}

/** Owns disposables; what is added after disposal is disposed at once, so that a late arrival never leaks. */
export class DisposableList implements DisposableLike {
  private items: DisposableLike[] = [];
  private disposed = false;

  add<T extends DisposableLike>(item: T): T {
    if (this.disposed) item.dispose();
    else this.items.push(item);
    return item;
  }

  addAll(...items: readonly DisposableLike[]): void {
    for (const item of items) this.add(item);
  }

  dispose(): void {
    this.disposed = true;
    for (const item of this.items.splice(0).reverse()) item.dispose();
  }
}
