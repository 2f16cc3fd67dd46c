import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ShownCompletions, type Edit, type Fate } from '../../../extension/completion/shownCompletions';

interface Answer {
  readonly name: string;
}

/** A document with a cursor, which tells the tracker what an editor does, in the editor's order. */
class Page {
  readonly fates: [Fate, string][] = [];
  readonly shown = new ShownCompletions<Answer>((fate, { name }, first) =>
    this.fates.push([fate, first ? name : `${name} (alternative)`]),
  );

  constructor(
    private text: string,
    private cursor = text.length,
    private readonly id = 'a',
  ) {}

  offer(answer: Answer, texts: readonly string[], automatic = true, selected?: string): void {
    this.look();
    const lineStart = this.text.lastIndexOf('\n', this.cursor - 1) + 1;
    const line = this.text.slice(lineStart, this.cursor);
    const head = selected === undefined ? line : line.replace(/\w*$/, selected);
    this.shown.show({ answer, documentId: this.id, lineStart, line, head, texts, automatic });
  }

  look(): void {
    this.shown.look(this.id, this.cursor, (start) =>
      this.text.slice(start, this.cursor).replaceAll('\r\n', '\n'),
    );
  }

  edit({ rangeOffset, rangeLength, text }: Edit): void {
    this.text = this.text.slice(0, rangeOffset) + text + this.text.slice(rangeOffset + rangeLength);
    this.shown.edited(this.id, [{ rangeOffset, rangeLength, text }]);
  }

  /** Puts a text in at the cursor at once; the cursor then stands `back` before its end. */
  insert(text: string, back = 0): void {
    this.edit({ rangeOffset: this.cursor, rangeLength: 0, text });
    this.move(this.cursor + text.length - back);
  }

  type(text: string): void {
    for (const key of text) this.insert(key);
  }

  backspace(): void {
    this.edit({ rangeOffset: this.cursor - 1, rangeLength: 1, text: '' });
    this.move(this.cursor - 1);
  }

  move(to: number): void {
    this.cursor = to;
    this.look();
  }

  accept(answer: Answer, rest: string): void {
    this.insert(rest);
    this.shown.accepted(answer, true);
  }
}

const one = { name: 'one' };
const two = { name: 'two' };

function opened(text = 'a + b;', automatic = true): Page {
  const page = new Page('let x;\nreturn ');
  page.offer(one, [text], automatic);
  return page;
}
const SHOWN: [Fate, string] = ['shown', 'one'];

describe('a completion on screen', () => {
  test('is accepted when the editor says so', () => {
    const page = opened();
    page.accept(one, 'a + b;');
    page.type('\n\n');
    expect(page.fates).toEqual([SHOWN, ['accepted', 'one']]);
  });

  test('is accepted though some of it was typed, and shown once', () => {
    const page = opened();
    page.type('a ');
    page.offer(one, ['+ b;']);
    page.accept(one, '+ b;');
    expect(page.fates).toEqual([SHOWN, ['accepted', 'one']]);
  });

  test('is accepted though the cursor moves on before the editor says so', () => {
    const page = opened();
    page.insert('a + b;');
    page.move(0);
    page.shown.accepted(one, true);
    expect(page.fates).toEqual([SHOWN, ['accepted', 'one']]);
  });

  test('is rejected when something else is typed, at once or after some of it', () => {
    for (const typed of ['b', 'a - ', 'a + c', '\n']) {
      const page = opened();
      page.type(typed);
      page.type('more');
      expect(page.fates).toEqual([SHOWN, ['rejected', 'one']]);
    }
  });

  test('is rejected when the cursor moves away, in the line, in the document or to another', () => {
    for (const leave of [
      (page: Page) => page.move(3),
      (page: Page) => page.move(9),
      (page: Page) => page.backspace(),
      (page: Page) => page.shown.left(),
      (page: Page) => page.shown.look('b', 0, () => ''),
    ]) {
      const page = opened();
      leave(page);
      expect(page.fates).toEqual([SHOWN, ['rejected', 'one']]);
    }
  });

  test('is rejected where the next request finds that something else was typed', () => {
    const page = opened();
    page.edit({ rangeOffset: 14, rangeLength: 0, text: 'q' });
    page.shown.look('a', 15, (start) => 'let x;\nreturn q'.slice(start));
    expect(page.fates.at(-1)).toEqual(['rejected', 'one']);
  });

  test('is not rejected when it was asked for, but may be accepted', () => {
    const page = opened('a + b;', false);
    page.type('z');
    expect(page.fates).toEqual([SHOWN]);
    const next = opened('a + b;', false);
    next.accept(one, 'a + b;');
    expect(next.fates).toEqual([SHOWN, ['accepted', 'one']]);
  });

  test('is neither when it is typed in full, whatever follows', () => {
    const page = opened();
    page.type('a + b;');
    page.type(' // done');
    page.move(0);
    const pasted = opened();
    pasted.insert('a + b; // done');
    expect([page.fates, pasted.fates]).toEqual([[SHOWN], [SHOWN]]);
  });

  test('is neither when another takes its place, and the other is followed', () => {
    const page = opened();
    page.type('a');
    page.offer(two, [' * c']);
    page.type('x');
    expect(page.fates).toEqual([SHOWN, ['shown', 'two'], ['rejected', 'two']]);
  });

  test('is neither when its document is closed or replaced', () => {
    const page = opened();
    page.shown.closed('b');
    page.shown.closed('a');
    page.move(0);
    const replaced = opened();
    replaced.edit({ rangeOffset: 0, rangeLength: 14, text: 'something else' });
    replaced.move(2);
    expect([page.fates, replaced.fates]).toEqual([[SHOWN], [SHOWN]]);
  });

  test('is rejected once, and accepted when it comes back', () => {
    const page = opened();
    for (let i = 0; i < 2; i++) {
      page.type('z');
      page.backspace();
      page.offer(one, ['a + b;']);
    }
    page.accept(one, 'a + b;');
    expect(page.fates).toEqual([SHOWN, ['rejected', 'one'], ['accepted', 'one']]);
  });

  test('without a text is none', () => {
    const page = opened('');
    page.type('z');
    expect(page.fates).toEqual([]);
  });
});

