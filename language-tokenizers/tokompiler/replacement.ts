import { PREFIXES } from './nameClass';
import type { TokompiledName } from './tokompiled';

/** What stands for a name in the text: "var_12". */
export function replacement({ class: one, number }: TokompiledName): string {
  return `${PREFIXES[one]}_${number}`;
}
