import type { Normalized } from './normalizer';
import { OffsetMapBuilder } from './offsetMap';

/** Puts a normalized text together from kept, replaced and dropped parts of another, from its start to its end. */
export class Rewriter {
  private readonly parts: string[] = [];
  private readonly map = new OffsetMapBuilder();
  /** The part [from, to) of the input that is to be copied next. */
  private from = 0;
  private to = 0;

  constructor(private readonly input: string) {}

  /** Copies input[from, to). */
  keep(from: number, to: number): void {
    if (from === to) return;
    this.map.linear(to - from, from);
    if (from === this.to) {
      this.to = to;
      return;
    }
    this.flush();
    this.from = from;
    this.to = to;
  }

  /** Adds `text`, all of which stands for the input's code point at `source`. */
  put(text: string, source: number): void {
    this.flush();
    this.parts.push(text);
    this.map.fixed(text.length, source);
  }

  /** Adds `text`, each unit of which stands for one unit of the input from `source` on. */
  putLinear(text: string, source: number): void {
    this.flush();
    this.parts.push(text);
    this.map.linear(text.length, source);
  }

  finish(): Normalized {
    this.flush();
    const text = this.parts.join('');
    const { input, map } = this;
    return map.isIdentity && text.length === input.length ? { text } : { text, map: map.build(input) };
  }

  private flush(): void {
    if (this.to > this.from) this.parts.push(this.input.slice(this.from, this.to));
    this.from = this.to;
  }
}
