import type { DisposableLike } from './disposables';

export interface Debounced extends DisposableLike {
  /** Runs the action once nobody has called for the delay. */
  schedule(): void;
}

/** Collects a burst of calls into one, `delay` milliseconds after the last. */
export function debounce(action: () => void, delay: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => clearTimeout(timer);
  return {
    schedule() {
      cancel();
      timer = setTimeout(action, delay);
    },
    dispose: cancel,
  };
}
