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

/** Opens the first GPU build that works and sees a device, else the CPU build; a note says when it fell back. */
export async function openBackend(choice: GpuChoice, threads: number, log: NativeLog): Promise<OpenBackend> {
  const failures: string[] = [];
  for (const kind of candidates(choice)) {
    try {
      return await openGpu(kind, threads, log);
    } catch (error) {
      failures.push(`${BACKEND_NAMES[kind]}: ${reasonOf(error)}`);
    }
  }
  for (const failure of failures) log(LlamaLogLevel.warn, failure);
  const llama = await open(false, threads, log);
  return { llama, backend: 'CPU', notes: fallbackNotes(choice) };
}

async function openGpu(kind: GpuKind, threads: number, log: NativeLog): Promise<OpenBackend> {
  const llama = await open(kind, threads, log);
  try {
    const [device] = await llama.getGpuDeviceNames();
    if (device === undefined) throw new Error('no device found');
    return { llama, backend: BACKEND_NAMES[kind], device, notes: [] };
  } catch (error) {
    await llama.dispose();
    throw error;
  }
}

function fallbackNotes(choice: GpuChoice): string[] {
  if (choice === 'cpu') return [];
  if (choice === 'auto') return ['No usable GPU: running on the CPU.'];
  return [`${BACKEND_NAMES[choice]} is not usable on this machine: running on the CPU.`];
}

function open(gpu: GpuKind | false, threads: number, log: NativeLog): Promise<Llama> {
  return getLlama({
    gpu,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.info,
    // The default logger writes to standard output, which belongs to the protocol.
    logger: log,
    maxThreads: threads,
  });
}
