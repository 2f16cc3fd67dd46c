import type { Tokenizer } from '../../../language-tokenizers/bpe/tokenizer';
import { openFormat } from '../../../language-tokenizers/registry/formats';
import type { TokenizerCache } from '../../../language-tokenizers/registry/host';
import { nodeFiles } from '../../../node/tokenizerFiles';

/**
 * Our own tokenizer of a model's vocabulary: some ten times as fast as llama.cpp's, and a U+0000 does not end the text.
 * undefined for a kind of vocabulary that it does not know.
 *
 * @param cache keeps what takes long to work out
 */
export async function openOwnTokenizer(
  path: string,
  cache: TokenizerCache | undefined,
): Promise<Tokenizer | undefined> {
  try {
    const file = await nodeFiles().open(path);
    try {
      const names = { name: 'model', displayName: path, source: path };
      const { tokenizer } = await openFormat(file, names, cache);
      return tokenizer.exact && tokenizer.engine === 'own' ? tokenizer : undefined;
    } finally {
      file.close();
    }
  } catch {
    // llama.cpp, which has loaded the file, tokenizes as well.
    return undefined;
  }
}

/** What tokenizers differ in, if they differ; letters with marks aside, where llama.cpp's patterns come only close. */
const PROBE = [
  'a',
  ' a',
  '\na',
  '',
  "def f(x):\n    return x  # isn't it\n\n\n\tif (a && b) { i++; }\r\n",
  'const π = 3.14159, 数 = "漢字 かな"; // Привет мир 😀 ½\n',
  `${' '.repeat(17)}x = 12345678\n${'='.repeat(40)}\n\n\n\n   \n`,
  'HTTPServer.get_url_2(snake_case, CamelCase) <div class="a-b">&amp;</div>\n#!/usr/bin/env $HOME/\\n%d\n',
] as const;

/**
 * True where a tokenizer makes the tokens that llama.cpp makes of some texts, the spellings of special tokens among
 * them.
 */
export function agrees(
  own: Tokenizer,
  theirs: (text: string) => readonly number[],
  specials: readonly string[],
): boolean {
  const texts = [...PROBE, ...specials.map((special) => `x${special} y`)];
  return texts.every((text) => {
    const { ids } = own.encode(text);
    const expected = theirs(text);
    return ids.length === expected.length && expected.every((id, i) => id === ids[i]);
  });
}
