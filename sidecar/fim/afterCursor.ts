import type { TokenId } from '../engine/engine';
import type { Part } from './format';
import { cutSuffix, type Measure } from './window';

export interface SuffixWindow {
  readonly texts: Readonly<Record<'suffix' | 'rest' | 'below', readonly TokenId[]>>;
  readonly count: number;
  readonly cut: boolean;
}

/** Cuts the text after the cursor to a number of tokens, as a whole or in the two parts that the format has. */
export function suffixCutter(
  parts: readonly Part[],
  text: string,
  measure: Measure,
): (limit: number) => SuffixWindow {
  const isSplit = parts.includes('rest');
  const lineEnd = text.indexOf('\n');
  const [rest, below] =
    isSplit && lineEnd >= 0 ? [text.slice(0, lineEnd), text.slice(lineEnd + 1)] : [text, ''];
  return (limit) => {
    const none: readonly TokenId[] = [];
    if (isSplit) {
      const line = cutSuffix(rest, limit, measure);
      const lines = cutSuffix(line.cut ? '' : below, limit - line.tokens.length, measure);
      const count = line.tokens.length + lines.tokens.length;
      const cut = line.cut || lines.cut;
      return { texts: { suffix: none, rest: line.tokens, below: lines.tokens }, count, cut };
    }
    const { tokens, cut } = cutSuffix(parts.includes('suffix') ? text : '', limit, measure);
    return { texts: { suffix: tokens, rest: none, below: none }, count: tokens.length, cut };
  };
}
