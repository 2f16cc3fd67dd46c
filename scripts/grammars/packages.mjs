/** Where each WebAssembly file of dist/assets comes from: an installed package, or the folder of those built here. */
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { builtFolder } from './build.mjs';
import { RECIPES } from './recipes.mjs';

/** Packages, each with the files it gives and, when they are not at its top, their folder in it. */
const PACKAGES = [
  ['web-tree-sitter', ['web-tree-sitter']],
  ['tree-sitter-bash', ['tree-sitter-bash']],
  ['tree-sitter-c', ['tree-sitter-c']],
  ['tree-sitter-c-sharp', ['tree-sitter-c_sharp']],
  ['tree-sitter-cpp', ['tree-sitter-cpp']],
  ['tree-sitter-css', ['tree-sitter-css']],
  ['tree-sitter-cuda', ['tree-sitter-cuda']],
  ['tree-sitter-go', ['tree-sitter-go']],
  ['tree-sitter-html', ['tree-sitter-html']],
  ['tree-sitter-java', ['tree-sitter-java']],
  ['tree-sitter-javascript', ['tree-sitter-javascript']],
  ['tree-sitter-json', ['tree-sitter-json']],
  ['tree-sitter-julia', ['tree-sitter-julia']],
  ['tree-sitter-php', ['tree-sitter-php']],
  ['tree-sitter-python', ['tree-sitter-python']],
  ['tree-sitter-ruby', ['tree-sitter-ruby']],
  ['tree-sitter-rust', ['tree-sitter-rust']],
  ['tree-sitter-scala', ['tree-sitter-scala']],
  ['tree-sitter-typescript', ['tree-sitter-typescript', 'tree-sitter-tsx']],
  ['@tree-sitter-grammars/tree-sitter-kotlin', ['tree-sitter-kotlin']],
  ['@tree-sitter-grammars/tree-sitter-lua', ['tree-sitter-lua']],
  ['@tree-sitter-grammars/tree-sitter-toml', ['tree-sitter-toml']],
  ['@tree-sitter-grammars/tree-sitter-yaml', ['tree-sitter-yaml']],
  ['@tree-sitter-grammars/tree-sitter-zig', ['tree-sitter-zig']],
  // The grammars' own packages ship no WebAssembly.
  ['@repomix/tree-sitter-wasms', ['tree-sitter-swift', 'tree-sitter-vue'], 'out'],
  ['@cursorless/tree-sitter-wasms', ['tree-sitter-markdown', 'tree-sitter-markdown_inline'], 'out'],
];

const files = new Map([
  ...Object.keys(RECIPES)
    .map((name) => `tree-sitter-${name}.wasm`)
    .map((file) => [file, path.join(builtFolder, file)]),
  ...PACKAGES.flatMap(([name, grammars, folder = '']) =>
    grammars.map((grammar) => [
      `${grammar}.wasm`,
      path.join(root, 'node_modules', name, folder, `${grammar}.wasm`),
    ]),
  ),
]);

/** Names of the npm packages that grammars are taken from. */
export const grammarPackages = PACKAGES.map(([name]) => name);

/** Licence files of the grammars in bundles that have another licence themselves, by the grammar's name. */
export const bundledLicences = ['swift', 'markdown', 'vue'].map((name) => ({
  name: `tree-sitter-${name}`,
  file: path.join(root, 'scripts/grammars/licences', `tree-sitter-${name}.LICENSE`),
}));

/** Absolute path of a file that dist/assets takes from here ("tree-sitter-c.wasm", "web-tree-sitter.wasm"). */
export function grammarFile(name) {
  const file = files.get(name);
  if (!file) throw new Error(`scripts/grammars/packages.mjs does not say where ${name} comes from.`);
  return file;
}
