import type { ContextOrigin } from '../../sidecar/protocol';
import type { ContextSource, EditorView } from './source';
import { DefinitionSource } from './sources/definition';
import { EditedSource } from './sources/edited';
import { ProblemSource } from './sources/problem';
import { SimilarSource } from './sources/similar';
import { VisitedSource } from './sources/visited';

/** Who finds context, those first whose pieces stay where two say the same. */
export const SOURCES = {
  problem: (editor) => new ProblemSource(editor),
  definition: (editor) => new DefinitionSource(editor),
  edited: () => new EditedSource(),
  similar: (editor) => new SimilarSource(editor),
  visited: () => new VisitedSource(),
} as const satisfies Readonly<Record<ContextOrigin, (editor: EditorView) => ContextSource>>;
