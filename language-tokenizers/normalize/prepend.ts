import { ANYWHERE, type Normalizer } from './normalizer';
import { Rewriter } from './rewriter';

/** A text with something in front, which stands for the text's first code point as much as that does itself. */
export function prepend(prefix: string): Normalizer {
  return {
    normalize(text, first = true) {
      if (!first || text === '' || prefix === '') return { text };
      const rewriter = new Rewriter(text);
      rewriter.put(prefix, 0);
      rewriter.keep(0, text.length);
      return rewriter.finish();
    },
    isBoundary: ANYWHERE,
  };
}
