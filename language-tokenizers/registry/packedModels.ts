/** A tokenizer that comes with the product as the packed form of its tokenizer.json. */
export interface PackedModelEntry {
  readonly name: string;
  readonly displayName: string;
  readonly asset: string;
  readonly source: string;
  readonly licence: string;
}

/** Made by scripts/assets/qwen.mjs; language-tokenizers/bpe/vocabularies/NOTICE.md has its licence. */
const QWEN_2_5: PackedModelEntry = {
  name: 'qwen2.5',
  displayName: 'qwen2.5 (Qwen 2.5, Qwen 2.5 Coder)',
  asset: 'qwen2.5.bin',
  source: 'Qwen2.5',
  licence: 'Apache-2.0',
};

export const PACKED_MODELS: ReadonlyMap<string, PackedModelEntry> = new Map([[QWEN_2_5.name, QWEN_2_5]]);
