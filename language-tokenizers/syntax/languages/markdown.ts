import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

/** Blocks: headings, lists, tables, fences. What stands in a line is {@link markdownInline}'s. */
export const markdown: SyntaxLanguage = {
  id: 'markdown',
  name: 'Markdown',
  vscodeIds: ['markdown', 'prompt', 'instructions', 'chatagent'],
  extensions: ['.md', '.markdown', '.mdown', '.mkd', '.mdx'],
  grammar: 'tree-sitter-markdown.wasm',
  source: 'tree-sitter-markdown (MIT), built in @cursorless/tree-sitter-wasms',
  functions: NO_FUNCTIONS,
};

/** Emphasis, links and code spans inside a block of Markdown; no file is of this language alone. */
export const markdownInline: SyntaxLanguage = {
  id: 'markdown-inline',
  name: 'Markdown (inline)',
  vscodeIds: [],
  extensions: [],
  grammar: 'tree-sitter-markdown_inline.wasm',
  source: 'tree-sitter-markdown (MIT), built in @cursorless/tree-sitter-wasms',
  functions: NO_FUNCTIONS,
};
