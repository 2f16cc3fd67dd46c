import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../../../sidecar/protocol';
import { complete, specOf, start } from './lib/sidecar';

const spec = specOf(DEFAULT_MODEL, { contextSize: 0 });

/** Nothing can be fetched: whoever tries is refused at once. */
const OFFLINE = {
  HF_HUB_OFFLINE: '1',
  HF_ENDPOINT: 'http://127.0.0.1:9',
  HTTP_PROXY: 'http://127.0.0.1:9',
  HTTPS_PROXY: 'http://127.0.0.1:9',
};

/** Splits a text at `|`, where the cursor stands. */
function at(text: string): { prefix: string; suffix: string } {
  const [prefix = '', suffix = ''] = text.split('|');
  return { prefix, suffix };
}

describe('the model that ships, without a network', () => {
  it('says what it is', async () => {
    const { model } = await complete(await start(OFFLINE), { spec, ...at('const total = |;\n') });
    expect(model).toMatchObject({
      name: 'Tokoscope Code 5M',
      architecture: 'qwen3',
      contextSize: 1024,
      fim: { family: 'qwen' },
    });
    expect(model.notes.join(' ')).toContain('Comes with Tokoscope');
  });

  it.each([3, 5, 9, 12])('finishes a name of which %i characters are typed', async (typed) => {
    const name = 'monthly_balance';
    const before = `def ${name}(entries):\n    return sum(entries)\n\n\ndef report(entries):\n    print(${name}(entries))\n    return ${name}(entries)\n\n\ntotal = `;
    const sidecar = await start(OFFLINE);
    const { text } = await complete(sidecar, {
      spec,
      prefix: before + name.slice(0, typed),
      suffix: '\n',
      mode: 'line',
    });
    expect(name.slice(0, typed) + text).toMatch(new RegExp(`^${name}\\b`));
  });

  it.each(['surface_size', 'perimeter_length'])('sees what stands after the cursor: %s', async (name) => {
    const sidecar = await start(OFFLINE);
    const prefix = `def area(width, height):\n    ${name.slice(0, 4)}`;
    const answer = async (suffix: string): Promise<string> =>
      (await complete(sidecar, { spec, prefix, suffix, mode: 'line' })).text;
    expect(await answer(`\n    return ${name}\n`)).toMatch(new RegExp(`^${name.slice(4)}\\b`));
    // The suffix said it: without, there is no way to know.
    expect(await answer('\n')).not.toContain(name.slice(4));
  });
});
