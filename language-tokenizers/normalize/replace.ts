import { ANYWHERE, type Normalizer } from './normalizer';
import { codePointStart } from '../text/codePoints';
import { Rewriter } from './rewriter';

/** Every match of a pattern replaced by a text, which stands for the match's last code point. */
export function replace(pattern: string | RegExp, content: string): Normalizer {
  return typeof pattern === 'string' ? replaceText(pattern, content) : replaceMatches(pattern, content);
}

function replaceText(pattern: string, content: string): Normalizer {
  if (pattern.length === 1 && content.length === 1) {
    return { normalize: (text) => ({ text: text.replaceAll(pattern, () => content) }), isBoundary: ANYWHERE };
  }
  const isOneCodePoint = pattern.codePointAt(0)! > 0xffff ? pattern.length === 2 : pattern.length === 1;
  const normalizer = replaceMatches(new RegExp(quote(pattern), 'gu'), content);
  return isOneCodePoint ? { ...normalizer, isBoundary: ANYWHERE } : normalizer;
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

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
