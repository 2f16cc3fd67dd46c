/** Writes THIRD_PARTY_NOTICES.md: the licences of what dist/ contains, taken from the installed packages. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/paths.mjs';

/** Package -> what of it ships. The engine's packages ship with their own licence files and are named only. */
const SHIPPED = {
  tiktoken: 'the ranks of o200k_base and cl100k_base (by OpenAI), packed into dist/assets',
  'web-tree-sitter': 'the parser runtime',
  'tree-sitter-c': 'the grammar, as WebAssembly',
  'tree-sitter-cpp': 'the grammar, as WebAssembly',
  'tree-sitter-go': 'the grammar, as WebAssembly',
  'tree-sitter-java': 'the grammar, as WebAssembly',
  'tree-sitter-javascript': 'the grammar, as WebAssembly',
  'tree-sitter-python': 'the grammar, as WebAssembly',
  'tree-sitter-rust': 'the grammar, as WebAssembly',
  'tree-sitter-typescript': 'the grammars, as WebAssembly',
  'vscode-jsonrpc': 'bundled into the extension, the sidecar and the command line',
  commander: 'bundled into the command line',
  'node-llama-cpp':
    'the inference engine (llama.cpp and ggml, MIT), in dist/node_modules with its dependencies',
};

const sections = [];
for (const [name, what] of Object.entries(SHIPPED)) {
  const folder = path.join(root, 'node_modules', name);
  const { version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file
    ? `\n\n\`\`\`text\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n\`\`\``
    : '';
  sections.push(`## ${name} ${version} (${license})\n\n${what[0].toUpperCase()}${what.slice(1)}.${text}`);
}
const vocabularies = path.join(root, 'language-tokenizers', 'bpe', 'vocabularies');
sections.push(
  (await readFile(path.join(vocabularies, 'NOTICE.md'), 'utf8'))
    .trim()
    .replace('# ', '## ')
    .replace('[Apache License 2.0](LICENSE.txt)', 'Apache License 2.0') +
    `\n\n\`\`\`text\n${(await readFile(path.join(vocabularies, 'LICENSE.txt'), 'utf8')).trim()}\n\`\`\``,
);
await writeFile(
  path.join(root, 'THIRD_PARTY_NOTICES.md'),
  `# Third-party notices\n\nMade by \`npm run notices\` from the installed packages.\n\n${sections.join('\n\n')}\n`,
);
