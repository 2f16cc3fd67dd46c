import type { PostprocessContext } from './filter';
import { FILTERS } from './registry';

export interface Postprocessed {
  /** The text to insert; "" when nothing of it is worth showing. */
  readonly text: string;
  /** Names of the filters that changed or dropped the text, in the order they first did. */
  readonly filters: string[];
}

/**
 * Turns what the model wrote into what to insert.
 *
 * The filters run in order, again and again until none changes anything: what one takes away may lay bare
 * another's case. That ends, because filters only take away, apart from rewriting indentation once.
 */
export function postprocess(raw: string, context: PostprocessContext): Postprocessed {
  const changedBy = new Set<string>();
  let text = raw;
  for (let before: string | undefined; before !== text;) {
    before = text;
    for (const filter of FILTERS) {
      const next = filter.apply(text, context);
      if (next !== text) changedBy.add(filter.name);
      text = next;
      if (text === '') break;
    }
  }
  return { text, filters: [...changedBy] };
}
