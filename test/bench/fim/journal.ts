import { appendFile, mkdir, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';

/** Results by their key, in a file of JSON lines that an interrupted run leaves behind and the next one goes on with. */
export class Journal<Entry extends { readonly key: string }> {
  private constructor(
    readonly file: string,
    private readonly entries: Map<string, Entry>,
  ) {}

  /** Reads what is there. A last line without its end was cut off with the run that wrote it, and is taken away. */
  static async open<Entry extends { readonly key: string }>(file: string): Promise<Journal<Entry>> {
    await mkdir(path.dirname(file), { recursive: true });
    const bytes = await readFile(file).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
      throw error;
    });
    const whole = bytes.lastIndexOf(0x0a) + 1;
    if (whole < bytes.length) await truncate(file, whole);
    const entries = new Map<string, Entry>();
    for (const line of bytes.toString('utf8', 0, whole).split('\n')) {
      if (line === '') continue;
      const entry = JSON.parse(line) as Entry;
      entries.set(entry.key, entry);
    }
    return new Journal(file, entries);
  }

  get size(): number {
    return this.entries.size;
  }

  get(key: string): Entry | undefined {
    return this.entries.get(key);
  }

  async add(entry: Entry): Promise<void> {
    await appendFile(this.file, `${JSON.stringify(entry)}\n`);
    this.entries.set(entry.key, entry);
  }
}
