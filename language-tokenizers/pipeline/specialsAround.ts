import type { TokenizerJson } from '../tokenizerJson/tokenizerJson';

/** Ids that a model expects around a text; they are no tokens of it, and are not counted. */
export interface SpecialsAround {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

const NOTHING: SpecialsAround = { before: [], after: [] };

type Json = Readonly<Record<string, unknown>>;

/** What a tokenizer.json's post-processor puts around a single text; what can't be read of it counts as nothing. */
export function specialsAround({ raw }: Pick<TokenizerJson, 'raw'>): SpecialsAround {
  return around(raw['post_processor']);
}

function around(processor: unknown): SpecialsAround {
  if (!isObject(processor)) return NOTHING;
  switch (processor['type']) {
    case 'Sequence':
      return list(processor['processors'])
        .map(around)
        .reduce(
          (inner, { before, after }) => ({
            before: [...before, ...inner.before],
            after: [...inner.after, ...after],
          }),
          NOTHING,
        );
    case 'TemplateProcessing':
      return template(processor);
    case 'BertProcessing':
    case 'RobertaProcessing':
      return { before: idOf(processor['cls']), after: idOf(processor['sep']) };
    default:
      return NOTHING;
  }
}

/** A list of special tokens, with the text among them. */
function template({ single, special_tokens: tokens }: Json): SpecialsAround {
  const before: number[] = [];
  const after: number[] = [];
  let ids = before;
  for (const piece of list(single)) {
    if (!isObject(piece)) continue;
    if (isObject(piece['Sequence'])) ids = after;
    const special = piece['SpecialToken'];
    const name = isObject(special) ? special['id'] : undefined;
    const token = isObject(tokens) && typeof name === 'string' ? tokens[name] : undefined;
    if (isObject(token)) ids.push(...list(token['ids']).filter((id) => typeof id === 'number'));
  }
  return { before, after };
}

/** The id of a [token, id] pair. */
function idOf(pair: unknown): number[] {
  const id = list(pair)[1];
  return typeof id === 'number' ? [id] : [];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
