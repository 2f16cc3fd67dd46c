import type { CompletionMode } from '../protocol';
import { restOfLine } from './text';

/** What 'auto' means at this cursor: 'line' where text follows it on its line, else 'block'. */
export function resolveMode(mode: CompletionMode, suffix: string): 'line' | 'block' {
  if (mode !== 'auto') return mode;
  return restOfLine(suffix).trim() === '' ? 'block' : 'line';
}
