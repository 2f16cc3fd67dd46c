import type { Node } from 'web-tree-sitter';
import type { FunctionRules, SyntaxLanguage } from '../language';

/** What gives a name to a function without one of its own, and the field that holds the name. */
const HOLDERS: Readonly<Record<string, string>> = {
  variable_declarator: 'name',
  pair: 'key',
  field_definition: 'property',
  public_field_definition: 'name',
  assignment_expression: 'left',
};

function name(definition: Node): Node | undefined {
  const holder = definition.parent;
  const field = holder ? HOLDERS[holder.type] : undefined;
  if (holder && field !== undefined) {
    const target = holder.childForFieldName(field);
    return target?.childForFieldName('property') ?? target ?? undefined;
  }
  const own = definition.childForFieldName('name');
  if (own) return own;
  // `export default () => …` is known by the word "default".
  if (holder?.type !== 'export_statement') return undefined;
  return holder.children.find((child) => child.type === 'default');
}

export const scriptFunctions: FunctionRules = {
  types: [
    'function_declaration',
    'generator_function_declaration',
    'function_expression',
    'generator_function',
    'arrow_function',
    'method_definition',
  ],
  wrappers: [...Object.keys(HOLDERS), 'lexical_declaration', 'variable_declaration', 'export_statement'],
  name,
};

/** Additions that hold for JavaScript and TypeScript alike. */
export const scriptKinds = {
  'class_declaration>identifier': 'type',
  'class>identifier': 'type',
  'class_heritage>identifier': 'type',
  'new_expression>identifier': 'type',
  optional_chain: 'operator',
} as const;

export const javascript: SyntaxLanguage = {
  id: 'javascript',
  name: 'JavaScript',
  vscodeIds: ['javascript', 'javascriptreact'],
  extensions: ['.js', '.jsx', '.mjs', '.cjs'],
  interpreters: ['node', 'nodejs', 'bun'],
  grammar: 'tree-sitter-javascript.wasm',
  source: 'tree-sitter-javascript (MIT)',
  kinds: scriptKinds,
  functions: scriptFunctions,
};
