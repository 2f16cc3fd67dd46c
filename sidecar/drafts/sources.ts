import { ChangedCopySource } from './changedCopy';
import { MaskSource } from './masks';
import { RecyclingSource } from './recycling';
import type { DraftSource, SourceContext } from './source';
import { GlobalSuffixSource } from './suffix/global';
import { LocalSuffixSource } from './suffix/local';
import { TailSource } from './tail';
import { UnitSource } from './units/unitSource';

/** The sources of drafts, in the order in which they are asked; of equals the first wins. */
export const SOURCES: readonly ((context: SourceContext) => DraftSource)[] = [
  (context) => new TailSource(context),
  (context) => new LocalSuffixSource(context),
  () => new ChangedCopySource(),
  (context) => new GlobalSuffixSource(context),
  (context) => new UnitSource(context),
  (context) => new MaskSource(context),
  (context) => new RecyclingSource(context),
];
