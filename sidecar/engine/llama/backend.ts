import { getLlama, LlamaLogLevel, type Llama } from 'node-llama-cpp';
import type { Backend, GpuChoice } from '../../protocol';
import { reasonOf } from '../../errors';

export type GpuKind = Exclude<GpuChoice, 'auto' | 'cpu'>;

/** A build of llama.cpp that is loaded, and the device it computes on. */
export interface OpenBackend {
  readonly llama: Llama;
  readonly backend: Backend;
  readonly device?: string;
  readonly notes: readonly string[];
}

export type NativeLog = (level: LlamaLogLevel, message: string) => void;

const BACKEND_NAMES: Readonly<Record<GpuKind, Backend>> = {
  cuda: 'CUDA',
  vulkan: 'Vulkan',
  metal: 'Metal',
};

/** GPU builds to try, best first. */
export function candidates(
  choice: GpuChoice,
  platform: NodeJS.Platform = process.platform,
): readonly GpuKind[] {
  if (choice === 'cpu') return [];
  if (choice !== 'auto') return [choice];
  return platform === 'darwin' ? ['metal'] : ['cuda', 'vulkan'];
}

/**
 * Builds that are open, for all models and as long as the process lives. A build takes its logger once: opened again,
 * it writes llama.cpp's warnings to standard output, which belongs to the protocol.
 */
const builds = new Map<GpuKind | false, Promise<Llama>>();
/** Hears of all models: llama.cpp has one log. */
let listener: NativeLog = () => undefined;

/**
 * Opens the first GPU build that works and sees a device, else the CPU build; a note says when it fell back. Models
 * share a build, and nobody may free it.
 */
export async function openBackend(choice: GpuChoice, log: NativeLog): Promise<OpenBackend> {
  listener = log;
  const failures: string[] = [];
  for (const kind of candidates(choice)) {
    try {
      return await openGpu(kind);
    } catch (error) {
      failures.push(`${BACKEND_NAMES[kind]}: ${reasonOf(error)}`);
    }
  }
  for (const failure of failures) log(LlamaLogLevel.warn, failure);
  const llama = await open(false);
  return { llama, backend: 'CPU', notes: fallbackNotes(choice) };
}

async function openGpu(kind: GpuKind): Promise<OpenBackend> {
  const llama = await open(kind);
  const [device] = await llama.getGpuDeviceNames();
  if (device === undefined) throw new Error('no device found');
  return { llama, backend: BACKEND_NAMES[kind], device, notes: [] };
}

function fallbackNotes(choice: GpuChoice): string[] {
  if (choice === 'cpu') return [];
  if (choice === 'auto') return ['No usable GPU: running on the CPU.'];
  return [`${BACKEND_NAMES[choice]} is not usable on this machine: running on the CPU.`];
}

function open(gpu: GpuKind | false): Promise<Llama> {
  const known = builds.get(gpu);
  if (known) return known;
  const opening = getLlama({
    gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.info,
    // The default logger writes to standard output, which belongs to the protocol.
    logger: (level, message) => listener(level, message),
    // Each model says how many it takes.
    maxThreads: 0,
  });
  builds.set(gpu, opening);
  opening.catch(() => builds.delete(gpu));
  return opening;
}
