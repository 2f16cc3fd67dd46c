import * as vscode from 'vscode';
import type { StatisticsFile } from './store';

/** The name says how it is to be read: another form of counts is another file. */
const NAME = 'completionStatistics1.json';

/** The file in the extension's own folder. */
export function statisticsFile(folder: vscode.Uri): StatisticsFile {
  const { fs } = vscode.workspace;
  const file = vscode.Uri.joinPath(folder, NAME);
  return {
    async read() {
      try {
        return new TextDecoder().decode(await fs.readFile(file));
      } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
        throw error;
      }
    },
    async write(text) {
      const fresh = vscode.Uri.joinPath(folder, `${NAME}.new`);
      await fs.createDirectory(folder);
      await fs.writeFile(fresh, new TextEncoder().encode(text));
      // At once, so that no window reads half of it.
      await fs.rename(fresh, file, { overwrite: true });
    },
  };
}
