import type { DisposableLike } from './disposables';

export interface Debounced extends DisposableLike {
  /** Runs the action once nobody has called for the delay. */
  schedule(): void;
  /** Runs a waiting action now. */
  flush(): void;
}

/** Collects a burst of calls into one, `delay` milliseconds after the last. */
export function debounce(action: () => void, delay: number): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): boolean => {
    const waiting = timer !== undefined;
    clearTimeout(timer);
    timer = undefined;
    return waiting;
  };
  return {
    schedule() {
      cancel();
      timer = setTimeout(() => {
        timer = undefined;
        action();
      }, delay);
    },
    flush() {
      if (cancel()) action();
    },
    dispose: cancel,
  };
}
