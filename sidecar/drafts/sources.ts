import type { DraftSource, SourceContext } from './source';
import { GlobalSuffixSource } from './suffix/global';
import { LocalSuffixSource } from './suffix/local';
import { TailSource } from './tail';

/** The sources of drafts, in the order in which they are asked; of equals the first wins. */
export const SOURCES: readonly ((context: SourceContext) => DraftSource)[] = [
  (context) => new TailSource(context),
  (context) => new LocalSuffixSource(context),
  (context) => new GlobalSuffixSource(context),
];
