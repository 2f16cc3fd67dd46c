import { expect, it } from 'vitest';
import { LearnNotification, SidecarErrorCode, VerifyDraftsRequest } from '../../../sidecar/protocol';
import { tinyModel } from '../../lib/gguf/tinyModel.mjs';
import { complete, specOf, start } from '../sidecar/lib/sidecar';

const VERIFY = {
  spec: specOf(tinyModel()),
  path: 'a.py',
  languageId: 'python',
  text: 'total = 0\nfor item in items:\n    total += item\nprint(total)\n',
  cursors: 3,
  seed: 0,
  maxTokens: 12,
  maxPromptTokens: 0,
  boundary: 'exact',
} as const;

it('the process learns texts when it is free, verifies drafts, and refuses nonsense', async () => {
  const sidecar = await start();
  const { connection } = sidecar;
  const plain = await complete(sidecar, { drafts: 'off', maxTokens: 40 });
  expect(plain.stats.drafted).toBe(0);
  const text = `def parse_header(stream):\n    fields = ${plain.raw}`;
  await connection.sendNotification(LearnNotification, { workspace: 'here', name: '', text });
  // Of a notification that makes no sense, only the log knows.
  await connection.sendNotification(LearnNotification, { workspace: 'here' } as never);
  for (let i = 0; i < 3; i++) {
    const drafted = await complete(sidecar, {
      workspace: 'here',
      maxTokens: 40,
      expected: plain.raw,
    });
    expect(drafted.raw).toBe(plain.raw);
    expect(drafted.stats.generated).toBe(plain.stats.generated);
  }
  const result = await connection.sendRequest(VerifyDraftsRequest, VERIFY);
  expect(result).toMatchObject({ cursors: 3, differences: [] });
  expect(result.tokens).toBeGreaterThan(0);
  const none = connection.sendRequest(VerifyDraftsRequest, { ...VERIFY, cursors: 0 });
  await expect(none).rejects.toMatchObject({ code: SidecarErrorCode.badRequest });
  const odd = complete(sidecar, { drafts: 'sometimes' as never });
  await expect(odd).rejects.toMatchObject({ code: SidecarErrorCode.badRequest });
});
