import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OpenToAppend } from '../../../sidecar/models/download/partFile';
import { listModels, locateModel } from '../../../sidecar/models/locate';
import { SidecarErrorCode } from '../../../sidecar/protocol';
import { startHub, type Fault } from '../registry/hubServer';
import { content, entryOf, failureOf, FILE, get, namesIn, REPOSITORY, temporaryFolder } from './support';

const hub = await startHub();
const { endpoint } = hub;
const sha256 = createHash('sha256').update(content).digest('hex');

beforeEach(() => {
  hub.files.clear();
  hub.files.set(`${REPOSITORY}/${FILE}`, content);
  hub.fault = undefined;
  hub.cuts = [];
  hub.version = 'v1';
  hub.large = true;
  hub.requests.length = 0;
});

/** Nobody who looks for models finds one in the folder. */
function expectNothing(folder: string): void {
  const found = listModels(folder).filter((model) => model.installed && path.dirname(model.path) === folder);
  expect(found).toEqual([]);
  expect(() => locateModel(path.join(folder, FILE))).toThrow('There is no model file');
}

function expectWhole(folder: string): void {
  expect(namesIn(folder)).toEqual([FILE]);
  expect(readFileSync(path.join(folder, FILE)).equals(content)).toBe(true);
}

/** What an attempt before left: this many bytes. */
function leavePart(folder: string, bytes: number): void {
  const part = path.join(folder, `${FILE}.part`);
  writeFileSync(part, content.subarray(0, bytes));
  writeFileSync(`${part}.json`, JSON.stringify({ sha256, size: content.length, etag: '"v1"' }));
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

/** A disk with room for this many bytes. */
function withRoom(room: number): OpenToAppend {
  return async (file) => {
    const handle = await open(file, 'a');
    return {
      close: () => handle.close(),
      async write(bytes, offset) {
        if (room === 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        const { bytesWritten } = await handle.write(bytes, offset, Math.min(room, bytes.length - offset));
        room -= bytesWritten;
        return { bytesWritten };
      },
    };
  };
}

describe('a model from the hub', () => {
  it('is fetched from where the hub keeps it, checked, and found under its name', async () => {
    const folder = path.join(temporaryFolder(), 'models');
    const steps: string[] = [];
    const result = await get({
      endpoint,
      folder,
      onProgress: ({ phase, bytes, totalBytes }) => {
        expect(totalBytes).toBe(content.length);
        expect(bytes).toBeLessThanOrEqual(totalBytes);
        if (bytes === totalBytes) steps.push(phase);
      },
    });
    expectWhole(folder);
    expect(steps).toEqual(['fetching', 'checking']);
    expect(result).toMatchObject({ sha256, fetchedBytes: content.length, model: { installed: true } });
    expect(result.host).not.toBe(new URL(endpoint).host);
    expect(result.host).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(locateModel(path.join(folder, FILE)).path).toBe(path.join(folder, FILE));
  });

  it('is not fetched twice', async () => {
    const folder = temporaryFolder();
    await get({ endpoint, folder });
    hub.requests.length = 0;
    expect(await get({ endpoint, folder, env: { TOKOSCOPE_OFFLINE: '1' } })).toMatchObject({
      fetchedBytes: 0,
    });
    expect(hub.requests).toEqual([]);
  });

  it('takes the place of a file that is no model', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, FILE), '<!DOCTYPE html>');
    await get({ endpoint, folder });
    expectWhole(folder);
  });

  it('is asked for with the token, which nobody else gets', async () => {
    await get({ endpoint, folder: temporaryFolder(), env: { HF_TOKEN: 'secret' } });
    expect(hub.requests.map((line) => `${line.split(' ')[0]} ${line.endsWith('with token')}`)).toEqual([
      'hub true',
      'hub true',
      'store false',
    ]);
  });
});

