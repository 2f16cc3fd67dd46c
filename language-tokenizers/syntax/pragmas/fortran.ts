import type { HostInjections } from '../injections/injection';
import { lexDirective } from './lexer';

/** What makes a comment a directive; "c" and "*" only in fixed form, where they make the comment. */
const SENTINEL = /^[!cC*]\$(?:omp|acc)/i;

/** `!$omp …` and `!$acc …`: comments to the grammar. A line that goes on with another is read by itself. */
export const fortranPragmas: HostInjections = {
  injections: [
    {
      node: 'comment',
      read: (text) => {
        const mark = SENTINEL.exec(text)?.[0].length;
        if (mark === undefined || !/^(?:[\s&]|$|[^\w]|[1-9]\s)/.test(text.slice(mark))) return undefined;
        // Free form may, fixed form must mark a continuation behind the sentinel.
        const form = /^\s*(?:&|[1-9](?=\s))/.exec(text.slice(mark))?.[0] ?? '';
        const from = mark + form.length;
        return [
          { kind: 'directive', type: 'pragma_sentinel', start: 0, end: mark },
          ...(form === '' ? [] : [{ kind: 'punctuation', type: '&', start: from - 1, end: from } as const]),
          ...lexDirective(text, from, { comment: '!', continued: form !== '' }),
        ];
      },
    },
  ],
  contexts: [],
};
