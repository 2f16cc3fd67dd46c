import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/paths.mjs';

/** Hand-written C of the fixtures and of installed grammars, 4 to 50 KB a file. */
export function cSources() {
  const scanners = ['bash', 'ruby', 'scala', 'html'].map(
    (name) => `node_modules/tree-sitter-${name}/src/scanner.c`,
  );
  const fixtures = ['ring_buffer.c', 'heat.c'].map((name) => `test/fixtures/languages/${name}`);
  const yaml = 'node_modules/@tree-sitter-grammars/tree-sitter-yaml/src/scanner.c';
  return [...fixtures, ...scanners, yaml].map((name) => ({
    name,
    text: readFileSync(path.join(root, name), 'utf8'),
  }));
}

export function bytesOf(texts) {
  return texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
}