describe('a download that breaks off', () => {
  it('may break off at any byte: nothing half is ever found, and the next goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: content.length - 1 }), async (at) => {
        const folder = temporaryFolder();
        hub.cuts = [at];
        hub.requests.length = 0;
        const { code, message } = await failureOf(get({ endpoint, folder }));
        expect(code).toBe(SidecarErrorCode.cutShort);
        expect(message).toMatch(
          /^The download of tiny-q8_0\.gguf was cut short \(.+\): try again, it goes on/,
        );
        expectNothing(folder);
        const kept = sizeOf(path.join(folder, `${FILE}.part`));
        expect(kept).toBeLessThanOrEqual(at);
        expect((await get({ endpoint, folder })).fetchedBytes).toBe(content.length - kept);
        expectWhole(folder);
      }),
      { numRuns: 25, examples: [[0], [1], [3], [4], [content.length - 1]] },
    );
  });

  it('goes on from any byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: content.length }), async (at) => {
        const folder = temporaryFolder();
        leavePart(folder, at);
        hub.requests.length = 0;
        expect((await get({ endpoint, folder })).fetchedBytes).toBe(content.length - at);
        expectWhole(folder);
        const stored = hub.requests.filter((line) => line.startsWith('store'));
        expect(stored.map((line) => line.split(' ').slice(-2).join(' '))).toEqual(
          at < content.length ? [`bytes=${at}- "v1"`] : [],
        );
      }),
      { numRuns: 60, examples: [[1], [2], [3], [4], [content.length - 1], [content.length]] },
    );
  });

  it('goes on by itself', async () => {
    const folder = temporaryFolder();
    hub.cuts = [100_000, 0, 200_000, 0];
    await get({ endpoint, folder, patience: 3 });
    expectWhole(folder);
    expect(hub.requests.filter((line) => line.startsWith('store'))).toHaveLength(5);
  });

  it('does not try for ever where nothing comes', async () => {
    hub.cuts = [0, 0, 0, 0];
    const { code } = await failureOf(get({ endpoint, folder: temporaryFolder(), patience: 3 }));
    expect(code).toBe(SidecarErrorCode.cutShort);
    expect(hub.cuts).toHaveLength(1);
  });

  it('counts as broken when the server falls silent', async () => {
    hub.fault = 'stalls';
    const folder = temporaryFolder();
    const { code, message } = await failureOf(get({ endpoint, folder, silence: 150 }));
    expect(code).toBe(SidecarErrorCode.cutShort);
    expect(message).toContain('nothing came for too long');
    hub.fault = undefined;
    const kept = sizeOf(path.join(folder, `${FILE}.part`));
    expect((await get({ endpoint, folder })).fetchedBytes).toBe(content.length - kept);
  });

  it('begins anew where the server knows no ranges', async () => {
    const folder = temporaryFolder();
    leavePart(folder, 5000);
    hub.fault = 'no ranges';
    expect((await get({ endpoint, folder })).fetchedBytes).toBe(content.length);
    expectWhole(folder);
  });

  it('begins anew where the store has another version, by its entity tag', async () => {
    const folder = temporaryFolder();
    leavePart(folder, 5000);
    hub.version = 'v2';
    expect((await get({ endpoint, folder })).fetchedBytes).toBe(content.length);
    expectWhole(folder);
  });

  it('begins anew where the hub publishes another file', async () => {
    const folder = temporaryFolder();
    leavePart(folder, 5000);
    const other = Buffer.concat([content, Buffer.alloc(32)]);
    hub.files.set(`${REPOSITORY}/${FILE}`, other);
    expect((await get({ endpoint, folder })).fetchedBytes).toBe(other.length);
    expect(readFileSync(path.join(folder, FILE)).equals(other)).toBe(true);
  });

  it('begins anew where the part is not what it says it is', async () => {
    const folder = temporaryFolder();
    leavePart(folder, 5000);
    writeFileSync(path.join(folder, `${FILE}.part.json`), '{');
    expect((await get({ endpoint, folder })).fetchedBytes).toBe(content.length);
    // Bytes that changed on the disk: only the digest can tell.
    const second = temporaryFolder();
    leavePart(second, 5000);
    writeFileSync(path.join(second, `${FILE}.part`), Buffer.alloc(5000, 'GGUF'));
    expect((await failureOf(get({ endpoint, folder: second }))).message).toContain('arrived damaged');
    expect(namesIn(second)).toEqual([]);
  });
});

