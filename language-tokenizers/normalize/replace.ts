import { codePointStart } from '../text/codePoints';
import type { Pattern } from '../tokenizerJson/parts';
import { ANYWHERE, type Normalizer } from './normalizer';
import { expressionOf } from './pattern';
import { Rewriter } from './rewriter';

/** Every match of a pattern replaced by a text, which stands for the match's last code point. */
export function replace(pattern: Pattern, content: string): Normalizer {
  const normalizer = replaceMatches(expressionOf(pattern), content);
  const literal = 'String' in pattern ? pattern.String : '';
  if (Array.from(literal).length !== 1) return normalizer;
  if (literal.length !== content.length) return { ...normalizer, isBoundary: ANYWHERE };
  return { normalize: (text) => ({ text: text.replaceAll(literal, () => content) }), isBoundary: ANYWHERE };
}

function replaceMatches(pattern: RegExp, content: string): Normalizer {
  return {
    normalize(text) {
      const rewriter = new Rewriter(text);
      let kept = 0;
      for (const { 0: match, index } of text.matchAll(pattern)) {
        const end = index + match.length;
        rewriter.keep(kept, index);
        rewriter.put(content, codePointStart(text, Math.max(0, end - 1)));
        kept = end;
      }
      if (kept === 0) return { text };
      rewriter.keep(kept, text.length);
      return rewriter.finish();
    },
  };
}
