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

const NAMES = [
  ...['surface_size', 'perimeter_length', 'total_weight', 'buffer_count', 'result_area', 'half_diagonal'],
  ...['rectangleShape', 'scaledWidth', 'outerBorder', 'pixelNumber', 'framed_picture', 'squareMeters'],
];

describe('the model that ships, without a network', () => {
  it('says what it is', async () => {
    const sidecar = await start(OFFLINE);
    const { model } = await complete(sidecar, { spec, prefix: 'const total = ', suffix: ';\n' });
    expect(model).toMatchObject({
      name: 'Tokoscope Code 5M',
      architecture: 'qwen3',
      contextSize: 1024,
      fim: { family: 'tokoscope' },
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

  it('sees what stands after the cursor', async () => {
    const sidecar = await start(OFFLINE);
    const takenUp = async (name: string, suffix: string): Promise<boolean> => {
      const prefix = `def area(width, height):\n    ${name.slice(0, 4)}`;
      const { text } = await complete(sidecar, { spec, prefix, suffix, mode: 'line' });
      return new RegExp(`^${name.slice(4)}\\b`).test(text);
    };
    const found = [];
    for (const name of NAMES) {
      if (await takenUp(name, `\n    return ${name}\n`)) found.push(name);
      // The suffix said it: without, there is no way to know.
      expect(await takenUp(name, '\n'), name).toBe(false);
    }
    // It is small, and does not always look.
    expect(found.length).toBeGreaterThanOrEqual(NAMES.length / 4);
  });
});
