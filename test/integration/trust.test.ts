import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CompleteResult } from '../../sidecar/protocol';
import type { DisposableLike } from '../../extension/common/disposables';
import { CompletionService } from '../../extension/completion/completionService';
import { CompletionRequests } from '../../extension/completion/request';
import { ShownTracker } from '../../extension/completion/shownTracker';
import { cursorWindow } from '../../extension/completion/window';
import { AcceptedTracker } from '../../extension/statistics/acceptedTracker';
import { Statistics } from '../../extension/statistics/statistics';
import { ExplainCompletion } from '../../extension/trust/explainCompletion';
import { LastCompletion } from '../../extension/trust/lastCompletion';
import { MarkUnknownNames } from '../../extension/trust/markUnknownNames';
import { ShowSurprise } from '../../extension/trust/showSurprise';
import { findSources } from '../../extension/trust/showSources';
import { sidecarLauncher } from '../../extension/sidecar/launcher';
import type { CodeName } from '../../extension/tokens/service/messages';
import { activateExtension, closeAll, configure, show, waitFor, write } from './lib/host';

const PLANTED = `def to_metres(feet, scale=1.0):
    if feet is None:
        raise ValueError("no length was given")
    rounded = round(feet * 0.3048 * scale, 3)
    return rounded
`;
const HERE = 'rate = 2\n\n\nprint(rate)\n';

