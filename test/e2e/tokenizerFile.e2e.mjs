import assert from 'node:assert/strict';
import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../scripts/lib/run.mjs';
import { temporaryFolder } from '../../scripts/lib/cleanup.mjs';
import { root } from '../../scripts/lib/paths.mjs';

export const title = 'A tokenizer from a file';

const folder = await temporaryFolder('tokenizers');
const good = path.join(folder.path, 'gpt2.json');
const cut = path.join(folder.path, 'cut-short.json');
await copyFile(path.join(root, 'test/fixtures/tokenizers/bpe/gpt2.json'), good);
await writeFile(cut, '{"model": {"type": "BPE", "vocab": {"a"');

export const workbench = {
  openFile: 'src/ledger.ts',
  settings: { 'tokoscope.tokens.tokenizer': 'file' },
  machineSettings: { 'tokoscope.tokens.tokenizerFile': good },
};

/** What the command line says of the open file. */
async function countOf(workbench, tokenizer) {
  const file = path.join(workbench.workspace, 'src/ledger.ts');
  const args = ['dist/cli.js', 'count', file, '--tokenizer', tokenizer, '--json'];
  const { totals } = JSON.parse(await run(process.execPath, args, { cwd: root }));
  return Object.values(totals)[0];
}

export const steps = {
  async 'counts by the file'({ workbench }) {
    await workbench.statusBarItem(`${await countOf(workbench, good)} tok`);
    const hover = await workbench.hoverWord('push', { lineText: 'payments.push', expected: 'id' });
    assert.match(hover, /id \d+/);
    await workbench.leaveText();
  },

  async 'the picker shows the file as the one in use, and takes another'({ workbench }) {
    await workbench.runCommand('Tokoscope: Select Tokenizer');
    const rows = await workbench.quickPickRows();
    assert.ok(
      rows.some((row) => row.includes(good) && row.includes('in use')),
      rows.join('\n'),
    );
    assert.ok(rows.some((row) => row.includes('From a File')));
    await workbench.picture('tokenizer-picker');
    await workbench.pick('cl100k_base');
    await workbench.statusBarItem(`${await countOf(workbench, 'cl100k_base')} tok`);
  },

  async 'a file that is no tokenizer is said to be none, and nothing is counted'({ open }) {
    const other = await open({ ...workbench, machineSettings: { 'tokoscope.tokens.tokenizerFile': cut } });
    await other.statusBarItem('– tok');
    await other.picture('tokenizer-problem');
    await other.close();
  },
};
