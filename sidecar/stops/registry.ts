import type { StopRuleFactory } from './rule';
import { line } from './rules/line';

/** The stops. Of two that are sure at the same place, the earlier in this list gives the reason. */
export const RULES: readonly StopRuleFactory[] = [line];
