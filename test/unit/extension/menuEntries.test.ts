import { describe, expect, test } from 'vitest';
import { ASLEEP } from '../../../extension/completion/serviceState';
import { menuCommands, menuState } from '../../../extension/completion/menuEntries';

const server = { kind: 'openai', url: 'https://models.example/v1', model: 'coder' } as const;

describe('the menu', () => {
  test('offers the prompt where there is an editor and the model is here', () => {
    expect(menuCommands(true, false)).toContain('prompt.show');
    expect(menuCommands(false, false)).not.toContain('prompt.show');
    expect(menuCommands(true, true)).not.toContain('prompt.show');
    for (const hasEditor of [true, false]) {
      expect(menuCommands(hasEditor, false)).toContain('completion.statistics');
      expect(menuCommands(hasEditor, false)).not.toContain('model.leaveServer');
    }
  });

  test('offers the key and the way back where a server is in use', () => {
    expect(menuCommands(false, true)).toEqual([
      'model.choose',
      'model.setServerKey',
      'model.leaveServer',
      'completion.statistics',
      'sidecar.restart',
      'log.show',
    ]);
  });

  test('says which server answers, or why it does not', () => {
    const name = 'coder on models.example (openai)';
    expect(menuState(ASLEEP, server)).toBe(`${name}: not asked yet`);
    expect(menuState({ ...ASLEEP, unavailable: 'It is away.' }, server)).toBe(`${name}: It is away.`);
    expect(menuState(ASLEEP, undefined)).toBe('');
  });
});
