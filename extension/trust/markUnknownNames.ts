import * as vscode from 'vscode';
import { themeColor } from '../config/themeColor';
import type { TextRange } from '../statistics/followedRange';
import type { CodeName, CodeNames } from '../tokens/service/messages';
import { rangeIn, type LastCompletion } from './lastCompletion';
import { Marks } from './marks';
import { isDefinedAt, isWorkspaceSymbol } from './nameProviders';
import { notIn, unknownInFile, type UnknownName } from './unknownNames';

/** Asks which names a document has, and which of them it declares. */
export type AskNames = (document: vscode.TextDocument) => Promise<CodeNames | undefined>;

/** Names that providers are asked about, and known ones that show whether there is a provider. */
const MOST_ASKED = 50;
const PROBES = 3;

interface Checked {
  readonly unknown: readonly UnknownName[];
  /** A provider answered, be it about a name that is known. */
  readonly asked: boolean;
}

/**
 * The command *Mark Unknown Names*: names in the selection, or else in accepted code, that exist nowhere. Run again, it
 * clears the marks.
 */
export class MarkUnknownNames {
  readonly marks = new Marks({
    textDecoration: 'underline wavy',
    backgroundColor: themeColor('trust.unknownNameBackground'),
    overviewRulerColor: themeColor('trust.unknownNameRuler'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });

  constructor(
    private readonly names: AskNames,
    private readonly completions: LastCompletion,
  ) {}

  async run(): Promise<void> {
    if (!this.marks.isEmpty) {
      this.marks.clear();
      return;
    }
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) return;
    const { document } = editor;
    const ranges = this.rangesIn(editor);
    if (ranges.length === 0) {
      say(vscode.l10n.t('No code was accepted here: accept a completion, or select the code to look at.'));
      return;
    }
    const { version } = document;
    const checked = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Looking for unknown names…') },
      () => this.check(document, ranges),
    );
    if (checked === undefined) {
      say(vscode.l10n.t('Names are known by a grammar, and there is none for this file.'));
      return;
    }
    if (document.version !== version) return;
    const { unknown, asked } = checked;
    const how = asked
      ? ''
      : vscode.l10n.t(' No language service answered: only the texts of open files are known.');
    if (unknown.length === 0) {
      say(vscode.l10n.t('Every name exists.') + how);
      return;
    }
    this.marks.add(
      document.uri,
      unknown.flatMap((name) => marksOf(name, document, how)),
    );
    const list = unknown.map(({ text }) => text).join(', ');
    say(vscode.l10n.t('Names that exist nowhere: {0}.', list) + how);
  }

  dispose(): void {
    this.marks.dispose();
  }

  private rangesIn({ document, selections }: vscode.TextEditor): TextRange[] {
    const selected = selections
      .filter(({ isEmpty }) => !isEmpty)
      .map(({ start, end }) => ({ start: document.offsetAt(start), end: document.offsetAt(end) }));
    return selected.length > 0
      ? selected
      : this.completions.acceptedRanges(document).filter(({ start, end }) => end > start);
  }

  private async check(
    document: vscode.TextDocument,
    ranges: readonly TextRange[],
  ): Promise<Checked | undefined> {
    const found = await this.names(document);
    if (found?.names === undefined) return undefined;
    const { languageId } = document;
    let unknown = unknownInFile(found.names, ranges, languageId);
    for (const other of vscode.workspace.textDocuments) {
      if (unknown.length === 0) break;
      if (other !== document && other.languageId === languageId) {
        unknown = notIn(unknown, other.getText(), languageId);
      }
    }
    const probes = probesOf(found.names, ranges).map(({ start }) => isDefinedAt(document, start));
    const answers = await Promise.all(
      unknown.slice(0, MOST_ASKED).map(async ({ text, places: [place] }) => {
        const [defined, symbol] = await Promise.all([
          isDefinedAt(document, place?.start ?? 0),
          isWorkspaceSymbol(text),
        ]);
        return defined || symbol;
      }),
    );
    const asked = answers.includes(true) || (await Promise.all(probes)).includes(true);
    return { unknown: unknown.filter((_, index) => !(answers[index] ?? false)), asked };
  }
}

/** Uses of names outside of the code, of which a provider should know where they are defined. */
function probesOf(names: readonly CodeName[], ranges: readonly TextRange[]): CodeName[] {
  const isOutside = ({ start, end }: CodeName): boolean =>
    ranges.every((range) => end <= range.start || start >= range.end);
  return names.filter((name) => isOutside(name)).slice(-PROBES);
}

function marksOf(
  { text, places }: UnknownName,
  document: vscode.TextDocument,
  how: string,
): vscode.DecorationOptions[] {
  const message = vscode.l10n.t('“{0}” exists nowhere: not in this file, open files or the language.', text);
  const hoverMessage = new vscode.MarkdownString().appendText(message + how);
  return places.map((place) => ({ range: rangeIn(document, place), hoverMessage }));
}

function say(message: string): void {
  void vscode.window.showInformationMessage(message);
}
