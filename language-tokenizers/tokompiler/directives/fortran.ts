import { fixedFortranPragmas, fortranPragmas } from '../../syntax/pragmas/fortran';
import type { LeafPart, SplitLeaf } from '../language';
import { directiveParts } from './parts';

/** A line that goes on with another is a directive of its own; marks of continuation are layout. */
function splitComment(text: string): LeafPart[] | undefined {
  const { injections } = isFixed(text) ? fixedFortranPragmas : fortranPragmas;
  const found = injections[0]?.read?.(text, '');
  return (
    found &&
    directiveParts(
      text,
      found.filter(({ type }) => type !== '&'),
    )
  );
}

/** Sentinels that only fixed form has, and a mark in column 6 that free form has not. */
function isFixed(comment: string): boolean {
  return /^(?:[c*]|!\$(?:omp|acc)[^\s&a-z_])/i.test(comment);
}

/** `!$omp …` and `!$acc …`, in both forms. */
export const fortranDirectives: Readonly<Record<string, SplitLeaf>> = { comment: splitComment };
