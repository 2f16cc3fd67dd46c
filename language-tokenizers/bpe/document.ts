import { DocumentText, type TextEdit } from '../text/documentText';
import type { Tokenizer, TokenView } from './tokenizer';

/** A text under edit, and its tokens in as many tokenizers as are asked for; all share the text. */
export class TokenDocument {
  readonly content: DocumentText;
  private readonly views = new Map<Tokenizer, TokenView>();

  /** `version` is the text's, see DocumentText. */
  constructor(text: string, version = 0) {
    this.content = new DocumentText(text, version);
  }

  get version(): number {
    return this.content.version;
  }

  get text(): string {
    return this.content.text;
  }

  /** UTF-16 units. */
  get length(): number {
    return this.content.length;
  }

  /** UTF-8 bytes of the whole text. */
  get byteLength(): number {
    return this.content.byteLength;
  }

  /** The tokens in one tokenizer, which follow all edits from the first time they are asked for. */
  view(tokenizer: Tokenizer): TokenView {
    let view = this.views.get(tokenizer);
    if (!view) {
      view = tokenizer.view(this.content);
      this.views.set(tokenizer, view);
    }
    return view;
  }

  /** Stops following in a tokenizer that is no longer asked for. */
  drop(tokenizer: Tokenizer): void {
    this.views.get(tokenizer)?.dispose();
    this.views.delete(tokenizer);
  }

  /** See DocumentText.applyEdits. */
  applyEdits(edits: readonly TextEdit[], version?: number): void {
    this.content.applyEdits(edits, version);
  }

  /** Applies one edit; see `applyEdits`. */
  edit(edit: TextEdit): void {
    this.applyEdits([edit]);
  }
}