describe('a part that is taken', () => {
  test('counts when the rest is not', () => {
    const page = opened('compute(a, b);');
    page.insert('compute');
    page.insert('(');
    page.type('c');
    expect(page.fates).toEqual([SHOWN, ['partlyAccepted', 'one']]);
  });

  test('is nothing beside the whole', () => {
    const page = opened('compute(a, b);');
    page.insert('compute');
    page.offer(one, ['(a, b);']);
    page.accept(one, '(a, b);');
    page.move(0);
    expect(page.fates).toEqual([SHOWN, ['accepted', 'one']]);
  });

  test('is not what the editor adds to a key: a bracket, an indentation', () => {
    const page = opened('()');
    page.insert('()', 1);
    page.move(0);
    expect(page.fates).toEqual([SHOWN, ['rejected', 'one']]);
    const line = opened('{\n    b }');
    line.type('{');
    line.insert('\n    ');
    line.type('c');
    expect(line.fates).toEqual([SHOWN, ['rejected', 'one']]);
  });

  test('is not an entry of the suggestion list that replaces the word', () => {
    const page = new Page('com');
    page.offer(one, ['pute(a);']);
    page.edit({ rangeOffset: 0, rangeLength: 3, text: 'compute' });
    page.move(7);
    page.type('x');
    expect(page.fates).toEqual([SHOWN, ['rejected', 'one']]);
  });
});

describe('the place of a completion', () => {
  test('moves with edits before it, and stays at edits behind it', () => {
    const page = new Page('one\nreturn \nlast', 11);
    page.offer(one, ['value']);
    page.edit({ rangeOffset: 0, rangeLength: 0, text: 'import x\r\n' });
    page.move(21);
    page.edit({ rangeOffset: 22, rangeLength: 4, text: 'end' });
    page.edit({ rangeOffset: 14, rangeLength: 0, text: '// above\n' });
    page.move(30);
    page.edit({ rangeOffset: 10, rangeLength: 13, text: '' });
    page.move(17);
    expect(page.fates).toEqual([SHOWN]);
    page.type('val');
    page.type('x');
    expect(page.fates).toEqual([SHOWN, ['rejected', 'one']]);
  });

  test('may be an empty line, and span lines with either line end', () => {
    const page = new Page('a\r\n');
    page.offer(one, ['b\nc']);
    page.type('b');
    page.insert('\r\n');
    expect(page.fates).toEqual([SHOWN]);
    page.type('d');
    expect(page.fates).toEqual([SHOWN, ['rejected', 'one']]);
    const taken = new Page('a\r\n');
    taken.offer(one, ['b\nc d']);
    taken.insert('b\r\nc');
    taken.type('x');
    expect(taken.fates).toEqual([SHOWN, ['partlyAccepted', 'one']]);
    for (const leave of [(page: Page) => page.type('\n'), (page: Page) => page.move(1)]) {
      const empty = new Page('a\n');
      empty.offer(one, ['b']);
      leave(empty);
      expect(empty.fates).toEqual([SHOWN, ['rejected', 'one']]);
    }
  });

  test('follows the entry that is selected in the suggestion list', () => {
    const page = new Page('x = par');
    page.offer(one, ['(line)'], true, 'parse');
    page.insert('se(line)');
    page.shown.accepted(one, true);
    expect(page.fates).toEqual([SHOWN, ['accepted', 'one']]);
    const other = new Page('x = par');
    other.offer(one, ['(line)'], true, 'Parser');
    other.type('q');
    expect(other.fates).toEqual([]);
  });

  test('fits any of the alternatives', () => {
    const page = opened();
    page.offer(two, ['a + b;', 'c * d;'], false);
    page.type('c * ');
    page.insert('d;');
    page.shown.accepted(two, false);
    expect(page.fates.slice(1)).toEqual([
      ['shown', 'two'],
      ['accepted', 'two (alternative)'],
    ]);
  });
});

test('typing is a rejection exactly where it leaves the text of the completion', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ab]{1,6}$/), fc.stringMatching(/^[ab]{1,8}$/), (text, typed) => {
      const page = opened(text);
      page.type(typed);
      const leaves = !text.startsWith(typed) && !typed.startsWith(text);
      expect(page.fates).toEqual(leaves ? [SHOWN, ['rejected', 'one']] : [SHOWN]);
    }),
  );
});
