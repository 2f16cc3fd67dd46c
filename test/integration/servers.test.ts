import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { TokoscopeApi } from '../../extension/api';
import { activateExtension, closeAll, configure, show, waitFor, write } from './lib/host';

const MODELS = { data: [{ id: 'coder-a' }, { id: 'coder-b' }] };
const part = (content: string, stop: boolean): string => `data: ${JSON.stringify({ content, stop })}\n\n`;

describe('servers', () => {
  let api: TokoscopeApi;
  let server: Server;
  let url = '';
  /** Names of the models that completions were asked of. */
  let asked: unknown[] = [];
  let fails = false;

  before(async () => {
    api = await activateExtension();
    server = createServer((request, response) => {
      if (request.method === 'GET') {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(MODELS));
        return;
      }
      let text = '';
      request.setEncoding('utf8').on('data', (more: string) => (text += more));
      request.on('end', () => {
        const { model, grammar } = JSON.parse(text) as { model?: unknown; grammar?: string };
        asked.push(model);
        // The space before the cursor, where the answer is to spell it again.
        const again = grammar?.startsWith('root ::= " "') ? ' ' : '';
        if (fails) response.writeHead(503).end();
        else
          response.writeHead(200, { 'content-type': 'text/event-stream' }).end(part(`${again}40 + 2`, true));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await configure('model.serverUrl', url);
  });
  beforeEach(() => {
    asked = [];
    fails = false;
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await closeAll();
  });
  after(async () => {
    for (const name of ['model.server', 'model.serverUrl', 'model.serverModel']) {
      await configure(name, undefined);
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await vscode.commands.executeCommand('tokoscope.sidecar.restart');
  });

  const setting = (name: string): unknown => vscode.workspace.getConfiguration('tokoscope').get(name);
  const accept = (): Thenable<unknown> =>
    vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  const next = (): Thenable<unknown> =>
    vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

  async function open(name: string, text: string): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument(await write(name, text));
    const editor = await show(document);
    const end = document.positionAt(text.length);
    editor.selection = new vscode.Selection(end, end);
    return editor;
  }

  it('are set up step by step: address, kind, and a model of those that the server lists', async function () {
    this.timeout(60_000);
    const done = vscode.commands.executeCommand('tokoscope.model.chooseServer');
    await waitFor('the server to be in use', async () => {
      await accept();
      await pause(200);
      return setting('model.server') === 'llama-server' ? true : undefined;
    });
    await done;
    assert.equal(setting('model.serverUrl'), url);
    assert.equal(setting('model.serverModel'), 'coder-a');
    await open('answer.py', 'answer = ');
    await vscode.commands.executeCommand('tokoscope.completion.complete');
    const { model, text } = await waitFor('an answer of the server', () => {
      const { last } = api.completionState!();
      return last?.model.endpoint === undefined ? undefined : last;
    });
    assert.equal(text, '40 + 2');
    assert.equal(model.path, url);
    assert.deepEqual(asked, ['coder-a']);
  });

  it('have another of their models chosen where models are chosen', async function () {
    this.timeout(60_000);
    await waitFor('the other model', async () => {
      const done = vscode.commands.executeCommand('tokoscope.model.choose');
      // Until its entries are there, nothing can be chosen and nothing happens.
      await pause(2500);
      await next();
      await accept();
      await pause(300);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await done;
      return setting('model.serverModel') === 'coder-b' ? true : undefined;
    });
    assert.equal(setting('model.server'), 'llama-server');
  });

  it('that are away are asked once and no more while one types on, and nothing is lost', async () => {
    fails = true;
    const editor = await open('typed.py', 'answer = ');
    for (const letter of 'forty_two') {
      await vscode.commands.executeCommand('type', { text: letter });
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    }
    const unavailable = await waitFor('word of the server', () => api.completionState!().unavailable);
    assert.match(unavailable, /^The model's server 127\.0\.0\.1:\d+ failed \(answer 503\)/);
    assert.equal(editor.document.getText(), 'answer = forty_two');
    // Two may have been under way together; from then on it is left alone.
    assert(asked.length <= 2, `asked ${asked.length} times`);
  });

  it('are left from the menu for the model of this machine', async function () {
    this.timeout(60_000);
    await open('menu.py', 'x = 1\n');
    await waitFor('the way back', async () => {
      const done = vscode.commands.executeCommand('tokoscope.completion.menu');
      await pause(500);
      // For this language, models, the key, and then the way back.
      for (let step = 0; step < 3; step++) await next();
      await accept();
      await pause(300);
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await done;
      return setting('model.server') === 'none' ? true : undefined;
    });
    assert.equal(api.completionState!().problem, undefined);
  });
});
