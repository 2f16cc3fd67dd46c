/** Context length in tokens when the user leaves it to us: what completion needs, not what the model could do. */
const DEFAULT_CONTEXT = { cpu: 4096, gpu: 8192 };

/** Context length in tokens. @param asked 0 leaves it to us. @param trained 0 when not known */
export function contextSizeFor(asked: number, trained: number, onGpu: boolean): number {
  const size = asked > 0 ? asked : onGpu ? DEFAULT_CONTEXT.gpu : DEFAULT_CONTEXT.cpu;
  return trained > 0 ? Math.min(size, trained) : size;
}
