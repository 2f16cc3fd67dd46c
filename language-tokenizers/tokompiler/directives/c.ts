import { lexDirective } from '../../syntax/pragmas/lexer';
import type { LeafPart, SplitLeaf } from '../language';
import { directiveParts } from './parts';

/** What follows `#pragma`, which goes on behind a backslash. */
function splitPragma(text: string): LeafPart[] | undefined {
  if (!/^(?:omp|acc)\b/.test(text)) return undefined;
  const units = lexDirective(text, 0, { comment: '//' });
  return directiveParts(
    text,
    units.filter(({ type }) => type !== '\\'),
  );
}

/** `#pragma omp …` and `#pragma acc …` in C, C++ and CUDA. */
export const cDirectives: Readonly<Record<string, SplitLeaf>> = { 'preproc_call>preproc_arg': splitPragma };
