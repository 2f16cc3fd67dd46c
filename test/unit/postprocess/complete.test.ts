import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { complete, type CompletionModel } from '../../../sidecar/completion/complete';
import { syntaxOpener } from '../../../sidecar/postprocess/index';
import type { CompleteParams, CompleteResult } from '../../../sidecar/protocol';
import { openCompletionModel, runNow } from '../sidecar/lib/completionModel';
import { paramsOf } from '../sidecar/lib/sidecar';
import { syntax } from '../syntax/support';

const counts = { opened: 0, asked: 0, disposed: 0 };
beforeEach(() => Object.assign(counts, { opened: 0, asked: 0, disposed: 0 }));

const open = syntaxOpener((language) => syntax.grammar(language), Infinity);

let model: CompletionModel;
beforeAll(async () => {
  model = await openCompletionModel({
    // The real one, counted.
    openSyntax: async (place) => {
      const opened = await open(place);
      if (!opened) return undefined;
      counts.opened++;
      return {
        errors: (text) => (counts.asked++, opened.errors(text)),
        bare: (text) => opened.bare(text),
        literal: (text) => opened.literal(text),
        owed: (text) => opened.owed(text),
        scopeEnd: (text) => opened.scopeEnd(text),
        dispose: () => {
          counts.disposed++;
          opened.dispose();
        },
      };
    },
  });
}, 60_000);

function ask(changes: Partial<CompleteParams>, signal?: AbortSignal): Promise<CompleteResult> {
  const params = paramsOf({ maxTokens: 24, boundary: 'off', ...changes });
  return complete(model, params, runNow(signal));
}

describe('a completion in a file with a grammar', () => {
  it('asks the grammar of the answer and of every alternative, and closes it once', async () => {
    await ask({ alternatives: 3 });
    expect(counts).toMatchObject({ opened: 1, disposed: 1 });
    expect(counts.asked).toBeGreaterThan(2);
  });

  it('leaves no more errors than the model wrote', async () => {
    const { prefix, suffix } = paramsOf();
    const { text, raw } = await ask({ constraints: ['parse'] });
    const place = {
      prefix,
      suffix,
      languageId: 'python',
      path: '',
      prefixComplete: true,
      suffixComplete: true,
    };
    const opened = (await open(place))!;
    expect(opened.errors(text)!).toBeLessThanOrEqual(opened.errors(raw)!);
    opened.dispose();
  });

  it('closes it when the request is cancelled', async () => {
    await expect(ask({}, AbortSignal.abort())).rejects.toThrow();
    expect(counts).toEqual({ opened: 1, asked: 0, disposed: 1 });
  });

  it('does without where there is no grammar', async () => {
    expect((await ask({ languageId: 'perl', path: 'a.pl' })).raw).not.toBe('');
    expect(counts.opened).toBe(0);
  });
});
