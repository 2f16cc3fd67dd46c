import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shippedModelsFolder } from '../../../node/shippedModels';
import { readGgufHeader } from '../../../sidecar/models/ggufHeader';
import { listModels, locateModel } from '../../../sidecar/models/locate';
import { TOKOSCOPE_CODE } from '../../../sidecar/models/registry/tokoscopeCode';
import { temporaryFolder } from './support';

describe.each(TOKOSCOPE_CODE)('the model that ships as $id', ({ id, name, sha256, shape, contextLength }) => {
  const { path: file } = locateModel(id);
  const digest = createHash('sha256').update(readFileSync(file)).digest('hex');

  it('is the one that the registry describes', () => {
    expect(digest).toBe(sha256);
    expect(readGgufHeader(file)).toMatchObject({ ...shape, contextLength, architecture: 'qwen3' });
  });

  it('is the one that its card describes', () => {
    const card = readFileSync(path.join(shippedModelsFolder(), 'README.md'), 'utf8');
    expect(card).toContain(digest);
    expect(card).toContain(path.basename(file));
    expect(card).toContain(name);
    expect(card).toContain(shape.fileBytes.toLocaleString('en'));
  });

  it('is on every machine, whatever lies in the models folder', () => {
    const listed = listModels(temporaryFolder()).find((one) => one.id === id);
    expect(listed).toMatchObject({ path: file, installed: true, downloadable: false });
  });
});
