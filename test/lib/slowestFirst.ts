import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files whose length says nothing of their time: they start processes, run real models or wait. Begun last, one of
 * them would keep the whole run waiting on a single core.
 */
const SLOW = [
  /\/sidecar\//,
  /\/reading\//,
  /\/cli\//,
  /\/drafts\/verify/,
  /\/draftSources\//,
  /\/syntax\//,
  /\/bpe\//,
];

/** As vitest sorts files (those that took longest before, else the largest first), after the slow ones. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = SLOW.findIndex((pattern) => pattern.test(moduleId));
      return found === -1 ? SLOW.length : found;
    };
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}
