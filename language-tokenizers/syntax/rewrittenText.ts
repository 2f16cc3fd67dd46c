import type { TextEdit } from '../bpe/tokenizer';
import type { SyntaxText } from './text';

/** A text as its language rewrites it for the parser (SyntaxLanguage.parserText), which follows the text's edits. */
export class RewrittenText {
  private present: string;

  constructor(
    private readonly rewrite: (text: string) => string,
    text: SyntaxText,
  ) {
    this.present = rewrite(text.slice(0, text.length));
  }

  get text(): string {
    return this.present;
  }

  /**
   * Takes the text after an edit. Returns the edit of the rewritten text, which holds the given one: a mark that
   * is typed may change what comes before and after it.
   */
  follow(edit: TextEdit, newText: SyntaxText): TextEdit {
    const old = this.present;
    const now = this.rewrite(newText.slice(0, newText.length));
    this.present = now;
    const longest = Math.min(old.length, now.length);
    let start = 0;
    while (start < longest && old.charCodeAt(start) === now.charCodeAt(start)) start++;
    start = Math.min(start, edit.start);
    const most = Math.min(old.length - edit.end, longest - start);
    let same = 0;
    while (same < most && old.charCodeAt(old.length - same - 1) === now.charCodeAt(now.length - same - 1))
      same++;
    return { start, end: old.length - same, text: now.slice(start, now.length - same) };
  }
}
