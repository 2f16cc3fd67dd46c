import assert from 'node:assert/strict';
import { get_encoding as getEncoding, type Tiktoken, type TiktokenEncoding } from 'tiktoken';
import * as vscode from 'vscode';
import type { TokoscopeApi } from '../../extension/api';
import { activateExtension, closeAll, configure, hoverText, show, workspaceFile, write } from './lib/host';

const references = new Map<TiktokenEncoding, Tiktoken>();

function referenceOf(name: TiktokenEncoding): Tiktoken {
  let encoding = references.get(name);
  if (encoding === undefined) references.set(name, (encoding = getEncoding(name)));
  return encoding;
}

/** The reference's count. */
function reference(text: string, name: TiktokenEncoding = 'o200k_base'): number {
  return referenceOf(name).encode_ordinary(text).length;
}

describe('tokens in the editor', () => {
  let api: TokoscopeApi;
  before(async () => {
    api = await activateExtension();
  });
  afterEach(async function () {
    this.timeout(120_000);
    await configure('tokens.tokenizer', undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
  });

  const countOf = async (document: vscode.TextDocument): Promise<number> => {
    const counts = await api.countTokens(document);
    assert(counts, 'the document is analysed');
    assert.equal(counts.exact, true);
    return counts.tokens;
  };

  it('counts every file of the workspace as tiktoken does, in both encodings', async () => {
    const files = await vscode.workspace.findFiles('**/*');
    assert(files.length >= 5);
    for (const name of ['o200k_base', 'cl100k_base'] as const) {
      await configure('tokens.tokenizer', name);
      for (const file of files) {
        const document = await vscode.workspace.openTextDocument(file);
        const counts = await api.countTokens(document);
        assert.equal(counts?.tokenizer, name);
        assert.equal(counts.tokens, reference(document.getText(), name), file.path);
      }
    }
  });

  it('follows edits: typing, several cursors, undo, a paste', async () => {
    const document = await vscode.workspace.openTextDocument(workspaceFile('src/inventory.js'));
    const editor = await show(document);
    await countOf(document);
    const check = async (): Promise<void> => {
      assert.equal(await countOf(document), reference(document.getText()));
    };
    for (const character of 'const café = 1;') {
      await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), character));
      await check();
    }
    await editor.edit((edit) => {
      for (let line = 0; line < 6; line++) edit.insert(new vscode.Position(line, 0), '  ');
      edit.delete(new vscode.Range(8, 0, 10, 0));
    });
    await check();
    await vscode.commands.executeCommand('undo');
    await check();
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '漢字😀'.repeat(2000)));
    await check();
  });

  it('counts the selection as if it stood alone', async () => {
    const document = await vscode.workspace.openTextDocument(workspaceFile('src/fibonacci.py'));
    const selection = new vscode.Range(0, 2, 4, 3);
    const counts = await api.countTokens(document, [selection]);
    assert.equal(counts?.selectionTokens, reference(document.getText(selection)));
  });

  it('handles CRLF, and a change of line ends', async () => {
    const uri = await write('crlf.py', 'def f(a):\r\n    return a\r\n\r\n\r\nprint(f(1))\r\n');
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await show(document);
    assert.equal(document.eol, vscode.EndOfLine.CRLF);
    assert.equal(await countOf(document), reference(document.getText()));
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.LF));
    assert.equal(await countOf(document), reference(document.getText()));
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 4), '\n    '));
    assert.equal(await countOf(document), reference(document.getText()));
  });

  it('handles a lone surrogate, a binary file and invalid UTF-8', async () => {
    const document = await vscode.workspace.openTextDocument({
      content: 'a \ud83d b',
      language: 'plaintext',
    });
    assert.equal(await countOf(document), reference('a \ufffd b'));
    const binary = await write(
      'data.bin',
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 37) % 256),
    );
    await assert.rejects(async () => vscode.workspace.openTextDocument(binary), /binary/);
    const latin1 = await write('latin1.txt', Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x0a));
    const file = await vscode.workspace.openTextDocument(latin1);
    const counts = await api.countTokens(file);
    assert.equal(counts?.tokens, reference('caf\ufffd\n'));
    assert.equal(counts.replacements, true);
  });

  it('handles an untitled document and a notebook cell', async () => {
    const untitled = await vscode.workspace.openTextDocument({
      content: 'let x = 1;\n',
      language: 'typescript',
    });
    assert.equal(untitled.uri.scheme, 'untitled');
    assert.equal(await countOf(untitled), reference('let x = 1;\n'));
    const notebook = await vscode.workspace.openNotebookDocument(
      'interactive',
      new vscode.NotebookData([
        new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'import os\nprint(os.name)', 'python'),
      ]),
    );
    const cell = notebook.cellAt(0).document;
    assert.equal(await countOf(cell), reference('import os\nprint(os.name)'));
    assert.match(await hoverText(cell.uri, new vscode.Position(0, 8)), /identifier/);
  });

  it('handles 5 MB on one line, and edits inside', async () => {
    const line = 'var a={b:[1,2,3],c:"text"};function d(e){return e+1}'.repeat(100_000).slice(0, 5_000_000);
    // Not shown: on a machine without a GPU, VS Code itself takes half a minute to show such a line.
    const document = await vscode.workspace.openTextDocument(await write('minified.js', line));
    const before = await countOf(document);
    assert(before > 1_000_000);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 2_500_000), ' inserted_identifier ');
    await vscode.workspace.applyEdit(edit);
    const after = await countOf(document);
    assert(after > before && after < before + 12, `${before} -> ${after}`);
  });

  it('a file of over 50 MB leaves the host unharmed, a document over the limit is not counted', async function () {
    this.timeout(120_000); // VS Code reads the whole file before it declines.
    const uri = await write('huge.txt', new Uint8Array(51 * 1024 * 1024).fill(0x61));
    await assert.rejects(async () => vscode.workspace.openTextDocument(uri));
    await configure('tokens.maxDocumentSize', 1);
    try {
      const document = await vscode.workspace.openTextDocument({ content: 'a b '.repeat(300_000) });
      assert.equal(await api.countTokens(document), undefined);
    } finally {
      await configure('tokens.maxDocumentSize', undefined);
    }
    const small = await vscode.workspace.openTextDocument(workspaceFile('src/ledger.ts'));
    assert.equal(await countOf(small), reference(small.getText()));
    await vscode.workspace.fs.delete(uri);
  });

  it("hovers with tiktoken's id, the bytes, the place, and the unit's cost", async () => {
    // Python, because VS Code waits for its own JavaScript server, too, which has 5 MB to read by now.
    const text = 'def total(values):\n  return values.length\n';
    const document = await vscode.workspace.openTextDocument(await write('hover.py', text));
    const hover = await hoverText(document.uri, new vscode.Position(1, 11));
    const encoding = referenceOf('o200k_base');
    const ids = encoding.encode_ordinary(text);
    const id = encoding.encode_ordinary(' values')[0];
    const place = ids.lastIndexOf(id!) + 1;
    assert.match(hover, new RegExp(`id \`${id}\` · ${place} of ${ids.length} `));
    assert.match(hover, /bytes `20 76 61 6c 75 65 73`/);
    assert.match(hover, /\*\*Unit\*\* `values` · identifier/);
    assert.match(hover, /2 times in this file: 2 tokens/);
  });

  it('says nothing where hovers are turned off', async () => {
    const uri = workspaceFile('src/fibonacci.py');
    await configure('tokens.hover', false);
    try {
      assert.doesNotMatch(await hoverText(uri, new vscode.Position(0, 5)), /\*\*Token\*\*/);
    } finally {
      await configure('tokens.hover', undefined);
    }
    assert.match(await hoverText(uri, new vscode.Position(0, 5)), /\*\*Token\*\*/);
  });

  it('commands switch boundaries and function counts', async () => {
    const get = (name: string): unknown => vscode.workspace.getConfiguration('tokoscope').get(name);
    for (const [command, setting] of [
      ['tokens.toggleBoundaries', 'tokens.boundaries'],
      ['tokens.toggleFunctionCounts', 'tokens.functionCounts'],
    ] as const) {
      const before = get(setting);
      await vscode.commands.executeCommand(`tokoscope.${command}`);
      assert.equal(get(setting), !before);
      await vscode.commands.executeCommand(`tokoscope.${command}`);
      assert.equal(get(setting), before);
    }
  });
});
