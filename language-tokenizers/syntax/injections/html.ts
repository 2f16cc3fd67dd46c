import type { Node } from 'web-tree-sitter';
import type { HostInjections } from './injection';

/** Languages of `lang` attributes and of the ends of media types. */
const SCRIPTS: Readonly<Record<string, string>> = {
  js: 'javascript',
  jsx: 'javascript',
  ts: 'typescript',
  tsx: 'tsx',
  module: 'javascript',
  babel: 'javascript',
  javascript: 'javascript',
  'x-javascript': 'javascript',
  ecmascript: 'javascript',
  jscript: 'javascript',
  typescript: 'typescript',
  json: 'json',
  importmap: 'json',
  speculationrules: 'json',
  html: 'html',
  'x-template': 'html',
  'x-handlebars-template': 'html',
};
/** The dialects add to CSS; what they add is read as errors. */
const STYLES: ReadonlySet<string> = new Set(['css', 'postcss', 'scss', 'less']);

/** Scripts and styles. */
export const html: HostInjections = {
  injections: [{ node: 'raw_text', language: (text) => languageOfElement(text.parent) }],
  contexts: ['script_element', 'style_element'],
};

/** The language in a `<script>` or `<style>` element, by its `lang` and `type`. */
export function languageOfElement(element: Node | null): string | undefined {
  const tag = element?.firstNamedChild;
  if (!element || !tag) return undefined;
  const name = attribute(tag, 'lang') ?? attribute(tag, 'type');
  if (element.type === 'style_element') {
    const style = ending(name ?? 'css');
    return STYLES.has(style) ? 'css' : undefined;
  }
  if (element.type !== 'script_element') return undefined;
  return SCRIPTS[name === undefined || name === '' ? 'module' : ending(name)];
}

/** "json" of "application/ld+json; charset=utf-8". */
function ending(mediaType: string): string {
  const essence = mediaType.split(';', 1)[0]!.trim().toLowerCase();
  return essence.slice(Math.max(essence.lastIndexOf('/'), essence.lastIndexOf('+')) + 1);
}

function attribute(tag: Node, name: string): string | undefined {
  for (const child of tag.namedChildren) {
    const [key, value] = child.type === 'attribute' ? child.namedChildren : [];
    if (key?.text.toLowerCase() === name) return value?.text.replace(/^(["'])(.*)\1$/s, '$2') ?? '';
  }
  return undefined;
}