describe('a download that is cancelled', () => {
  it('keeps what it has, and goes on from there', async () => {
    const folder = temporaryFolder();
    const abort = new AbortController();
    const reason = new Error('enough');
    hub.fault = 'slow';
    let had = 0;
    const running = get({
      endpoint,
      folder,
      signal: abort.signal,
      onProgress: ({ bytes }) => {
        if ((had = bytes) > content.length / 3) abort.abort(reason);
      },
    });
    await expect(running).rejects.toBe(reason);
    expect(namesIn(folder)).toEqual([`${FILE}.part`, `${FILE}.part.json`]);
    expectNothing(folder);
    hub.fault = undefined;
    const { fetchedBytes } = await get({ endpoint, folder });
    expect(fetchedBytes).toBeLessThanOrEqual(content.length - had);
    expectWhole(folder);
  });

  it('does so while it is checked, too', async () => {
    const folder = temporaryFolder();
    const abort = new AbortController();
    const reason = new Error('enough');
    const running = get({
      endpoint,
      folder,
      signal: abort.signal,
      onProgress: ({ phase }) => (phase === 'checking' ? abort.abort(reason) : undefined),
    });
    // The file is one chunk: what follows the abort is the digest of all of it.
    await running.then(
      () => expectWhole(folder),
      (error: unknown) => expect(error).toBe(reason),
    );
    await get({ endpoint, folder });
    expectWhole(folder);
  });

  it('ends a request that nobody answers', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    hub.fault = 'stalls';
    const running = get({ endpoint, folder: temporaryFolder(), signal: abort.signal });
    setTimeout(() => abort.abort(reason), 50);
    await expect(running).rejects.toBe(reason);
  });
});

