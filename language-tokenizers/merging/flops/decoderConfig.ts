import type { DecoderModel } from './decoder';

/** A config.json that says too little, or of a model that the formulas do not fit. */
export class DecoderConfigError extends Error {
  override readonly name = 'DecoderConfigError';
}

/** Model types whose feed-forward networks have two matrices; all others of today have three. */
const UNGATED =
  /^(?:gpt2|gpt_bigcode|gpt_neo|gpt_neox|gptj|codegen|opt|bloom|mpt|falcon|phi|starcoder2|stablelm_epoch|persimmon)$/;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a model's config.json, as Hugging Face's models have it, in the names of LLaMA's and GPT-2's families.
 * Throws a DecoderConfigError of one sentence for what is missing and for attention that is of another kind.
 */
export function readDecoderConfig(config: unknown, name: string): DecoderModel {
  if (!isFields(config)) throw new DecoderConfigError(`${name} is no configuration of a model.`);
  // Models that see pictures, too, have their decoder's fields one level deeper.
  const fields = isFields(config['text_config']) ? { ...config, ...config['text_config'] } : config;
  refuseOthers(fields, name);
  const need = (...names: string[]): number => {
    const value = numberOf(fields, ...names);
    if (value === undefined) throw new DecoderConfigError(`${name} does not say ${names[0]}.`);
    return value;
  };
  const width = need('hidden_size', 'n_embd', 'd_model');
  const heads = need('num_attention_heads', 'n_head', 'n_heads');
  return {
    name,
    layers: need('num_hidden_layers', 'n_layer', 'n_layers'),
    width,
    heads,
    kvHeads: kvHeadsOf(fields, heads),
    headWidth: numberOf(fields, 'head_dim') ?? width / heads,
    feedForward: feedForwardOf(fields, width, need),
    isGated: !UNGATED.test(String(fields['model_type'])),
    vocabulary: need('vocab_size'),
    context: need('max_position_embeddings', 'n_positions', 'n_ctx', 'max_seq_len', 'seq_length'),
  };
}

function refuseOthers(fields: Fields, name: string): void {
  const problem =
    fields['is_encoder_decoder'] === true
      ? 'has an encoder'
      : numberOf(fields, 'kv_lora_rank') !== undefined
        ? 'keeps latents in place of keys and values'
        : /mamba|rwkv|jamba/.test(String(fields['model_type'])) || hasLinearLayers(fields)
          ? 'has layers without attention over all tokens'
          : undefined;
  if (problem !== undefined) {
    throw new DecoderConfigError(`${name} ${problem}: its operations are not those of the formula.`);
  }
}

function hasLinearLayers({ layer_types: types }: Fields): boolean {
  return Array.isArray(types) && types.some((one) => /linear|conv|mamba|recurrent/.test(String(one)));
}

function kvHeadsOf(fields: Fields, heads: number): number {
  const given = numberOf(fields, 'num_key_value_heads', 'num_kv_heads');
  if (given !== undefined) return given;
  return fields['multi_query'] === true ? 1 : heads;
}

/** Of a mixture of experts, what one token goes through. */
function feedForwardOf(fields: Fields, width: number, need: (...names: string[]) => number): number {
  const experts = numberOf(fields, 'num_experts_per_tok');
  if (experts !== undefined) {
    const shared = numberOf(fields, 'shared_expert_intermediate_size') ?? 0;
    return experts * need('moe_intermediate_size', 'intermediate_size') + shared;
  }
  const given = numberOf(fields, 'intermediate_size', 'n_inner', 'ffn_dim', 'ffn_hidden_size');
  return (
    given ?? (numberOf(fields, 'n_embd', 'd_model') === undefined ? need('intermediate_size') : 4 * width)
  );
}

function numberOf(fields: Fields, ...names: string[]): number | undefined {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  }
  return undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
