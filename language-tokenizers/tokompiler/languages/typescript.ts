import type { TokompilerLanguage } from '../language';
import { scriptKinds, scriptRoles } from './javascript';

/** JavaScript's classes, and types. */
const rules: Omit<TokompilerLanguage, 'languages'> = {
  kinds: { ...scriptKinds, type_annotation: '' },
  roles: {
    ...scriptRoles,
    'function_signature.name>identifier': 'function',
    'extends_clause.value>identifier': 'type',
    'enum_declaration.name>identifier': 'type',
    type_identifier: 'type',
    template_literal_type: 'string',
  },
  // A default.
  marks: { '=': { within: ['required_parameter', 'optional_parameter'], kind: '' } },
  interpolated: { template_string: 'template_substitution', template_literal_type: 'template_type' },
  comments: ['comment', 'html_comment', 'hash_bang_line'],
};

export const typescript: TokompilerLanguage = { languages: ['typescript'], ...rules };
