/** Writes THIRD_PARTY_NOTICES.md: the licences of what dist/ contains, taken from the installed packages. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from './lib/paths.mjs';

const GRAMMARS = [
  'tree-sitter-c',
  'tree-sitter-cpp',
  'tree-sitter-cuda',
  'tree-sitter-go',
  'tree-sitter-java',
  'tree-sitter-javascript',
  'tree-sitter-python',
  'tree-sitter-rust',
  'tree-sitter-typescript',
  'tree-sitter-c-sharp',
  'tree-sitter-ruby',
  'tree-sitter-php',
  'tree-sitter-bash',
  '@tree-sitter-grammars/tree-sitter-kotlin',
  'tree-sitter-scala',
  '@tree-sitter-grammars/tree-sitter-lua',
  '@tree-sitter-grammars/tree-sitter-zig',
  'tree-sitter-julia',
  'tree-sitter-html',
  'tree-sitter-css',
  'tree-sitter-json',
  '@tree-sitter-grammars/tree-sitter-yaml',
  '@tree-sitter-grammars/tree-sitter-toml',
];

/** Package -> what of it ships. The engine's packages ship with their own licence files and are named only. */
const SHIPPED = {
  tiktoken: 'the ranks of its encodings (by OpenAI), packed into dist/assets',
  'web-tree-sitter': 'the parser runtime',
  ...Object.fromEntries(GRAMMARS.map((name) => [name, 'the grammar, as WebAssembly'])),
  '@repomix/tree-sitter-wasms': 'the Swift grammar (tree-sitter-swift, by Alex Pinkus, MIT), as WebAssembly',
  '@cursorless/tree-sitter-wasms':
    'the Markdown grammars (tree-sitter-markdown, by Matthias Deiml, MIT), as WebAssembly',
  '@huggingface/tokenizers': 'the byte-pair model for tokenizers that our engine does not cover, bundled',
  ignore: 'bundled into the command line',
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
const grammars = path.join(root, 'language-tokenizers', 'syntax', 'grammars');
const built = JSON.parse(await readFile(path.join(grammars, 'manifest.json'), 'utf8'));
for (const { file, licence, package: name, version } of Object.values(built)) {
  const text = await readFile(path.join(grammars, file.replace(/wasm$/, 'LICENSE')), 'utf8');
  sections.push(
    `## ${name} ${version} (${licence})\n\nThe grammar, built to WebAssembly here.\n\n\`\`\`text\n${text.trim()}\n\`\`\``,
  );
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
