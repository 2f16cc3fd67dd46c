import type { ConstraintContext, ConstraintState } from './constraint';
import { Lexer, type LexerState } from './lexer';

/** Brackets that are open: what closes the innermost, and the rest. */
interface Open {
  readonly closer: string;
  readonly outer: Open | undefined;
}

const CLOSERS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const isCloser = (unit: string): boolean => unit === ')' || unit === ']' || unit === '}';

/**
 * The answer closes only brackets that it opened itself, or that stand open before the cursor and are not closed
 * after it: the depth never falls below 0. Brackets in strings and comments do not count.
 */
export class Brackets implements ConstraintState {
  /** Whether all is closed is not asked: the text after the cursor, or the user, may close the rest. */
  readonly mayEnd = true;

  private constructor(
    private readonly lexer: Lexer,
    private readonly at: LexerState,
    private readonly open: Open | undefined,
  ) {}

  static at({ prefix, suffix, languageId }: Omit<ConstraintContext, 'path'>): Brackets {
    const lexer = new Lexer(languageId);
    const before = match(lexer, lexer.start, prefix);
    const after = match(lexer, before.at, suffix);
    return new Brackets(lexer, before.at, innermost(before.open, before.open.length - after.unmatched));
  }

  after(bytes: Uint8Array): Brackets | undefined {
    let { at, open } = this;
    for (const byte of bytes) {
      at = this.lexer.step(at, byte);
      if (!at.isCode) continue;
      const unit = String.fromCharCode(byte);
      const closer = CLOSERS[unit];
      if (closer !== undefined) open = { closer, outer: open };
      else if (isCloser(unit)) {
        if (open?.closer !== unit) return undefined;
        open = open.outer;
      }
    }
    return new Brackets(this.lexer, at, open);
  }
}

/** The brackets that a text leaves open, the innermost last, and how many it closes that it did not open. */
function match(
  lexer: Lexer,
  from: LexerState,
  text: string,
): { readonly at: LexerState; readonly open: readonly string[]; readonly unmatched: number } {
  const open: string[] = [];
  let unmatched = 0;
  let at = from;
  for (const byte of new TextEncoder().encode(text)) {
    at = lexer.step(at, byte);
    if (!at.isCode) continue;
    const unit = String.fromCharCode(byte);
    const closer = CLOSERS[unit];
    if (closer !== undefined) open.push(closer);
    else if (isCloser(unit) && open.pop() === undefined) unmatched++;
  }
  return { at, open, unmatched };
}

/** The `count` innermost of those that are open: the text after the cursor closes the outer ones. */
function innermost(open: readonly string[], count: number): Open | undefined {
  return open
    .slice(open.length - Math.max(0, count))
    .reduce<Open | undefined>((outer, closer) => ({ closer, outer }), undefined);
}
