import type { StopContext } from '../stops/index';

export type PostprocessContext = StopContext;

/**
 * One step of post-processing. Pure; only deletes (indentation-style and line-breaks also rewrite white
 * space); returns "" to drop the completion and its input when there is nothing to do.
 */
export interface Filter {
  /** Shown to the user in the completion's details. */
  readonly name: string;
  apply(text: string, context: PostprocessContext): string;
}
