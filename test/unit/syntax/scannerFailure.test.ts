import { expect, it } from 'vitest';
import { SyntaxDocument } from '../../../language-tokenizers/syntax/document';
import { DocumentText } from '../../../language-tokenizers/text/documentText';
import { fixtures, syntax } from './support';

it('a scanner that fails on the tree before reads the text anew', async () => {
  const { language, text } = fixtures.find(({ file }) => file === 'mailer.rb')!;
  const grammar = await syntax.grammar(language);
  const content = new DocumentText(text);
  const document = new SyntaxDocument(grammar, content.buffer);
  document.run();
  // With these, tree-sitter-ruby 0.23.1 fails an assertion about its heredocs; web-tree-sitter then throws.
  const edits = [{ start: 903_883_921 % (text.length + 1), length: 56, text: '' }];
  for (let line = 0; line < 5; line++) edits.push({ start: 0, length: 0, text: '\n' });
  for (const { start, length, text: inserted } of edits) {
    const edit = { start, end: Math.min(content.length, start + length), text: inserted };
    content.applyEdits([edit]);
    document.edit(edit, content.buffer);
    if (edit.text === '') continue;
    const run = document.run();
    const fresh = new SyntaxDocument(grammar, content.text);
    expect(run).toEqual(fresh.run());
    fresh.dispose();
  }
  document.dispose();
});
