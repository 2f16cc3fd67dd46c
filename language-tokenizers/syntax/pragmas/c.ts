import type { EmbeddedUnit, HostInjections } from '../injections/injection';
import { lexDirective } from './lexer';

const PRAGMA = /#\s*pragma\s*$/;
const OPERATOR = /\b_Pragma\s*\(\s*$/;

/** `#pragma omp …` and `#pragma acc …`, which the grammar has as one word, and `_Pragma("omp …")`. */
export const cPragmas: HostInjections = {
  injections: [
    {
      node: 'preproc_arg',
      read: (text, before) =>
        /^(?:omp|acc)\b/.test(text) && PRAGMA.test(before)
          ? lexDirective(text, 0, { comment: '//' })
          : undefined,
    },
    {
      node: 'string_literal',
      read: (text, before) =>
        /^"(?:omp|acc)\b[^\\]*"$/.test(text) && OPERATOR.test(before) ? quoted(text) : undefined,
    },
  ],
  contexts: ['preproc_call', 'call_expression'],
};

function quoted(text: string): EmbeddedUnit[] {
  const last = text.length - 1;
  return [
    { kind: 'string', type: '"', start: 0, end: 1 },
    ...lexDirective(text.slice(0, last), 1, { comment: '//' }),
    { kind: 'string', type: '"', start: last, end: text.length },
  ];
}
