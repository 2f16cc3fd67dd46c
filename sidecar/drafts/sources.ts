import type { DraftSource, SourceContext } from './source';

/** The sources of drafts, in the order in which they are asked; of equals the first wins. */
export const SOURCES: readonly ((context: SourceContext) => DraftSource)[] = [];
