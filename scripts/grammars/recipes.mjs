/**
 * Grammars that no npm package ships as WebAssembly. They are built here from the generated sources that their
 * packages carry; the built files are committed, so that nobody needs a compiler.
 *
 * @typedef {object} Recipe
 * @property {string} grammar name of the exported function without "tree_sitter_"
 * @property {'npm' | 'pypi'} registry
 * @property {string} package
 * @property {string} version
 * @property {string} sha256 of the packed source
 * @property {string} folder of parser.c and scanner.c in the packed source
 * @property {string} licenceFile in the packed source
 * @property {string} licence SPDX id
 */

/** @type {Readonly<Record<string, Recipe>>} */
export const RECIPES = {
  fortran: {
    grammar: 'fortran',
    registry: 'pypi',
    package: 'tree-sitter-fortran',
    version: '0.6.0',
    sha256: '65fea540148ae431335b3920267dffaeeb157ef2b21c0716798c751f6a9e193b',
    folder: 'tree_sitter_fortran-0.6.0/src',
    licenceFile: 'tree_sitter_fortran-0.6.0/LICENSE',
    licence: 'MIT',
  },
  sql: {
    grammar: 'sql',
    registry: 'npm',
    package: '@derekstride/tree-sitter-sql',
    version: '0.3.11',
    sha256: '20f2670c6bee98c442cf0a2afe6e4965b1a96a7752c89d8a37604c173db0c623',
    folder: 'package/src',
    licenceFile: 'package/LICENSE',
    licence: 'MIT',
  },
};

/** Files of a tree-sitter grammar's source folder that a build takes. */
export const SOURCES = [
  'parser.c',
  'scanner.c',
  'tree_sitter/alloc.h',
  'tree_sitter/array.h',
  'tree_sitter/parser.h',
];
