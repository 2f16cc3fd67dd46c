import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../../sidecar/fim/registry';
import { recommend } from '../../../sidecar/models/recommend';
import { memoryNeed } from '../../../sidecar/models/preflight';
import { readGgufHeader } from '../../../sidecar/models/ggufHeader';
import { isOnHub } from '../../../sidecar/models/registry/entry';
import { REGISTRY } from '../../../sidecar/models/registry/registry';
import type { Machine } from '../../../sidecar/protocol';
import { hasRealModel, needsRealModel, realModel, realModelId } from '../sidecar/lib/openEngine';

const first = (machine: Machine): readonly [string, string] => {
  const [best] = recommend(REGISTRY, machine);
  return [best!.recommended ? best!.id : '', best!.reason];
};

describe('the model to take', () => {
  it.each<readonly [string, Machine, string, string]>([
    [
      'a large GPU',
      { ram: 32e9, vram: 24e9, cores: 16 },
      'qwen2.5-coder-14b-q8_0',
      'Fits your 24.0 GB of free GPU memory with room for 8,192 tokens of context.',
    ],
    [
      'a GPU that most have',
      { ram: 16e9, vram: 10e9, cores: 8 },
      'qwen2.5-coder-7b-q8_0',
      'Fits your 10.0 GB of free GPU memory with room for 8,192 tokens of context.',
    ],
    [
      'a GPU that a model with a restricted licence would fit best',
      { ram: 16e9, vram: 6e9, cores: 8 },
      'qwen2.5-coder-1.5b-q8_0',
      'Fits your 6.0 GB of free GPU memory with room for 8,192 tokens of context.',
    ],
    [
      'a CPU with many cores',
      { ram: 32e9, vram: 0, cores: 16 },
      'qwen2.5-coder-1.5b-q8_0',
      'Fits your 32.0 GB of free memory with room for 4,096 tokens of context; without a GPU larger ones answer too slowly.',
    ],
    [
      'a CPU with few',
      { ram: 8e9, vram: 0, cores: 2 },
      'tokoscope-code',
      'Comes with Tokoscope and answers at once on any machine; larger ones write far better.',
    ],
    [
      'little memory',
      { ram: 500e6, vram: 0, cores: 2 },
      'tokoscope-code',
      'Comes with Tokoscope and answers at once on any machine; larger ones write far better.',
    ],
    ['next to no memory', { ram: 10e6, vram: 0, cores: 2 }, '', 'Needs 80 MB, 10 MB are free.'],
  ])('on %s', (_, machine, id, reason) => {
    expect(first(machine)).toEqual([id, reason]);
  });

  it('says of the others why they are not it', () => {
    const models = recommend(REGISTRY, { ram: 6e9, vram: 6e9, cores: 8 });
    const reason = (id: string): string => models.find((model) => model.id === id)!.reason;
    expect(reason('qwen2.5-coder-3b-q8_0')).toMatch(
      /^Fits your 6\.0 GB .* Its licence forbids commercial use\.$/,
    );
    expect(reason('qwen2.5-coder-7b-q8_0')).toBe(
      'Needs 8.7 GB, 6.0 GB of GPU memory are free: the rest runs on the CPU, slowly.',
    );
    expect(reason('qwen2.5-coder-14b-q8_0')).toBe('Needs 17.5 GB, 12.0 GB are free.');
  });

  it('always fits, and is one at most', () => {
    const bytes = fc.integer({ min: 0, max: 100e9 });
    const machines = fc.record({
      ram: bytes,
      vram: fc.oneof(fc.constant(0), bytes),
      cores: fc.integer({ min: 1, max: 128 }),
    });
    fc.assert(
      fc.property(machines, (machine) => {
        const models = recommend(REGISTRY, machine);
        expect(new Set(models.map(({ id }) => id)).size).toBe(REGISTRY.length);
        const chosen = models.filter(({ recommended }) => recommended);
        expect(chosen).toEqual(chosen.slice(0, 1));
        for (const { memoryBytes } of chosen) {
          expect(memoryBytes).toBeLessThanOrEqual(machine.ram + machine.vram);
        }
        // What is not taken for want of memory does not fit.
        if (chosen.length === 0) {
          for (const { memoryBytes } of models) {
            expect(memoryBytes).toBeGreaterThan(machine.ram + machine.vram);
          }
        }
      }),
    );
  });
});

describe('the registry', () => {
  it('has each id and file once, in formats that there are', () => {
    const families = ['none', ...FAMILIES.map(({ name }) => name)];
    for (const of of ['id', 'file'] as const) {
      expect(new Set(REGISTRY.map((entry) => entry[of])).size).toBe(REGISTRY.length);
    }
    for (const entry of REGISTRY) {
      const { id, file, fim, sha256 } = entry;
      expect(families).toContain(fim.family);
      expect(id).toMatch(/^[a-z\d.-]+(_[a-z\d]+)*$/);
      expect(file).toMatch(/^[\w.-]+\.gguf$/);
      if (sha256 !== undefined) expect(sha256).toMatch(/^[\da-f]{64}$/);
      if (!isOnHub(entry)) {
        expect(sha256).toBeDefined();
        continue;
      }
      expect(entry.hub.repository).toMatch(/^[\w-]+\/[\w.-]+$/);
      // A digest is of one commit's file.
      if (sha256 !== undefined) expect(entry.hub.revision).toMatch(/^[\da-f]{40}$/);
    }
  });

  it.runIf(hasRealModel)(needsRealModel('says of a file what the file says'), () => {
    const { shape, contextLength, sha256 } = REGISTRY.find(({ id }) => id === realModelId)!;
    const header = readGgufHeader(realModel);
    expect(sha256).toBeDefined();
    expect(header).toMatchObject({ ...shape, contextLength });
    expect(memoryNeed(shape, 4096)).toBe(memoryNeed(header, 4096));
  });
});
