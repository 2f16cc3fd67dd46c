/** Writes THIRD_PARTY_NOTICES.md: the licences of what dist/ contains, taken from the installed packages. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundledLicences, grammarPackages } from './grammars/packages.mjs';
import { root } from './lib/paths.mjs';

/** Package -> what of it ships. The engine's packages ship with their own licence files and are named only. */
const SHIPPED = {
  tiktoken: 'the ranks of its encodings (by OpenAI), packed into dist/assets',
  ...Object.fromEntries(grammarPackages.map((name) => [name, 'the grammar, as WebAssembly'])),
  'web-tree-sitter': 'the parser runtime',
  '@repomix/tree-sitter-wasms': 'the grammars of Swift and Vue, as WebAssembly',
  '@cursorless/tree-sitter-wasms': 'the grammars of Markdown, as WebAssembly',
  '@huggingface/tokenizers': 'the byte-pair model for tokenizers that our engine does not cover, bundled',
  ignore: 'bundled into the command line',
  'vscode-jsonrpc': 'bundled into the extension, the sidecar and the command line',
  commander: 'bundled into the command line',
  'node-llama-cpp':
    'the inference engine (llama.cpp and ggml, MIT), in dist/node_modules with its dependencies',
  koffi: 'calls the inference engine’s own functions, in dist/node_modules with its binary',
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
for (const { name, file } of bundledLicences) {
  const text = (await readFile(file, 'utf8')).trim();
  sections.push(`## ${name} (MIT)\n\nThe grammar, from a bundle named above.\n\n\`\`\`text\n${text}\n\`\`\``);
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
