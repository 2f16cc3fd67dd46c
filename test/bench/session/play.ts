/** Plays a session in the editor, with one program that completes. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ProvidedCompletions } from '../../../extension/completion/observedProvider';
import type { Arm } from './arms/arm';
import type { SeenEvent, SeenSession } from './hostInput';
import {
  afterAccepting,
  isKeystroke,
  sha256,
  SessionTexts,
  type Recording,
  type SessionEvent,
} from './session';

/** Milliseconds that accepting may take. */
const ACCEPT_MS = 1000;

type Keystroke = { -readonly [K in keyof SeenEvent]: SeenEvent[K] };

/** What the editor was given for the text as it is. */
interface Shown {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly offset: number;
  readonly text: string;
}

/**
 * @param uriOf where a file of the session is put
 * @throws Error when the text in the editor is another than the session's
 */
export async function play(
  recording: Recording,
  arm: Arm,
  uriOf: (path: string) => vscode.Uri,
): Promise<SeenSession> {
  const player = new Player(recording, arm, uriOf);
  try {
    return await player.play();
  } finally {
    player.dispose();
  }
}

class Player {
  readonly #texts: SessionTexts;
  readonly #listeners: readonly vscode.Disposable[];
  readonly #keystrokes: Keystroke[] = [];
  /** By version of the document that it made. */
  readonly #byVersion = new Map<string, { readonly seen: Keystroke; readonly at: number }>();
  readonly #given = new Set<object>();
  readonly #shownAnswers = new Map<object, number>();
  #running: { readonly seen: Keystroke; readonly at: number } | undefined;
  #shown: Shown | undefined;
  #looks = 0;
  #accepted = 0;
  #acceptedCharacters = 0;

  constructor(
    private readonly recording: Recording,
    private readonly arm: Arm,
    private readonly uriOf: (path: string) => vscode.Uri,
  ) {
    this.#texts = new SessionTexts(recording.files);
    this.#listeners = [
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.#running) {
          this.#byVersion.set(versionOf(document, document.version), this.#running);
        }
      }),
      arm.onDidProvide((provided) => this.#provided(provided)),
    ];
  }

  async play(): Promise<SeenSession> {
    const { events, files } = this.recording;
    for (const { path, start } of files) {
      await vscode.workspace.fs.writeFile(this.uriOf(path), new TextEncoder().encode(start));
    }
    let due = performance.now();
    for (let at = 0; at < events.length;) {
      const event = events[at]!;
      due = Math.max(performance.now(), due + event.wait);
      await sleep(Math.max(0, due - performance.now()));
      const accepted = event.do === 'look' ? await this.#look(at + 1) : undefined;
      if (event.do !== 'look') await this.#do(event, at);
      this.#check(at);
      at = accepted ?? at + 1;
    }
    for (const { path, endSha256 } of files) {
      if (sha256(this.#texts.text(path)) !== endSha256) throw new Error(`${path} ended with another text.`);
    }
    return {
      keystrokes: this.#keystrokes,
      looks: this.#looks,
      accepted: this.#accepted,
      acceptedCharacters: this.#acceptedCharacters,
      seenTokens: [...this.#shownAnswers.values()].reduce((sum, tokens) => sum + tokens, 0),
    };
  }

  dispose(): void {
    vscode.Disposable.from(...this.#listeners).dispose();
  }

  async #do(event: SessionEvent, at: number): Promise<void> {
    if (isKeystroke(event)) {
      const seen: Keystroke = { event: at, asked: false };
      this.#keystrokes.push(seen);
      this.#running = { seen, at: performance.now() };
    }
    this.#texts.apply(event);
    switch (event.do) {
      case 'open':
        await vscode.window.showTextDocument(this.uriOf(event.path), { preview: false });
        return;
      case 'move':
        this.#select(event.to, event.to);
        return;
      case 'type':
        await vscode.commands.executeCommand('type', { text: event.text });
        return;
      case 'delete': {
        const { cursor } = this.#texts;
        if (event.count > 1) this.#select(cursor, cursor + event.count);
        await vscode.commands.executeCommand('deleteLeft');
        return;
      }
      case 'undo':
      case 'redo':
        await vscode.commands.executeCommand(event.do);
        return;
      case 'save':
        await this.#editor().document.save();
        return;
      case 'look':
        return;
    }
  }

  /** The event to go on with, where something was accepted. */
  async #look(next: number): Promise<number | undefined> {
    this.#looks++;
    const { document } = this.#editor();
    const { cursor } = this.#texts;
    const shown = this.#shown;
    const isThere =
      shown?.document === document && shown.version === document.version && shown.offset === cursor;
    if (!isThere) return undefined;
    const after = afterAccepting(this.recording.events, next, shown.text);
    if (after === undefined) return undefined;
    this.#running = undefined;
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    const end = performance.now() + ACCEPT_MS;
    while (document.version === shown.version && performance.now() < end) await sleep(5);
    // The editor may have taken it from the screen meanwhile.
    if (document.version === shown.version) return undefined;
    this.#texts.insert(shown.text);
    this.#accepted++;
    this.#acceptedCharacters += shown.text.length;
    return after;
  }

  #provided({ document, version, offset, askedAt, givenAt, items, cancelled }: ProvidedCompletions): void {
    const keystroke = this.#byVersion.get(versionOf(document, version));
    if (keystroke) keystroke.seen.asked = true;
    const [item] = items;
    const found = item && this.arm.answerOf(item);
    if (!found) return;
    const known = this.#given.has(found.answer);
    this.#given.add(found.answer);
    if (cancelled) return;
    this.#shownAnswers.set(found.answer, found.tokens);
    const text = typeof item.insertText === 'string' ? item.insertText : item.insertText.value;
    this.#shown = { document, version, offset, text };
    if (keystroke === undefined || keystroke.seen.shownMs !== undefined) return;
    keystroke.seen.shownMs = givenAt - keystroke.at;
    keystroke.seen.providerMs = givenAt - askedAt;
    keystroke.seen.known = known;
  }

  #check(at: number): void {
    const now = this.#editor().document.getText();
    const wanted = this.#texts.text();
    if (now === wanted) return;
    let from = 0;
    while (now[from] === wanted[from]) from++;
    const what = `${JSON.stringify(now.slice(from - 20, from + 40))} instead of ${JSON.stringify(wanted.slice(from - 20, from + 40))}`;
    throw new Error(`After event ${at} (${JSON.stringify(this.recording.events[at])}) the text is ${what}.`);
  }

  #select(from: number, to: number): void {
    const editor = this.#editor();
    const { document } = editor;
    editor.selection = new vscode.Selection(document.positionAt(from), document.positionAt(to));
    editor.revealRange(editor.selection);
  }

  #editor(): vscode.TextEditor {
    const editor = vscode.window.activeTextEditor;
    if (editor?.document.uri.path !== this.uriOf(this.#texts.active).path) {
      throw new Error(`The editor shows ${String(editor?.document.uri)} instead of ${this.#texts.active}.`);
    }
    return editor;
  }
}

function versionOf(document: vscode.TextDocument, version: number): string {
  return `${document.uri.toString()} ${version}`;
}
