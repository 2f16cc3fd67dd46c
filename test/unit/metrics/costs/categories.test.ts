import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenizedText } from '../../../../language-tokenizers/merging/tokenizedText';
import {
  categoryCosts,
  COST_CATEGORIES,
  type CostCategory,
  tokenCategories,
} from '../../../../language-tokenizers/metrics/costs/categories';
import { functionCosts } from '../../../../language-tokenizers/metrics/costs/costs';
import { licenceHeader } from '../../../../language-tokenizers/metrics/costs/licence';
import { hostileText } from '../../bpe/support';
import { read } from '../../merging/support';
import { fixtures } from '../../syntax/support';

const SOURCE = `// SPDX-License-Identifier: MIT
// Copyright 2020 X

/* Adds
   two. */
static int addUserNumbers(int first)
{
    int theLimit = 1000000;  

    printf("sum  %d\\n", first);
    return first;
}
`;

/** Texts of the tokens of a category. */
function tokensOf(text: TokenizedText, category: CostCategory): string[] {
  const found: string[] = [];
  tokenCategories(text).forEach((id, i) => {
    if (COST_CATEGORIES[id] === category)
      found.push(text.text.slice(text.tokens.starts[i], text.tokens.ends[i]));
  });
  return found;
}

function spent(text: TokenizedText): Partial<Record<CostCategory, number>> {
  const { tokens } = categoryCosts(text);
  return Object.fromEntries(Object.entries(tokens).filter(([, count]) => count > 0));
}

describe('where the tokens go', () => {
  it('says it of each token', async () => {
    const text = await read('a.c', SOURCE);
    expect(tokensOf(text, 'licence').join('')).toBe('// SPDX-License-Identifier: MIT\n// Copyright 2020 X');
    expect(tokensOf(text, 'comment')).toEqual(['/*', ' Adds', '\n', '  ', ' two', '.', ' */\n']);
    expect(tokensOf(text, 'identifier')).toEqual([
      ...[' addUser', 'Numbers', ' first', ' the', 'Limit', ' printf', ' first', ' first'],
    ]);
    expect(tokensOf(text, 'number')).toEqual(['100', '000', '0']);
    expect(tokensOf(text, 'string')).toEqual(['sum', ' ', ' %', 'd', '\\n']);
    expect(tokensOf(text, 'several')).toEqual(['(int', '("', '",', ');\n']);
    expect(tokensOf(text, 'indentation')).toEqual(['   ', '   ', '   ']);
    expect(tokensOf(text, 'blankLine')).toEqual(['\n\n']);
    expect(tokensOf(text, 'trailingSpace')).toEqual(['  \n\n']);
    expect(tokensOf(text, 'spacing')).toEqual([' ']);
  });

  it('adds up to all tokens, in the spec of both encodings', async () => {
    const small = await read('a.py', '# hi\nx = 1\n');
    expect(spent(small)).toEqual({
      comment: 2,
      lineEnd: 2,
      identifier: 1,
      operator: 1,
      spacing: 1,
      number: 1,
    });
    const other = await read('a.py', '# hi\nx = 1\n', 'o200k_base');
    expect(spent(other)).toEqual(spent(small));
    expect(spent(await read('a.unknown', 'so it is\n'))).toEqual({ text: 3, lineEnd: 1 });
    expect(spent(await read('a.py', ''))).toEqual({});
  });

  it.each(['\n', '\r\n', '\r'])('knows blank lines and line ends with %j', async (end) => {
    const lines = ['a', '', '  b ', ' ', 'c  d', ''].join(end);
    const text = await read('a.unknown', lines, 'r50k_base');
    const shown = Array.from(tokenCategories(text), (id) => COST_CATEGORIES[id]);
    const kinds = new Set(shown);
    expect(kinds).toContain('blankLine');
    expect(kinds).toContain('indentation');
    expect(kinds).toContain('trailingSpace');
    expect(kinds).toContain('spacing');
    expect(shown.at(-1)).toBe('lineEnd');
  });

  it('gives functions their shares, and ranges side by side add up', async () => {
    const text = await read('a.c', SOURCE);
    const [only] = functionCosts(text);
    expect(only?.name).toBe('addUserNumbers');
    expect(only?.categories.tokens.licence).toBe(0);
    expect(only?.categories.tokens.number).toBe(3);
    const whole = categoryCosts(text);
    for (let cut = 0; cut <= SOURCE.length; cut += 7) {
      const front = categoryCosts(text, { start: 0, end: cut });
      const back = categoryCosts(text, { start: cut, end: SOURCE.length });
      expect(front.total + back.total).toBe(whole.total);
      for (const category of COST_CATEGORIES)
        expect(front.tokens[category] + back.tokens[category]).toBe(whole.tokens[category]);
    }
  });

  it('spends every token once, on any text', async () => {
    for (const { file, text } of fixtures.filter(({ file }) => /\.(?:c|py|f90|rs|md|yaml)$/.test(file))) {
      const { total, tokens } = categoryCosts(await read(file, text));
      expect(Object.values(tokens).reduce((sum, count) => sum + count, 0)).toBe(total);
    }
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const { total, tokens } = categoryCosts(await read('a.unknown', text));
        expect(Object.values(tokens).reduce((sum, count) => sum + count, 0)).toBe(total);
      }),
      { numRuns: 50 },
    );
  }, 120_000);
});

describe('licence headers', () => {
  const header = async (name: string, text: string): Promise<string | undefined> => {
    const found = licenceHeader(await read(name, text));
    return found && text.slice(found.start, found.end).trim();
  };

  it('are the first comments that speak of a licence', async () => {
    const licence = '# Copyright (c) 2021 A\n# All rights reserved.';
    expect(await header('a.py', `${licence}\n\n# More.\nx = 1\n`)).toBe(licence);
    expect(await header('a.sh', `#!/bin/sh\n\n# A tool.\n\n${licence}\nls\n`)).toBe(licence);
    expect(await header('a.php', `<?php\n/* Licensed under MIT. */\necho 1;\n`)).toBe(
      '/* Licensed under MIT. */',
    );
  });

  it('are no other comments', async () => {
    expect(await header('a.py', 'x = 1\n# Copyright 2021\n')).toBeUndefined();
    expect(await header('a.py', '# Adds numbers.\nx = 1\n')).toBeUndefined();
    expect(await header('a.unknown', '# Copyright 2021\n')).toBeUndefined();
    expect(await header('a.py', '')).toBeUndefined();
  });
});
