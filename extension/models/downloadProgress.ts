import type { DownloadProgress } from '../../sidecar/protocol';
import { bytesText } from './modelItems';

/** A step of VS Code's progress: per cent since the step before, and a text. */
export interface Step {
  readonly increment: number;
  readonly message: string;
}

/** The first part of the bar is the download, what is left the check of the file. */
const FETCHING = 95;

/** Turns reports of how far a download is into steps; the bar never goes back, though a download may begin anew. */
export function downloadSteps(): (progress: DownloadProgress) => Step {
  let shown = 0;
  return ({ phase, bytes, totalBytes }) => {
    const share = totalBytes > 0 ? bytes / totalBytes : 0;
    const now = phase === 'fetching' ? FETCHING * share : FETCHING + (100 - FETCHING) * share;
    const increment = Math.max(0, now - shown);
    shown += increment;
    const size = `${bytesText(bytes)} of ${bytesText(totalBytes)}`;
    return { increment, message: phase === 'fetching' ? size : `checking, ${size}` };
  };
}
