import { describe, expect, it } from 'vitest';
import { SidecarErrorCode, VerifyDraftsRequest } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { complete, specOf, start } from './lib/sidecar';

const TEXT = 'def parse_header(stream, limit=1024):\n    fields = {}\n    return fields\n'.repeat(4);

describe('a model with a draft model', () => {
  it('writes what it writes alone, and says who guesses', async () => {
    const sidecar = await start();
    const alone = await complete(sidecar);
    const spec = specOf(tinyModel(), { draftModel: tinyModel({ seed: 2 }) });
    const together = await complete(sidecar, { spec });
    expect(together.text).toBe(alone.text);
    expect(alone.model.notes).not.toContainEqual(expect.stringContaining('guesses ahead'));
    expect(together.model.notes).toContainEqual(expect.stringContaining('guesses ahead'));
  });

  it('verifies its guesses: those of its own weights are right', async () => {
    const sidecar = await start();
    const params = {
      spec: specOf(tinyModel(), { draftModel: tinyModel() }),
      path: 'a.py',
      languageId: 'python',
      text: TEXT,
      cursors: 4,
      seed: 1,
      maxTokens: 12,
      maxPromptTokens: 64,
      boundary: 'off',
    } as const;
    const { drafted, differences } = await sidecar.connection.sendRequest(VerifyDraftsRequest, params);
    expect(differences).toEqual([]);
    const { drafted: guessed, accepted } = drafted.drafts['draft-model']!;
    expect(guessed).toBeGreaterThan(0);
    expect(accepted).toBeGreaterThan(guessed * 0.9);
  });

  it('refuses one of another vocabulary, or that is not there, and goes on without', async () => {
    const sidecar = await start();
    const other = specOf(tinyModel(), { draftModel: tinyModel({ tokenizer: 'llama' }) });
    await expect(complete(sidecar, { spec: other })).rejects.toMatchObject({
      code: SidecarErrorCode.badRequest,
    });
    const missing = specOf(tinyModel(), { draftModel: '/nowhere/draft.gguf' });
    await expect(complete(sidecar, { spec: missing })).rejects.toMatchObject({
      code: SidecarErrorCode.modelMissing,
    });
    expect((await complete(sidecar)).stats.generated).toBeGreaterThan(0);
  });
});
