import { NO_FUNCTIONS, type SyntaxLanguage } from '../language';

/** Blocks: headings, lists, tables, fences. What stands in a line is {@link markdownInline}'s. */
export const markdown: SyntaxLanguage = {
  id: 'markdown',
  name: 'Markdown',
  vscodeIds: ['markdown', 'prompt', 'instructions', 'chatagent'],
  extensions: ['.md', '.markdown', '.mdown', '.mkd', '.mdx'],
  grammar: 'tree-sitter-markdown.wasm',
  source: 'tree-sitter-markdown (MIT), built in @cursorless/tree-sitter-wasms',
  // Prose is text, as a string's is; what is embedded in a block has a grammar of its own.
  whole: [
    'inline',
    'pipe_table_cell',
    'code_fence_content',
    'indented_code_block',
    'html_block',
    'link_label',
    'link_destination',
    'link_title',
    'info_string',
    'minus_metadata',
    'plus_metadata',
  ],
  kinds: {
    inline: 'string',
    pipe_table_cell: 'string',
    code_fence_content: 'string',
    indented_code_block: 'string',
    html_block: 'string',
    link_label: 'identifier',
    link_destination: 'string',
    link_title: 'string',
    info_string: 'identifier',
    minus_metadata: 'directive',
    plus_metadata: 'directive',
    thematic_break: 'punctuation',
    setext_h1_underline: 'punctuation',
    setext_h2_underline: 'punctuation',
    pipe_table_align_left: 'punctuation',
    pipe_table_align_right: 'punctuation',
    '|': 'punctuation',
    '-': 'punctuation',
  },
  functions: NO_FUNCTIONS,
};

/** The grammar has a node for each mark in running text. */
const MARKS = Object.fromEntries(
  Array.from('!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', (mark) => [mark, 'punctuation' as const]),
);

/** Emphasis, links and code spans inside a block of Markdown; no file is of this language alone. */
export const markdownInline: SyntaxLanguage = {
  id: 'markdown-inline',
  name: 'Markdown (inline)',
  vscodeIds: [],
  extensions: [],
  grammar: 'tree-sitter-markdown_inline.wasm',
  source: 'tree-sitter-markdown (MIT), built in @cursorless/tree-sitter-wasms',
  whole: ['html_tag', 'link_destination', 'link_label', 'link_title', 'uri_autolink', 'email_autolink'],
  kinds: {
    ...MARKS,
    inline: 'string',
    emphasis: 'string',
    strong_emphasis: 'string',
    strikethrough: 'string',
    code_span: 'string',
    link_text: 'string',
    image_description: 'string',
    html_tag: 'string',
    link_destination: 'string',
    link_label: 'identifier',
    link_title: 'string',
    uri_autolink: 'string',
    email_autolink: 'string',
    entity_reference: 'string',
    numeric_character_reference: 'string',
    latex_block: 'string',
    hard_line_break: 'punctuation',
  },
  functions: NO_FUNCTIONS,
};
