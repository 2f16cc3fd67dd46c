import type { StopRuleFactory } from './rule';
import { blankRun } from './rules/blankRun';
import { line } from './rules/line';
import { repetition } from './rules/repetition';
import { scope } from './rules/scope';
import { suffix } from './rules/suffix';

/** The stops. Of two that are sure at the same place, the earlier in this list gives the reason. */
export const RULES: readonly StopRuleFactory[] = [suffix, line, scope, blankRun, repetition];
