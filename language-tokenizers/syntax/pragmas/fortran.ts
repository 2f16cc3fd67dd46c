import type { EmbeddedUnit, HostInjections } from '../injections/injection';
import { lexDirective } from './lexer';

/** `!$omp …` and `!$acc …`: comments to the grammar. A line that goes on with another is read by itself. */
export const fortranPragmas: HostInjections = pragmas((comment) => {
  const [all, mark] = /^(!\$(?:omp|acc))(?:\s*&|(?=\s|$))/i.exec(comment) ?? [];
  return all === undefined ? undefined : read(comment, mark!.length, all.length);
});

/** The same in fixed form: "c" and "*" make comments too, and what stands in column 6 marks a continuation. */
export const fixedFortranPragmas: HostInjections = pragmas((comment) => {
  const [all, mark] = /^([!c*]\$(?:omp|acc))(?:[^\s0]|(?=[\s0]|$))/i.exec(comment) ?? [];
  return all === undefined ? undefined : read(comment, mark!.length, all.length);
});

function pragmas(directive: (comment: string) => EmbeddedUnit[] | undefined): HostInjections {
  return { injections: [{ node: 'comment', read: directive }], contexts: [] };
}

/** @param from where a mark of continuation ends, or the sentinel */
function read(comment: string, sentinelEnd: number, from: number): EmbeddedUnit[] {
  const continued = from > sentinelEnd;
  return [
    { kind: 'directive', type: 'pragma_sentinel', start: 0, end: sentinelEnd },
    ...(continued ? [{ kind: 'punctuation', type: '&', start: from - 1, end: from } as const] : []),
    ...lexDirective(comment, from, { comment: '!', continued }),
  ];
}
