import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalOf } from '../../../sidecar/boundary/canonical';
import { contextsOf, Members } from '../../../sidecar/boundary/cover';
import { cutTail } from '../../../sidecar/boundary/safeCut';
import { tokenTrieOf } from '../../../sidecar/boundary/tokenTrie';
import type { TokenId } from '../../../sidecar/engine/engine';
import { QwenVocabulary } from './lib/qwenVocabulary';

/** Random spans of Python cut out at any character (HumanEval infilling; MIT, OpenAI). */
const FILE = path.resolve(
  import.meta.dirname,
  '../../bench/data/human-eval-infilling/RandomSpanInfillingLight.jsonl.gz',
);

interface Row {
  readonly prompt: string;
  readonly canonical_solution: string;
  readonly suffix: string;
}

let vocabulary: QwenVocabulary;
beforeAll(() => {
  vocabulary = new QwenVocabulary();
});

function coverOf(prompt: string) {
  const tokens = vocabulary.tokenize(prompt);
  const trie = tokenTrieOf(vocabulary);
  const canonical = canonicalOf(vocabulary);
  const tokenBytes = (id: TokenId): Uint8Array => vocabulary.tokenBytes(id);
  const tail = cutTail({ vocabulary, tokens, tailTokens: tokens.length, trie, canonical })!;
  const contexts = contextsOf(tail, trie, canonical, tokenBytes);
  return { tail, contexts, members: new Members(trie, canonical, tokenBytes) };
}

/** True when the row of tokens that the whole text has there is in the cover of its beginning. */
function holdsTruth(prompt: string, whole: string): boolean {
  const truth = vocabulary.tokenize(whole);
  const cursor = Buffer.byteLength(prompt);
  let end = 0;
  const last = truth.findIndex((id) => (end += vocabulary.tokenBytes(id).length) >= cursor);
  const { tail, contexts, members } = coverOf(prompt);
  const kept = truth.slice(0, tail.kept.length);
  const left = truth.slice(tail.kept.length, last);
  const context = contexts.find((one) => one.left.join() === left.join());
  return kept.join() === tail.kept.join() && context !== undefined && members.has(context, truth[last]!);
}

describe('the cover with the tokenizer of Qwen2.5', () => {
  it('holds the true tokens in 164 of 164 random spans', () => {
    const rows = gunzipSync(readFileSync(FILE)).toString().trim().split('\n');
    const held = rows.filter((line) => {
      const { prompt, canonical_solution, suffix } = JSON.parse(line) as Row;
      return holdsTruth(prompt, prompt + canonical_solution + suffix);
    });
    expect(rows).toHaveLength(164);
    expect(held).toHaveLength(164);
  });

  it.each([
    ['a word', 'def parse_header(stream):\n    return None\n'],
    ['runs of spaces', 'x = {\n        "a": 1,\n            "b":     2,\n\n\n\n  }\n'],
    ['tabs and line breaks', 'if (a) {\n\t\t\treturn;\n\t}\n\n\n\tb();\n'],
    ['characters of several tokens', 's = "naïve 漢字 🦜🏴‍☠️ 𝒳 é\u0301 שלום"; t = 1\n'],
    ['text that spells a marker', 'a = "<|im_start|>"  # <|endoftext|>\n'],
    ['digits and signs', 'v = 12345.678e-9 != 0x1F // (a->b) ** 2;\n'],
    ['a tail longer than any token', `x = ${'='.repeat(300)} ${'a'.repeat(300)} ${' '.repeat(200)}y\n`],
  ])('holds the true tokens at every character of %s', (_, whole) => {
    const text = `def before():\n    pass\n${whole}`;
    const start = text.length - whole.length;
    const missing: string[] = [];
    for (let at = start + 1; at < text.length; at += whole.length > 400 ? 7 : 1) {
      // The editor's cursor stands between characters.
      if (/[\udc00-\udfff]/.test(text.charAt(at))) continue;
      if (!holdsTruth(text.slice(0, at), text)) missing.push(text.slice(0, at));
    }
    expect(missing).toEqual([]);
  });

  it('offers no control token, however the text spells one', () => {
    const { contexts, members } = coverOf('def before():\n    pass\nx = "<|endof');
    const marker = vocabulary.special('<|endoftext|>')!;
    expect(marker).toBeGreaterThan(150_000);
    for (const context of contexts) {
      expect(members.candidates(context)).not.toContain(marker);
      expect(members.has(context, marker)).toBe(false);
    }
  });
});
