import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { get_encoding as getEncoding } from 'tiktoken';
import { until } from './lib/until.mjs';
import { themes } from './lib/workbench.mjs';

export const title = 'Tokens in the editor';
export const workbench = { openFile: 'src/ledger.ts' };

const encodings = new Map();
/** What tiktoken says of a text. */
function reference(text, name = 'o200k_base') {
  if (!encodings.has(name)) encodings.set(name, getEncoding(name));
  return [...encodings.get(name).encode_ordinary(text)];
}

/** The token that holds the character at an offset, as tiktoken has it. */
function referenceAt(text, offset) {
  const encoding = encodings.get('o200k_base');
  const before = Buffer.byteLength(text.slice(0, offset));
  let end = 0;
  for (const [index, id] of reference(text).entries()) {
    const bytes = encoding.decode_single_token_bytes(id);
    end += bytes.length;
    if (end > before)
      return { id, place: index + 1, hex: Buffer.from(bytes).toString('hex').match(/../g).join(' ') };
  }
  throw new Error(`no token at ${offset}`);
}

const fileText = (workbench, file) => readFile(path.join(workbench.workspace, file), 'utf8');

/** Background colours of the painted tokens on the screen, with how often each occurs. */
function paintedColours(page) {
  return page.evaluate(() => {
    const colours = {};
    for (const element of document.querySelectorAll(
      '.view-overlays [class*="ced-"], .view-line [class*="ced-"]',
    )) {
      const { backgroundColor, outlineStyle, outlineColor } = getComputedStyle(element);
      const clear = /rgba\(\d+, \d+, \d+, 0\)/;
      if (!clear.test(backgroundColor)) colours[backgroundColor] = (colours[backgroundColor] ?? 0) + 1;
      if (outlineStyle !== 'none' && !clear.test(outlineColor)) {
        colours[`outline ${outlineColor}`] = (colours[`outline ${outlineColor}`] ?? 0) + 1;
      }
    }
    return colours;
  });
}

const twoColours = (page, kind) =>
  until(`two alternating ${kind}`, async () => {
    const colours = Object.entries(await paintedColours(page)).filter(([name]) =>
      kind === 'outlines' ? name.startsWith('outline') : !name.startsWith('outline'),
    );
    return colours.length >= 2 && colours.every(([, times]) => times > 20) ? colours : undefined;
  });

/** Opens a further window in another theme, with boundaries shown, and takes its picture. */
async function pictureOf(open, theme, kind, name) {
  const workbench = await open({
    openFile: 'src/ledger.ts',
    settings: { 'workbench.colorTheme': themes[theme].id, 'tokoscope.tokens.boundaries': true },
  });
  await workbench.statusBarItem(/ tok$/);
  await twoColours(workbench.page, kind);
  await workbench.picture(name);
  await workbench.close();
}

export const steps = {
  async 'the status bar shows the exact count'({ workbench }) {
    const count = reference(await fileText(workbench, 'src/ledger.ts')).length;
    await workbench.statusBarItem(`${count} tok`);
  },

  async 'functions carry their counts'({ workbench }) {
    const texts = await until('counts of four functions', async () => {
      const counts = (await workbench.injectedTexts()).filter((text) => / tok$/.test(text));
      return counts.length >= 3 ? counts : undefined;
    });
    for (const text of texts) assert.match(text, /^[\d,]+ tok(, [\d,]+ tok)*$/);
  },

  async 'boundaries are painted in two alternating colours'({ workbench }) {
    assert.deepEqual(await paintedColours(workbench.page), {});
    await workbench.runCommand('Tokoscope: Toggle Token Boundaries');
    await twoColours(workbench.page, 'backgrounds');
    await workbench.picture('boundaries-dark');
  },

  async "a hover shows the token's real id, its bytes, and what its unit costs"({ workbench }) {
    const text = await fileText(workbench, 'src/ledger.ts');
    const total = reference(text).length;
    const hover = await workbench.hoverWord('account', { lineText: 'balanceOf', expected: 'Unit' });
    // The mouse stands in the middle of the word.
    const { id, place, hex } = referenceAt(text, text.indexOf('balanceOf(account') + 'balanceOf('.length + 3);
    assert(hover.includes(`id ${id} · ${place} of ${total} · bytes ${hex}`), hover);
    const units = text.match(/\baccount\b/g).length - 1; // one of them stands in a comment
    assert.match(hover, new RegExp(`${units} times in this file`));
    await workbench.picture('hover');
    await workbench.leaveText();
  },

  async 'the count follows typing and the selection'({ workbench }) {
    await workbench.gotoPosition(1, 1);
    await workbench.type("const naïve = '☕';");
    await workbench.press('Enter');
    const text = `const naïve = '☕';\n${await fileText(workbench, 'src/ledger.ts')}`;
    await workbench.statusBarItem(`${reference(text).length} tok`);
    await workbench.press('ArrowUp');
    await workbench.press('Shift+End');
    await workbench.statusBarItem(
      `${reference("const naïve = '☕';").length} / ${reference(text).length} tok`,
    );
    await workbench.runCommand('File: Revert File');
  },

  async 'another tokenizer repaints and recounts'({ workbench }) {
    const text = await fileText(workbench, 'src/ledger.ts');
    await workbench.runCommand('Tokoscope: Select Tokenizer');
    await workbench.pick('cl100k_base');
    await workbench.statusBarItem(`${reference(text, 'cl100k_base').length} tok`);
    await workbench.runCommand('Tokoscope: Select Tokenizer');
    await workbench.pick('o200k_base');
    await workbench.statusBarItem(`${reference(text).length} tok`);
  },

  async 'it reads well in a light theme'({ open }) {
    await pictureOf(open, 'light', 'backgrounds', 'boundaries-light');
  },

  async 'in high contrast, frames carry what colour does elsewhere'({ open }) {
    await pictureOf(open, 'highContrast', 'outlines', 'boundaries-high-contrast');
    await pictureOf(open, 'highContrastLight', 'outlines', 'boundaries-high-contrast-light');
  },

  async 'boundaries go away again'({ workbench }) {
    await workbench.runCommand('Tokoscope: Toggle Token Boundaries');
    await until(
      'no painted token',
      async () => Object.keys(await paintedColours(workbench.page)).length === 0,
    );
  },

  async 'a file in a language without grammar has tokens and no units'({ workbench }) {
    await workbench.openFile('README.md');
    await workbench.statusBarItem(`${reference(await fileText(workbench, 'README.md')).length} tok`);
  },
};
