import { kindOf } from './characterKinds';
import type { Normalized } from './normalizer';
import { Rewriter } from './rewriter';

/** The text without its code points of one of the kinds. */
export function withoutKinds(text: string, kinds: number): Normalized {
  return mapCodePoints(text, (codePoint) => ((kindOf(codePoint) & kinds) === 0 ? undefined : ''));
}

/** The text with each code point replaced by what `replace` gives for it; undefined keeps it, '' drops it. */
export function mapCodePoints(text: string, replace: (codePoint: number) => string | undefined): Normalized {
  let rewriter: Rewriter | undefined;
  let kept = 0;
  for (let at = 0; at < text.length;) {
    const codePoint = text.codePointAt(at)!;
    const width = codePoint > 0xffff ? 2 : 1;
    const replacement = replace(codePoint);
    if (replacement !== undefined) {
      rewriter ??= new Rewriter(text);
      rewriter.keep(kept, at);
      if (replacement.length === width) rewriter.putLinear(replacement, at);
      else if (replacement !== '') rewriter.put(replacement, at);
      kept = at + width;
    }
    at += width;
  }
  if (!rewriter) return { text };
  rewriter.keep(kept, text.length);
  return rewriter.finish();
}
