import { utf8Length } from '../../text/utf8';
import type { NamedText } from '../tokenize';

/**
 * Texts to learn from, of many that come one after another: those whose names have the smallest hashes, so that the
 * choice hangs on no order, as many as have room.
 */
export class Sample {
  private readonly kept: (NamedText & { readonly hash: number; readonly bytes: number })[] = [];
  private keptBytes = 0;
  private allBytes = 0;

  /** @param limit bytes of UTF-8 */
  constructor(private readonly limit: number) {}

  add({ name, text }: NamedText): void {
    const bytes = utf8Length(text);
    const hash = nameHash(name);
    this.allBytes += bytes;
    const last = this.kept.at(-1);
    if (this.keptBytes + bytes > this.limit && last && hash > last.hash) return;
    let at = this.kept.length;
    while (at > 0 && this.kept[at - 1]!.hash > hash) at--;
    this.kept.splice(at, 0, { name, text, hash, bytes });
    this.keptBytes += bytes;
    this.shrink(this.limit);
  }

  /** At least one text if there is any, and of several at most half, so that there are some to count that are new. */
  texts(): NamedText[] {
    this.shrink(Math.min(this.limit, this.allBytes / 2));
    return this.kept.map(({ name, text }) => ({ name, text }));
  }

  private shrink(limit: number): void {
    while (this.kept.length > 1 && this.keptBytes > limit) this.keptBytes -= this.kept.pop()!.bytes;
  }
}

/** 32 bits of FNV-1a over UTF-16 units, mixed once more, as names that differ in the last letter are many. */
export function nameHash(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
