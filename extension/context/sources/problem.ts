import type { ContextItem } from '../../../sidecar/protocol';
import type { ContextSource, CursorPlace, EditorView, Problem } from '../source';

const MOST = 2;
/** UTF-16 units: some compilers print whole types. */
const LONGEST = 300;

/** What the editor reports of the cursor's line and the one above it: errors first, then the nearer line. */
export class ProblemSource implements ContextSource {
  constructor(private readonly editor: Pick<EditorView, 'problems'>) {}

  collect({ text, line }: CursorPlace): ContextItem[] {
    const rank = (problem: Problem): number => (problem.severity === 'error' ? 0 : 2) + line - problem.line;
    return this.editor
      .problems(text)
      .filter((problem) => problem.line === line || problem.line === line - 1)
      .sort((a, b) => rank(a) - rank(b))
      .slice(0, MOST)
      .map((problem) => ({
        origin: 'problem',
        path: text.path,
        languageId: text.languageId,
        text: `${problem.severity}: ${oneLine(problem.message)}\n`,
        line: problem.line,
        score: 1,
      }));
  }
}

function oneLine(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  // A cut may part the halves of a surrogate pair.
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}