describe('trust in a completion', () => {
  const log = vscode.window.createOutputChannel('trust under test', { log: true });
  const never = new vscode.CancellationTokenSource().token;
  const disposables: DisposableLike[] = [log];
  let service: CompletionService;
  let requests: CompletionRequests;
  let accepted: AcceptedTracker;
  let shown: ShownTracker;
  let completions: LastCompletion;

  const own = <T extends DisposableLike>(one: T): T => {
    disposables.push(one);
    return one;
  };

  before(async () => {
    await activateExtension();
    await configure('completion.enabled', { '*': false });
    await configure('model.path', process.env['TOKOSCOPE_TINY_MODEL']);
    const extension = vscode.extensions.getExtension('tokoscope.tokoscope')!;
    const launch = sidecarLauncher(extension.extensionPath, () => 'error');
    service = own(new CompletionService(launch, log, { get: () => Promise.resolve('') }));
    requests = new CompletionRequests(service, {
      collect: () => ({ context: [], repository: '' }),
    });
    shown = own(new ShownTracker());
    accepted = own(new AcceptedTracker(new Statistics(() => undefined)));
    completions = own(new LastCompletion(shown, accepted));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.saveAll');
    await closeAll();
  });
  after(async () => {
    for (const one of disposables.reverse()) one.dispose();
    await configure('completion.enabled', undefined);
    await configure('model.path', undefined);
  });

  /** Puts a text in at a line's start as the editor does for an accepted completion; the answer is the model's own. */
  async function accept(name: string, text: string, line = 1): Promise<[vscode.TextEditor, CompleteResult]> {
    const document = await vscode.workspace.openTextDocument(await write(name, HERE));
    const editor = await show(document);
    const position = new vscode.Position(line, 0);
    editor.selection = new vscode.Selection(position, position);
    const request = requests.make({ document, position, window: cursorWindow(document, position) });
    const given = await service.complete({ ...request, maxTokens: 4 }, never);
    assert(given, service.state.problem?.message);
    const answer: CompleteResult = { ...given, text };
    requests.answered(request, answer);
    await editor.edit((edit) => edit.insert(position, text));
    accepted.accepted(answer, text);
    return [editor, answer];
  }

  it('attributes a planted function in another file to its lines, follows it through edits, and novel code to none', async () => {
    await write('trust/units.py', `import os\n\n\n${PLANTED}`);
    const [editor] = await accept('trust/here.py', PLANTED);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '# above\n'));
    const completion = completions.current!;
    assert.equal(editor.document.offsetAt(new vscode.Position(2, 0)), completion.range.start);
    assert.equal(completion.text, PLANTED);
    const { spans, search } = await findSources(completion, requests, never);
    assert(search.files > 0);
    const places = spans.flatMap(({ originals }) =>
      originals.map(({ place, firstLine, lastLine }) => [
        vscode.workspace.asRelativePath(place.uri),
        place.kind,
        firstLine,
        lastLine,
      ]),
    );
    assert.deepEqual(places, [['trust/units.py', 'workspace', 3, 7]]);

    const novel = PLANTED.replaceAll('feet', 'ells').replaceAll('rounded', 'result').replace('None', '0');
    await accept('trust/novel.py', novel);
    assert.deepEqual((await findSources(completions.current!, requests, never)).spans, []);
  });

  it('has commands that do nothing where nothing was completed', async () => {
    const editor = await show(await vscode.workspace.openTextDocument(await write('trust/none.py', HERE)));
    for (const name of ['sources', 'explain', 'unknownNames', 'surprise']) {
      await vscode.commands.executeCommand(`tokoscope.trust.${name}`);
    }
    assert.equal(editor.document.getText(), HERE);
  });

  it('marks the lines that carried a completion until they are edited', async () => {
    const explain = own(new ExplainCompletion(service, requests, completions));
    const [editor] = await accept('trust/explained.py', 'total = rate * 2\n');
    const listed = explain.run();
    const marks = await waitFor('marks', () =>
      explain.marks.of(editor.document).length > 0 ? explain.marks.of(editor.document) : undefined,
    );
    await waitFor('the end of the list', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return Promise.race([
        listed.then(() => true),
        new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 100)),
      ]);
    });
    const lines = marks.map(({ range }) => editor.document.lineAt(range.start.line).text);
    // Its own lines are not context; the random model may be carried by any of the others.
    assert(
      lines.every((line) => ['rate = 2', '', 'print(rate)'].includes(line)),
      lines.join('|'),
    );
    assert.match(marks[0]?.renderOptions?.after?.contentText ?? '', /^\+\d+\.\d\d nats$/);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '#'));
    assert.deepEqual(explain.marks.of(editor.document), []);
  });

  it('marks names that exist nowhere, and says when no language service answers', async () => {
    const text = 'import json\nvalue = made_up(rate, shared_name, from_provider)\n';
    const [editor] = await accept('trust/names.py', text);
    await vscode.workspace.openTextDocument(await write('trust/other.py', 'shared_name = 1\n'));
    const names = (document: vscode.TextDocument) => {
      const found: CodeName[] = [...document.getText().matchAll(/[a-z_]{2,}/g)].map((match) => ({
        text: match[0],
        start: match.index,
        end: match.index + match[0].length,
        declares: ['json', 'value'].includes(match[0]),
      }));
      return Promise.resolve({ version: document.version, names: found, scoped: true });
    };
    const unknown = own(new MarkUnknownNames(names, completions));
    const marked = (): string[] =>
      unknown.marks.of(editor.document).map(({ range }) => editor.document.getText(range));
    await unknown.run();
    assert.deepEqual(marked(), ['made_up', 'from_provider']);
    assert.match(
      (unknown.marks.of(editor.document)[0]?.hoverMessage as vscode.MarkdownString).value,
      /No(?: |&nbsp;)language(?: |&nbsp;)service(?: |&nbsp;)answered/,
    );
    await unknown.run();
    assert.deepEqual(marked(), [], 'the same command clears them');

    const provider = vscode.languages.registerDefinitionProvider('python', {
      provideDefinition: (document, position) =>
        document.getText(document.getWordRangeAtPosition(position)) === 'from_provider'
          ? new vscode.Location(document.uri, new vscode.Position(0, 0))
          : undefined,
    });
    try {
      await unknown.run();
      assert.deepEqual(marked(), ['made_up']);
    } finally {
      provider.dispose();
    }
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '#'));
    assert.deepEqual(marked(), []);
  });

  it('says of each accepted line how surprising it is', async () => {
    const surprise = own(new ShowSurprise(service, completions));
    const [editor] = await accept('trust/surprise.py', 'total = rate\nother = total\n');
    await surprise.run();
    const marks = surprise.marks.of(editor.document);
    assert.deepEqual(
      marks.map(({ range }) => range.start.line),
      [1, 2],
    );
    for (const { renderOptions } of marks) {
      assert.match(renderOptions?.after?.contentText ?? '', /^\d+\.\d bits · \d+\.\d a token$/);
    }
    await surprise.run();
    assert.deepEqual(surprise.marks.of(editor.document), []);
  });
});
