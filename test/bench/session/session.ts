/** A recorded editing session: a start, and what a person does from there. */
import { createHash } from 'node:crypto';

/** What is done after `wait` milliseconds. Offsets and counts are in UTF-16 units; a keystroke is a `type` or a `delete`. */
export type SessionEvent = { readonly wait: number } & SessionAction;
export type SessionAction =
  | { readonly do: 'open'; readonly path: string }
  | { readonly do: 'move'; readonly to: number }
  /** One key; that of a line break brings the indentation of the next line with it. */
  | { readonly do: 'type'; readonly text: string }
  /** What stands before the cursor: one character by a key, more by a selection. */
  | { readonly do: 'delete'; readonly count: number }
  /** Takes back the deletion of a selection that was just made, and makes it again. */
  | { readonly do: 'undo' | 'redo' }
  /** Looks at what is shown, and accepts it as a whole if it is what will be typed next. */
  | { readonly do: 'look' }
  | { readonly do: 'save' };

export interface SessionFile {
  readonly path: string;
  readonly start: string;
  /** SHA-256 of the file as it was published: what the session must end with. */
  readonly endSha256: string;
}

export interface Recording {
  readonly name: string;
  /** VS Code language id. */
  readonly language: string;
  /** Where the files are from: two neighbouring states of a real history. */
  readonly source: {
    readonly of: string;
    readonly from: string;
    readonly to: string;
    readonly licence: string;
    readonly copyright: string;
  };
  readonly files: readonly SessionFile[];
  readonly events: readonly SessionEvent[];
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export function isKeystroke(event: SessionEvent): boolean {
  return event.do === 'type' || event.do === 'delete';
}

/** The texts of a session while it is played, without an editor. */
export class SessionTexts {
  readonly #texts: Map<string, string>;
  #active = '';
  #cursor = 0;
  /** The last deletion of a selection, for undo and redo right after it. */
  #deleted = { at: 0, text: '' };

  constructor(files: readonly SessionFile[]) {
    this.#texts = new Map(files.map(({ path, start }) => [path, start]));
  }

  /** Path of the file that is open. */
  get active(): string {
    return this.#active;
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** @throws Error for a file that the session does not have */
  text(path = this.#active): string {
    const text = this.#texts.get(path);
    if (text === undefined) throw new Error(`The session has no file ${path}.`);
    return text;
  }

  /** What is shown was accepted. */
  insert(text: string): void {
    this.#replace(this.#cursor, 0, text);
  }

  /** `look` changes nothing here: who shows something decides. */
  apply(action: SessionAction): void {
    switch (action.do) {
      case 'open':
        this.#active = action.path;
        this.#cursor = 0;
        this.text();
        return;
      case 'move':
        this.#cursor = action.to;
        return;
      case 'type':
        this.insert(action.text);
        return;
      case 'delete': {
        const at = this.#cursor - action.count;
        this.#deleted = { at, text: this.text().slice(at, this.#cursor) };
        this.#replace(at, action.count, '');
        return;
      }
      case 'undo':
        this.#replace(this.#deleted.at, 0, this.#deleted.text);
        return;
      case 'redo':
        this.#replace(this.#deleted.at, this.#deleted.text.length, '');
        return;
      case 'look':
      case 'save':
        return;
    }
  }

  #replace(at: number, length: number, text: string): void {
    const old = this.text();
    this.#texts.set(this.#active, old.slice(0, at) + text + old.slice(at + length));
    this.#cursor = at + text.length;
  }
}

/**
 * Where a session goes on after `shown` is accepted at event `from`: the index of the first event that is not covered
 * by it; undefined where the session writes something else next, or leaves off within what is shown.
 */
export function afterAccepting(
  events: readonly SessionEvent[],
  from: number,
  shown: string,
): number | undefined {
  let typed = '';
  let after: number | undefined;
  for (let at = from; at < events.length; at++) {
    const event = events[at]!;
    if (event.do === 'type') typed += event.text;
    else if (event.do === 'delete' && event.count <= typed.length) typed = typed.slice(0, -event.count);
    else if (event.do !== 'look') break;
    if (typed === shown && isKeystroke(event)) after ??= at + 1;
  }
  return shown !== '' && typed.startsWith(shown) ? after : undefined;
}