describe('what goes wrong is said in a sentence, and nothing is kept', () => {
  const { refused, wrongContent } = SidecarErrorCode;

  it.each<readonly [Fault, number, string]>([
    ['damaged', wrongContent, 'arrived damaged: its SHA-256 is not the one that the hub publishes'],
    ['other digest', wrongContent, 'arrived damaged'],
    ['no digest', refused, 'publishes no SHA-256 of tiny-q8_0.gguf'],
    ['no size', refused, 'does not say how large'],
    ['longer', wrongContent, 'in another size than the hub says'],
    ['other size', wrongContent, 'in another size than the hub says'],
    ['web page', wrongContent, 'sends a web page instead of tiny-q8_0.gguf'],
    ['web page from the store', wrongContent, 'sends a web page instead of tiny-q8_0.gguf'],
    ['web page as a file', wrongContent, 'sends a web page instead of tiny-q8_0.gguf, which is no GGUF file'],
    ['gated', refused, 'answers 401): accept its terms on the hub and give your token in HF_TOKEN'],
    ['forbidden', refused, 'answers 403'],
    ['too many requests', refused, 'too many requests (429): try again in 17 seconds'],
    ['server error', refused, 'has a fault (it answers 503): try again later'],
    ['redirects in circles', refused, 'from one address to the next'],
  ])('%s', async (fault, code, words) => {
    const folder = temporaryFolder();
    hub.fault = fault;
    const failure = await failureOf(get({ endpoint, folder, patience: 3 }));
    expect(failure).toMatchObject({ code });
    expect(failure.message).toContain(words);
    expect(failure.message).toMatch(/^[^\n]+\.$/);
    expect(namesIn(folder)).toEqual([]);
    expectNothing(folder);
    hub.fault = undefined;
    await get({ endpoint, folder });
    expectWhole(folder);
  });

  it('a file that is shorter than the hub says', async () => {
    hub.fault = 'shorter';
    const folder = temporaryFolder();
    const { code } = await failureOf(get({ endpoint, folder, patience: 3 }));
    expect([SidecarErrorCode.cutShort, wrongContent]).toContain(code);
    expectNothing(folder);
  });

  it('a file that the hub does not have', async () => {
    hub.files.clear();
    const { code, message } = await failureOf(get({ endpoint, folder: temporaryFolder() }));
    expect(code).toBe(refused);
    expect(message).toMatch(/^owner\/tiny on 127\.0\.0\.1:\d+ has no tiny-q8_0\.gguf: it may have moved/);
  });

  it('a file that is not the one we know', async () => {
    const entry = entryOf({ sha256: '0'.repeat(64) });
    const { code, message } = await failureOf(get({ endpoint, folder: temporaryFolder(), entry }));
    expect(code).toBe(wrongContent);
    expect(message).toContain('is not the file that Tokoscope knows');
    expect(hub.requests).toHaveLength(1);
  });

  it('a file that is as published, and no usable model', async () => {
    hub.files.set(`${REPOSITORY}/${FILE}`, Buffer.from('GGUF'.padEnd(2000, '\u0001')));
    const folder = temporaryFolder();
    const { code, message } = await failureOf(get({ endpoint, folder }));
    expect(code).toBe(wrongContent);
    expect(message).toContain('tiny-q8_0.gguf is as the hub publishes it, and ');
    expect(namesIn(folder)).toEqual([]);
  });

  it('nobody answers', async () => {
    const { code, message } = await failureOf(
      get({ endpoint: 'http://127.0.0.1:9', folder: temporaryFolder() }),
    );
    expect(code).toBe(SidecarErrorCode.unreachable);
    expect(message).toMatch(/^127\.0\.0\.1:9 can't be reached: connect ECONNREFUSED 127\.0\.0\.1:9\.$/);
  });

  it.each(['TOKOSCOPE_OFFLINE', 'HF_HUB_OFFLINE'])('offline mode, by %s', async (name) => {
    const folder = temporaryFolder();
    const { code, message } = await failureOf(get({ endpoint, folder, env: { [name]: '1' } }));
    expect(code).toBe(SidecarErrorCode.offline);
    expect(message).toBe(
      `Tiny 0.1M is not on this machine and nothing is fetched in offline mode: put its file at ${path.join(folder, FILE)}.`,
    );
    expect(hub.requests).toEqual([]);
  });

  it('a redirect that leaves encryption', async () => {
    const { code, message } = await failureOf(
      get({
        endpoint,
        folder: temporaryFolder(),
        entry: entryOf({ hub: { repository: 'elsewhere/tiny', revision: 'main', file: FILE } }),
      }),
    );
    expect(code).toBe(refused);
    expect(message).toContain('sends on to ftp://example.test, which is not encrypted');
  });
});

describe('a disk', () => {
  const { diskFull } = SidecarErrorCode;

  it('with too little room is not begun to fill', async () => {
    const folder = temporaryFolder();
    const failure = await failureOf(get({ endpoint, folder, freeBytes: () => Promise.resolve(50e6) }));
    expect(failure).toEqual({
      code: diskFull,
      message: `The download needs 68 MB more, 50 MB are free in ${folder}: make room, or have TOKOSCOPE_CACHE name a folder with more.`,
    });
    expect(namesIn(folder)).toEqual([]);
    expect(hub.requests.some((line) => line.includes('GET'))).toBe(false);
  });

  it('that becomes full leaves no model, and the download goes on when there is room', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: content.length - 1 }), async (room) => {
        const folder = temporaryFolder();
        const failure = await failureOf(get({ endpoint, folder, openToAppend: withRoom(room) }));
        expect(failure).toEqual({
          code: diskFull,
          message: `The disk is full: make room in ${folder} and try again, what was fetched so far is kept.`,
        });
        expectNothing(folder);
        expect((await get({ endpoint, folder })).fetchedBytes).toBe(content.length - room);
        expectWhole(folder);
      }),
      { numRuns: 15 },
    );
  });

  it('that can not be written to is named', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    const { message } = await failureOf(get({ endpoint, folder: path.join(file, 'models') }));
    expect(message).toMatch(/^The model can't be kept in .*models \(ENOTDIR.*\): check the folder/);
  });
});

describe('two who fetch the same file', () => {
  it('are told of each other, unless one of them is gone', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    const lock = path.join(folder, `${FILE}.lock`);
    writeFileSync(lock, String(process.ppid));
    const { code, message } = await failureOf(get({ endpoint, folder }));
    expect(code).toBe(SidecarErrorCode.busy);
    expect(message).toContain(`Process ${process.ppid} is fetching`);
    // A number that no process has.
    writeFileSync(lock, String(2 ** 30));
    await get({ endpoint, folder });
    expectWhole(folder);
  });
});
