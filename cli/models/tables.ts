import type { Machine, ModelEntry, RecommendResult } from '../../sidecar/protocol';
import { bytesText } from '../output/table';

/** Rows of the list of models, the heading first: what suits this machine on top, files that nobody knows at the end. */
export function modelRows(
  models: readonly ModelEntry[],
  { models: advice }: Pick<RecommendResult, 'models'>,
): string[][] {
  const order = new Map(advice.map(({ id }, index) => [id, index]));
  const place = ({ id }: ModelEntry): number => order.get(id) ?? Infinity;
  const sorted = [...models].sort((a, b) => place(a) - place(b) || 0);
  const rows = sorted.map((model) => {
    const own = advice.find(({ id }) => id === model.id);
    return [
      model.id,
      [own?.recommended ? 'recommended' : '', model.installed ? 'installed' : ''].filter(Boolean).join(', '),
      model.quantisation,
      sizeText(model),
      memoryText(own?.memoryBytes ?? model.memoryBytes),
      model.licence,
      model.fim.family,
      own?.reason ?? '',
    ];
  });
  const heading = ['id', '', 'weights', 'size', 'memory', 'licence', 'fill-in-the-middle', 'here'];
  return [heading, ...rows];
}

/** Size of a model's file, marked where it is an estimate. */
export function sizeText({ fileBytes, estimated }: Pick<ModelEntry, 'fileBytes' | 'estimated'>): string {
  return `${estimated ? '≈' : ''}${bytesText(fileBytes)}`;
}

/** What running a model takes is an estimate until it runs. */
function memoryText(bytes: number): string {
  return bytes > 0 ? `≈${bytesText(bytes)}` : '';
}

export function machineText({ ram, vram, cores, device }: Machine): string {
  const gpu =
    vram > 0 ? `${bytesText(vram)} free on ${device ?? 'the GPU'}` : 'no GPU that llama.cpp can use';
  const processors = `${cores} ${cores === 1 ? 'core' : 'cores'}`;
  return `This machine: ${gpu}, ${bytesText(ram)} of main memory free, ${processors}.`;
}
