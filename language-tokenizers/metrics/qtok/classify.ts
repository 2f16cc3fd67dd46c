import { byteOfUnit } from '../../tokenizerJson/byteAlphabet';
import { commonScript } from './scripts';
import { isUnnamed } from './unnamed';

/** Qtok's twelve classes, in its order. */
export const QTOK_CLASSES = [
  'control_tokens',
  'pure_unicode',
  'char_alpha',
  'spaced_alpha',
  'inner_alpha',
  'char_other',
  'spaced_other',
  'inner_other',
  'unicode_flanks',
  'char_errors',
  'spaced_errors',
  'inner_errors',
] as const;
export type QtokClass = (typeof QTOK_CLASSES)[number];

export interface Classified {
  readonly qtok: QtokClass;
  /** Of the alpha classes. */
  readonly script?: string;
}

/** Elements of HTML, which look like control tokens and are none. */
const ELEMENTS = new Set('br h1 h2 h3 h4 h5 h6 b img li tr td p th u em'.split(' '));

/** The class of a token's text; undefined stands for bytes that are no text. */
export function classify(text: string | undefined): Classified {
  if (text === undefined) return { qtok: 'unicode_flanks' };
  const characters = Array.from(text);
  if (characters.length === 1) return classifyCharacter(text);
  if (text.startsWith(' ')) {
    if (characters.some(isUnnamed)) return { qtok: 'spaced_errors' };
    return ofScript(characters.slice(1), 'spaced_alpha', 'spaced_other');
  }
  if (looksSpecial(text)) return { qtok: 'control_tokens' };
  if (characters.some(isUnnamed)) return { qtok: 'inner_errors' };
  return ofScript(characters, 'inner_alpha', 'inner_other');
}

/** `<…>` and `[…]`, but for elements of HTML. */
export function looksSpecial(text: string): boolean {
  const isBracketed =
    text.length > 1 &&
    ((text.startsWith('<') && text.endsWith('>')) || (text.startsWith('[') && text.endsWith(']')));
  return isBracketed && !ELEMENTS.has(text.slice(1, -1).toLowerCase().replaceAll('/', ''));
}

function classifyCharacter(text: string): Classified {
  if (text.length === 1 && byteOfUnit(text.charCodeAt(0)) >= 0) return { qtok: 'pure_unicode' };
  if (isUnnamed(text)) return { qtok: 'char_errors' };
  return ofScript([text], 'char_alpha', 'char_other');
}

function ofScript(characters: readonly string[], alpha: QtokClass, other: QtokClass): Classified {
  const script = commonScript(characters);
  return script === undefined ? { qtok: other } : { qtok: alpha, script };
}
