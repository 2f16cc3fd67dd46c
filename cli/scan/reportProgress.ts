import { type ScanProgress, throttled } from '../../language-tokenizers/scan/progress';
import { Interrupted } from '../errors';
import type { Host } from '../host';
import { progressLine } from './progressLine';

/** Milliseconds between two states of the line in a terminal, and between two lines of a log. */
const TERMINAL_INTERVAL = 100;
const LOG_INTERVAL = 1000;

export interface ProgressReport {
  readonly report?: ((progress: ScanProgress) => void) | undefined;
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal;
  end(): void;
}

/** `wanted`: true for progress in any case, false for none, undefined where a terminal shows it. */
export function reportProgress(wanted: boolean | undefined, host: Host): ProgressReport {
  const abort = new AbortController();
  const forget = host.scan?.onInterrupt(() => abort.abort(new Interrupted()));
  const status = wanted === false ? undefined : host.scan?.status;
  const began = performance.now();
  const show = (write: (line: string) => void) => (progress: ScanProgress) =>
    write(progressLine(progress, (performance.now() - began) / 1000));
  const report = status
    ? throttled(show(status), TERMINAL_INTERVAL)
    : wanted && throttled(show(host.message.bind(host)), LOG_INTERVAL);
  return {
    report: report === false ? undefined : report,
    signal: abort.signal,
    end() {
      status?.('');
      forget?.();
    },
  };
}
