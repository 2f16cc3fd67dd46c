import type { StopContext } from '../stops/index';
import type { FileSyntax } from './syntax/index';

export interface PostprocessContext extends StopContext {
  /** Absent where there is no grammar: filters then judge by the text. */
  readonly syntax?: FileSyntax;
}

/**
 * One step of post-processing. Pure; only deletes (indentation-style and line-breaks also rewrite white
 * space); returns "" to drop the completion and its input when there is nothing to do.
 */
export interface Filter {
  /** Shown to the user in the completion's details. */
  readonly name: string;
  apply(text: string, context: PostprocessContext): string;
}
