import type { Command } from 'commander';
import type { Host } from '../host';
import { biasCommand } from './bias';
import { completeCommand } from './complete';
import { countCommand } from './count';
import { explainCommand } from './explain';
import { languagesCommand } from './languages';
import { mergeCommand } from './merge';
import { metricsCommand } from './metrics';
import { modelsCommand } from './models';
import { promptCommand } from './prompt';
import { restoreCommand } from './restore';
import { surprisalCommand } from './surprisal';
import { tokenizersCommand } from './tokenizers';
import { tokensCommand } from './tokens';
import { tokompileCommand } from './tokompile';
import { unitsCommand } from './units';
import { verifyCommand } from './verify';

/** The registry of commands, in the order of the help. */
export const COMMANDS: readonly ((host: Host) => Command)[] = [
  tokensCommand,
  countCommand,
  unitsCommand,
  tokompileCommand,
  restoreCommand,
  mergeCommand,
  metricsCommand,
  completeCommand,
  promptCommand,
  explainCommand,
  surprisalCommand,
  biasCommand,
  verifyCommand,
  tokenizersCommand,
  modelsCommand,
  languagesCommand,
];
