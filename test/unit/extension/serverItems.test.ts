import { describe, expect, test } from 'vitest';
import {
  addressProblem,
  idleServerItems,
  modelsOf,
  SERVER_KINDS,
  serverItems,
  serverText,
} from '../../../extension/models/serverItems';
import { SETTINGS } from '../../../extension/config/settings';

const server = { kind: 'ollama', url: 'http://me:secret@box:11434/', model: 'coder' } as const;

describe('a server in use', () => {
  test('lists its models, the one that is set marked, and what can be done', () => {
    const items = serverItems(server, { models: ['coder:latest', 'other $(x)'] }, false);
    expect(items.map(({ label }) => label)).toEqual([
      '$(check) coder:latest',
      'other $ (x)',
      '$(key) Set its key…',
      '$(server) Another server…',
      '$(chip) Use the model of this machine',
    ]);
    expect(items[1]).toMatchObject({ action: 'model', model: 'other $(x)', description: 'on box:11434' });
  });

  test('that is away says why on top, and may be used all the same', () => {
    const [first, second] = serverItems(server, { fault: 'Nobody is there.' }, true);
    expect(first).toMatchObject({ action: 'again', detail: 'Nobody is there.' });
    expect(second).toMatchObject({ action: 'model', model: 'coder' });
    expect(serverItems(server, { models: ['coder'] }, true)[1]).toMatchObject({
      action: 'key',
      label: '$(key) Change or forget its key…',
    });
  });

  test('whose model it does not list keeps it, with a warning, before those that it has', () => {
    expect(modelsOf(server, { models: ['a', 'b'] })).toMatchObject([
      {
        label: '$(warning) coder',
        model: 'coder',
        detail: 'The server answers, and does not list this model.',
      },
      { label: 'a', model: 'a' },
      { label: 'b', model: 'b' },
    ]);
  });

  test('with one model needs no name for it, and with none says so', () => {
    const unnamed = { ...server, model: '' };
    expect(modelsOf(unnamed, { models: ['a'] })).toMatchObject([{ label: '$(check) a', model: 'a' }]);
    expect(modelsOf(unnamed, { models: [] })).toMatchObject([
      { model: '', detail: 'The server answers, and lists no model.' },
    ]);
  });
});

test('a server that is set up and not in use is offered in one step', () => {
  expect(idleServerItems(server).map(({ action }) => action)).toEqual(['use', 'other']);
  expect(idleServerItems(undefined).map(({ action }) => action)).toEqual(['other']);
});

test('its words hold no password', () => {
  expect(serverText(server)).toBe('coder on box:11434 (ollama)');
  expect(serverText({ ...server, model: '', url: 'nonsense' })).toBe('no address (ollama)');
  for (const items of [serverItems(server, { fault: '' }, true), idleServerItems(server)]) {
    expect(JSON.stringify(items)).not.toContain('secret');
  }
});

test.each([
  ['http://127.0.0.1:8012', true],
  [' https://models.example/v1 ', true],
  ['127.0.0.1:8012', false],
  ['file:///etc/passwd', false],
  ['', false],
])('%j is an address: %s', (text, isOne) => {
  expect(addressProblem(text) === undefined).toBe(isOne);
});

test('every kind of the setting is offered', () => {
  const kinds = Object.keys(SETTINGS['model.server'].choices).filter((kind) => kind !== 'none');
  expect([...SERVER_KINDS].sort()).toEqual(kinds.sort());
});
