import type { ScanProgress } from '../../language-tokenizers/scan/progress';
import { bytesText } from '../output/table';

/** One line on how far a scan is; `seconds` since it began. */
export function progressLine(progress: ScanProgress, seconds: number): string {
  const { files, found, isSearching, bytes, tokens, known } = progress;
  const rate = seconds > 0 ? ` (${bytesText(Math.round(bytes / seconds))}/s)` : '';
  return [
    `${files} of ${found}${isSearching ? '+' : ''} files`,
    bytesText(bytes) + rate,
    `${tokens} tokens`,
    ...(known > 0 ? [`${known} known`] : []),
  ].join(', ');
}
