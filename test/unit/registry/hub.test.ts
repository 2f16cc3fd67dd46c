import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hubOptions, type HubOptions } from '../../../language-tokenizers/registry/hub/address';
import { download } from '../../../language-tokenizers/registry/hub/download';
import { findRemoteFile } from '../../../language-tokenizers/registry/hub/remoteFile';
import type { StoredFile } from '../../../language-tokenizers/registry/hub/store';
import { listTokenizers, openRegistered } from '../../../language-tokenizers/registry/registry';
import { startHub } from './hubServer';
import { hostIn, smallTokenizerJson, temporaryFolder } from './support';

const hub = await startHub();
const text = smallTokenizerJson();
const size = Buffer.byteLength(text);
const repository = { repository: 'owner/small', revision: 'main' };

let host: ReturnType<typeof hostIn>;
let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  host = hostIn(folder);
  hub.files.clear();
  hub.files.set('owner/small/tokenizer.json', Buffer.from(text));
  hub.fault = undefined;
  hub.large = true;
  hub.requests.length = 0;
});

function options(env: Record<string, string> = {}): HubOptions {
  return hubOptions({ HF_ENDPOINT: `${hub.endpoint}/`, ...env }, fetch);
}

async function get(env?: Record<string, string>, of = repository): Promise<StoredFile> {
  const how = options(env);
  return download(how, host.cache, of, await findRemoteFile(how, of));
}

async function failure(work: Promise<unknown>): Promise<{ kind: string; message: string }> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('It did not fail.');
  const { kind = '' } = error as { kind?: string };
  expect(error.message).toMatch(/^[^\n]+\.$/);
  return { kind, message: error.message };
}

const parts = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part'));

describe('a tokenizer from the hub', () => {
  it.each([true, false])(
    'is looked up, fetched, checked and opened (kept as a large file: %s)',
    async (large) => {
      hub.large = large;
      const remote = await findRemoteFile(options(), repository);
      expect(remote).toMatchObject({ file: 'tokenizer.json', size: size, licence: 'apache-2.0' });
      expect(hub.requests.filter((line) => line.includes(' GET '))).toEqual([
        'hub GET /api/models/owner/small',
      ]);
      const progress: number[] = [];
      const file = await download(options(), host.cache, repository, remote, (bytes) => progress.push(bytes));
      expect(file).toMatchObject({ repository: 'owner/small', size: size, commit: remote.commit });
      expect(progress.at(-1)).toBe(size);
      expect(parts()).toEqual([]);
      const { entry, tokenizer } = await openRegistered('hf:owner/small', host);
      expect(entry).toMatchObject({ name: 'hf:owner/small', where: 'hub', exact: true, size: size });
      expect(tokenizer.encode('in the').ids).toEqual(Uint32Array.of(258, 259));
      expect((await listTokenizers(host)).map(({ name }) => name)).toContain('hf:owner/small');
    },
  );

  it('is not fetched by opening it', async () => {
    const { kind, message } = await failure(openRegistered('hf:owner/small', host));
    expect(kind).toBe('missing');
    expect(message).toContain('tokenizers get hf:owner/small');
    expect(hub.requests).toEqual([]);
  });

  it('goes on where it was cut short', async () => {
    hub.fault = 'cut short once';
    expect((await failure(get())).kind).toBe('cutShort');
    expect(parts()).toHaveLength(1);
    await get();
    expect(hub.requests.at(-1)).toContain(`bytes=${size >> 1}-`);
    expect(readFileSync(host.cache.path('hub/owner--small@main/tokenizer.json'), 'utf8')).toBe(text);
  });

  it('starts anew where the server can not go on, or has another version', async () => {
    hub.fault = 'cut short once';
    await failure(get());
    hub.fault = 'no ranges';
    await get();
    hub.fault = 'cut short once';
    const other = `${text} `;
    hub.files.set('owner/small/tokenizer.json', Buffer.from(other));
    await failure(get());
    await get();
    expect(readFileSync(host.cache.path('hub/owner--small@main/tokenizer.json'), 'utf8')).toBe(other);
  });

  it.each([
    ['gated', 'gated', 'HF_TOKEN'],
    ['server error', 'refused', '503'],
    ['damaged', 'wrongDigest', 'arrived damaged'],
    ['longer', 'wrongSize', `more than the ${size} bytes`],
    ['no size', 'refused', 'how large'],
    ['redirects in circles', 'refused', 'from one address to the next'],
  ] as const)('says what is wrong: %s', async (fault, kind, words) => {
    hub.fault = fault;
    const found = await failure(get());
    expect(found.kind).toBe(kind);
    expect(found.message).toContain(words);
    expect(parts()).toEqual([]);
    expect(await host.cache.read('hub/owner--small@main/tokenizer.json')).toBeUndefined();
  });

  it('says when there is none, nobody answers, or it must not ask', async () => {
    expect((await failure(get({}, { repository: 'owner/other', revision: 'main' }))).kind).toBe('notOnHub');
    const gone = options({ HF_ENDPOINT: 'http://127.0.0.1:9' });
    expect((await failure(findRemoteFile(gone, repository))).kind).toBe('unreachable');
    hub.requests.length = 0;
    for (const name of ['HF_HUB_OFFLINE', 'TOKOSCOPE_OFFLINE']) {
      expect((await failure(get({ [name]: '1' }))).kind).toBe('offline');
    }
    expect(hub.requests).toEqual([]);
  });

  it('takes a tekken.json where there is no tokenizer.json, and follows a repository that moved', async () => {
    hub.files.set('owner/mistral/tekken.json', Buffer.from('{}'));
    const remote = await findRemoteFile(options(), { repository: 'owner/mistral', revision: 'main' });
    expect(remote.file).toBe('tekken.json');
    const moved = { repository: 'old/small', revision: 'main' };
    expect((await get({}, moved)).size).toBe(size);
  });

  it('sends the token to the hub, and to nobody that the hub sends us to', async () => {
    await get({ HF_TOKEN: 'secret' });
    const [own, others] = ['hub ', 'store '].map((who) =>
      hub.requests.filter((line) => line.startsWith(who)),
    );
    expect(own!.every((line) => line.endsWith('with token'))).toBe(true);
    expect(others!.length).toBeGreaterThan(0);
    expect(others!.some((line) => line.endsWith('with token'))).toBe(false);
  });

  it('is not opened when its file was changed', async () => {
    await get();
    writeFileSync(path.join(folder, 'cache', 'hub', 'owner--small@main', 'tokenizer.json'), `${text} `);
    expect((await failure(openRegistered('hf:owner/small', host))).kind).toBe('wrongDigest');
  });
});
