import type { ConstraintName } from '../protocol';
import { Brackets } from './brackets';
import type { ConstraintContext, NoConstraint, OpenConstraint } from './constraint';
import { Names } from './names';
import { Parseable } from './parseable';
import { SingleLine } from './singleLine';

type Open = (
  context: ConstraintContext,
) => OpenConstraint | NoConstraint | Promise<OpenConstraint | NoConstraint>;

/** The constraints that a request may name. Those that take a text (a forced prefix, forbidden texts) are in open.ts. */
export const CONSTRAINTS: Readonly<Record<ConstraintName, Open>> = {
  line: () => ({ state: SingleLine.start }),
  brackets: (context) => ({ state: Brackets.at(context) }),
  names: (context) => ({ state: Names.at(context) }),
  parse: async (context) => {
    const parser = await context.openParser?.(context);
    if (parser === undefined) return { reason: 'there are no grammars in this installation' };
    if ('reason' in parser) return parser;
    return { state: Parseable.with(parser), dispose: () => parser.dispose() };
  },
};
