import { expect, it } from 'vitest';
import { complete } from '../../../sidecar/completion/complete';
import type { Engine } from '../../../sidecar/engine/engine';
import { createLoader } from '../../../sidecar/server/loadModel';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { never } from './lib/openEngine';
import { paramsOf, specOf } from './lib/sidecar';

it('a request that had to start twice counts all that was evaluated for it', async () => {
  const load = createLoader({ log: () => undefined });
  const model = await load(specOf(tinyModel()), never, () => undefined);
  try {
    // No token agrees with the bytes taken back.
    const step = model.engine.step.bind(model.engine);
    const stuck: Engine['step'] = (input, draft, want) =>
      want.allow
        ? Promise.resolve({ tokens: [], drafted: 0, accepted: 0, decodes: 1 })
        : step(input, draft, want);
    Object.assign(model.engine, { step: stuck });
    // No markers follow the text before the cursor, so that its last tokens are taken back.
    const run = () => ({ signal: never, arrivedAt: performance.now(), onText: () => undefined });
    const { stats, stop } = await complete(
      model,
      paramsOf({ suffix: '', maxTokens: 3, boundary: 'heal' }),
      run(),
    );
    expect(stop).toBe('length');
    expect(stats).toMatchObject({ reused: 0, evaluated: stats.promptTokens, generated: 3, decodes: 4 });
  } finally {
    await model.engine.dispose();
  }
});
