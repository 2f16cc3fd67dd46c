import type { SyntaxDocument } from '../language-tokenizers/syntax/document';
import type { SyntaxLanguage } from '../language-tokenizers/syntax/language';
import { Syntax } from '../language-tokenizers/syntax/syntax';
import type { Host } from './host';

/** Parses one text and no more: its grammar is not worth compiling with care. */
export function parseOnce(language: SyntaxLanguage, text: string, host: Host): Promise<SyntaxDocument> {
  host.compileQuickly?.();
  return new Syntax(host.loadAsset).open(language, text);
}
