import { bytes } from './strategies/bytes';
import { dynamicFile } from './strategies/dynamicFile';
import { dynamicWorkspace } from './strategies/dynamicWorkspace';
import { hatWords } from './strategies/hatWords';
import { identifiers } from './strategies/identifiers';
import { identifierWords } from './strategies/identifierWords';
import { leaves } from './strategies/leaves';
import { lessIsBetter } from './strategies/lessIsBetter';
import { lexicalUnits } from './strategies/lexicalUnits';
import { longestFirst } from './strategies/longestFirst';
import { multiWord } from './strategies/multiWord';
import { scaffold } from './strategies/scaffold';
import { superBpe } from './strategies/superBpe';
import { tokompiler } from './strategies/tokompiler';
import { whitespace } from './strategies/whitespace';
import { wordPooling } from './strategies/wordPooling';
import { zip2zip } from './strategies/zip2zip';
import type { Strategy } from './strategy';

/** The registry of what-if strategies, in the order in which they are shown. */
export const STRATEGIES: readonly Strategy[] = [
  identifiers,
  leaves,
  identifierWords,
  whitespace,
  longestFirst,
  zip2zip,
  dynamicFile(),
  dynamicWorkspace(),
  multiWord(),
  superBpe(),
  scaffold(),
  lessIsBetter,
  hatWords,
  wordPooling,
  bytes,
  tokompiler,
  lexicalUnits,
];

/** The strategy of an id; undefined where there is none. */
export function strategyById(id: string): Strategy | undefined {
  return STRATEGIES.find((one) => one.id === id);
}
