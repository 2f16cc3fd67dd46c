import { RULES } from './registry';
import type { Finding, Stop, StopContext, StopFinder } from './rule';

export interface StopRule {
  /**
   * Says whether generation should end, given the whole raw text so far; call it after every step. The answer
   * does not depend on how the text grew, so a draft of several tokens gives what single tokens give.
   */
  check(text: string): Stop | undefined;
}

/** The stops for one completion. Of several findings the one that was sure first counts. */
export function createStops(context: StopContext): StopRule {
  const finders: StopFinder[] = RULES.map((rule) => rule.create(context)).filter(
    (finder) => finder !== undefined,
  );
  return {
    check(text) {
      let first: Finding | undefined;
      for (const find of finders) {
        const finding = find(text);
        if (finding && (!first || finding.at < first.at)) first = finding;
      }
      return first && { stop: first.stop, keep: first.keep };
    },
  };
}
