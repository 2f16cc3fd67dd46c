import type { UnitKind } from '../../../../language-tokenizers/syntax/unit';

/** What a reader would say of a unit: the first with this text, or with "after" the first after that one. */
export type Expected = readonly [text: string, kind: UnitKind, after?: string];
