import { readFile, rename, rm, stat, writeFile, open, type FileHandle } from 'node:fs/promises';

/** What a part is a part of. */
export interface PartOf {
  /** SHA-256 of the whole, and its size in bytes, as the hub publishes them. */
  readonly sha256: string;
  readonly size: number;
}

/** Opens a file to append to; tests have one that runs full. */
export type OpenToAppend = (file: string) => Promise<Appendable>;
type Appendable = Pick<FileHandle, 'close'> & {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>;
};

interface PartRecord extends PartOf {
  /** Strong entity tag of the server that sent the beginning; "" where it gave none. */
  readonly etag: string;
}

/**
 * What was fetched of a file so far, beside the place where the whole will be: FILE.part, and what it belongs to in
 * FILE.part.json. No name ends in .gguf before the whole is checked.
 */
export class PartFile {
  readonly path: string;
  #handle: Appendable | undefined;
  #etag = '';

  private constructor(
    private readonly target: string,
    private readonly whole: PartOf,
    private readonly openToAppend: OpenToAppend,
  ) {
    this.path = `${target}.part`;
  }

  /** Bytes that are there. */
  size = 0;

  /** Entity tag of what is there; "" when not known. */
  get etag(): string {
    return this.#etag;
  }

  /** Finds what an attempt before left; what belongs to another version of the file goes. */
  static async open(
    target: string,
    whole: PartOf,
    openToAppend: OpenToAppend = (file) => open(file, 'a'),
  ): Promise<PartFile> {
    const part = new PartFile(target, whole, openToAppend);
    const record = await readRecord(part.#recordPath);
    part.size = (await stat(part.path).catch(() => undefined))?.size ?? 0;
    const isSame = record?.sha256 === whole.sha256 && record.size === whole.size;
    if (!isSame || part.size > whole.size) await part.discard();
    else part.#etag = record.etag;
    return part;
  }

  get #recordPath(): string {
    return `${this.path}.json`;
  }

  /** Starts anew with what a server sends under this entity tag. */
  async begin(etag: string): Promise<void> {
    await this.discard();
    this.#etag = etag;
    const record: PartRecord = { ...this.whole, etag };
    await writeFile(this.#recordPath, `${JSON.stringify(record)}\n`);
  }

  /** Rejects as the system does, with ENOSPC say. */
  async append(bytes: Uint8Array): Promise<void> {
    this.#handle ??= await this.openToAppend(this.path);
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await this.#handle.write(bytes, written);
      written += bytesWritten;
      this.size += bytesWritten;
    }
  }

  /** Bytes of the beginning; fewer where there are fewer. */
  async head(length: number): Promise<Uint8Array> {
    const handle = await open(this.path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  /** Keeps what is there for the next attempt. */
  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close();
  }

  async discard(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true });
    await rm(this.#recordPath, { force: true });
    this.size = 0;
    this.#etag = '';
  }

  /** Gives the whole its name, once it is on the disk. */
  async commit(): Promise<void> {
    await this.close();
    const handle = await open(this.path, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(this.path, this.target);
    await rm(this.#recordPath, { force: true });
  }
}

async function readRecord(file: string): Promise<PartRecord | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is PartRecord {
  const record = value as Partial<Record<keyof PartRecord, unknown>> | null;
  return (
    typeof record?.sha256 === 'string' && typeof record.size === 'number' && typeof record.etag === 'string'
  );
}
