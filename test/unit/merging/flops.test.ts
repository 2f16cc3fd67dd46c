import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_MODELS } from '../../../language-tokenizers/merging/flops/codeModel';
import {
  decoderLayerFlops,
  type DecoderModel,
  kvBytes,
  prefillFlops,
} from '../../../language-tokenizers/merging/flops/decoder';
import { readDecoderConfig } from '../../../language-tokenizers/merging/flops/decoderConfig';
import { DECODER_MODELS } from '../../../language-tokenizers/merging/flops/decoderModels';
import {
  attentionFlops,
  feedForwardFlops,
  layerFlops,
} from '../../../language-tokenizers/merging/flops/formula';
import { addWindows, oneWindow, windowsOf } from '../../../language-tokenizers/merging/flops/lengths';
import { mergedFlops, mergeLayers, shortenedWindow } from '../../../language-tokenizers/merging/flops/merged';

const codeModel = (name: string) => CODE_MODELS.find((one) => one.name === name)!;
const length = (n: number) => oneWindow(n, n).before;
/** Percent saved. */
const saved = (name: string, n: number, reduction: number, layer: number): number =>
  100 * mergedFlops(codeModel(name), shortenedWindow(n, reduction), layer).reduction;

describe('the published formula', () => {
  const base = { width: 768, heads: 12, feedForward: 3072 };

  it('counts 8.054 GFLOP for a layer of CodeBERT on 512 tokens, 96.65 for all', () => {
    expect(layerFlops(length(512), base) / 1e9).toBeCloseTo(8.054, 3);
    expect((12 * layerFlops(length(512), base)) / 1e9).toBeCloseTo(96.65, 2);
  });

  it('has attention overtake the feed-forward network above (8d² + 3d)/(4d + h) tokens', () => {
    const larger = (n: number) => feedForwardFlops(length(n), base) > attentionFlops(length(n), base);
    expect([larger(1530), larger(1531)]).toEqual([true, false]);
  });
});

describe('merging after a layer', () => {
  const layers = [0, 1, 3, 6, 9, 10, 11];
  it.each([
    [0.1, [10.9, 10.0, 8.2, 5.4, 2.7, 1.8, 0.9]],
    [0.15, [16.3, 15.0, 12.2, 8.2, 4.1, 2.7, 1.4]],
    [0.2, [21.5, 19.7, 16.1, 10.8, 5.4, 3.6, 1.8]],
    [0.25, [26.9, 24.6, 20.2, 13.4, 6.7, 4.5, 2.2]],
  ])('of 12x768 saves what the table says at %d', (reduction, expected) => {
    for (const name of ['CodeBERT', 'GraphCodeBERT', 'UniXcoder']) {
      const found = layers.map((layer) => saved(name, 512, reduction, layer));
      for (const [i, percent] of found.entries()) expect(Math.abs(percent - expected[i]!)).toBeLessThan(0.1);
    }
  });

  it('hangs little on the length', () => {
    const found = [128, 256, 512, 1024].map((n) => saved('CodeBERT', n, 0.2, 0).toFixed(1));
    expect(found).toEqual(['20.8', '20.8', '21.5', '22.9']);
  });

  it('of the encoder alone, 24x1024, is as computed by hand', () => {
    const encoder = { ...codeModel('CodeT5+ 770M'), decoderLayers: 0 };
    const shares = [0, 6, 11].map(
      (layer) => mergedFlops(encoder, shortenedWindow(512, 0.2), layer).reduction,
    );
    expect(shares.map((share) => Number((100 * share).toFixed(1)))).toEqual([21.2, 15.9, 11.5]);
  });

  it('saves a decoder its keys, values and scores over the encoder', () => {
    const model = codeModel('CodeT5-base');
    const { before, after } = mergedFlops(model, oneWindow(512, 400), 12);
    // The encoder is as before; 12 decoder layers have 4d² and 4md less for each of the 112 tokens.
    expect(before - after).toBeCloseTo(12 * 112 * (4 * 768 * 768 + 4 * 512 * 768), 0);
    const written = 12 * (8 * 512 * 768 ** 2 + 4 * 512 * 512 * 768) + 2 * 512 * 768 * 32_100;
    expect(before).toBeGreaterThan(12 * layerFlops(length(512), model) + written);
  });

  it('saves less the later it comes, and nothing where nothing is merged', () => {
    for (const model of CODE_MODELS) {
      const shares = mergeLayers(model).map((l) => mergedFlops(model, oneWindow(512, 430), l).reduction);
      expect(shares).toEqual(shares.toSorted((a, b) => b - a));
      expect(mergedFlops(model, oneWindow(512, 512), 0).reduction).toBe(0);
      expect(() => mergedFlops(model, oneWindow(1, 1), model.encoderLayers + 1)).toThrow(RangeError);
    }
    expect(mergedFlops(codeModel('CodeBERT'), oneWindow(0, 0), 0).reduction).toBe(0);
  });
});

describe('windows', () => {
  it('count a group that an edge cuts on both sides', () => {
    // Groups of 2, 3 and 1 tokens in windows of 4: 2 + 2 | 1 + 1.
    expect(windowsOf(Uint32Array.of(2, 5, 6), 4)).toEqual(addWindows(oneWindow(4, 2), oneWindow(2, 2)));
    expect(windowsOf(Uint32Array.of(2, 4, 6), 4)).toEqual(addWindows(oneWindow(4, 2), oneWindow(2, 1)));
    expect(windowsOf(new Uint32Array(0), 4).count).toBe(0);
  });

  it('cost added up what they cost one by one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 512 }), fc.integer({ min: 1, max: 512 })), {
          minLength: 1,
        }),
        (pairs) => {
          const each = pairs.map(([before, after]) => oneWindow(before, after));
          for (const model of [codeModel('UniXcoder'), codeModel('CodeT5+ 220M')]) {
            const sum = each.map((one) => mergedFlops(model, one, 3).after).reduce((a, b) => a + b);
            expect(mergedFlops(model, each.reduce(addWindows), 3).after / sum).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });
});

describe('a decoder', () => {
  const tiny: DecoderModel = {
    name: 'tiny',
    layers: 2,
    width: 4,
    heads: 2,
    kvHeads: 1,
    headWidth: 2,
    feedForward: 8,
    isGated: false,
    vocabulary: 10,
    context: 16,
  };

  it('multiplies and adds as often as its matrices say', () => {
    // Three tokens: q and o 4x4, k and v 4x2, 1 + 2 + 3 pairs of 2 heads of 2, 4x8 and 8x4.
    const adds = 3 * (16 + 16 + 8 + 8) + 6 * 2 * (2 + 2) + 3 * (32 + 32);
    expect(decoderLayerFlops(length(3), tiny)).toBe(2 * adds);
    expect(decoderLayerFlops(length(3), { ...tiny, isGated: true })).toBe(2 * (adds + 3 * 32));
    expect(prefillFlops(tiny, oneWindow(3, 3)).before).toBe(2 * 2 * adds + 2 * 4 * 10);
  });

  it('keeps keys and values of each KV head', () => {
    const model = DECODER_MODELS.find(({ name }) => name === 'Qwen2.5-Coder-1.5B')!;
    // 28 layers, 2 heads of 128, keys and values, two bytes: 28 KiB a token.
    expect(kvBytes(model, oneWindow(1000, 800), 'f16')).toMatchObject({
      before: 28_672_000,
      after: 22_937_600,
    });
    expect(kvBytes(model, oneWindow(1000, 800), 'f16', 14).reduction).toBeCloseTo(0.1, 12);
    expect(kvBytes(model, oneWindow(32, 32), 'q8_0').before).toBe(28 * 2 * 2 * 128 * 34);
  });

  it('has about two operations for each parameter and token', () => {
    const [small, large] = DECODER_MODELS.map((model) => prefillFlops(model, oneWindow(1, 1)).before / 2);
    // 494 and 1544 million parameters, embeddings tied.
    expect(small! / 494e6).toBeCloseTo(1, 2);
    expect(large! / 1544e6).toBeCloseTo(1, 2);
  });

  it('is read from a config.json', () => {
    const llama = {
      model_type: 'llama',
      hidden_size: 4096,
      num_hidden_layers: 32,
      num_attention_heads: 32,
      num_key_value_heads: 8,
      intermediate_size: 14336,
      vocab_size: 128256,
      max_position_embeddings: 8192,
    };
    expect(readDecoderConfig(llama, 'llama')).toMatchObject({ kvHeads: 8, headWidth: 128, isGated: true });
    const gpt2 = { model_type: 'gpt2', n_embd: 768, n_layer: 12, n_head: 12, vocab_size: 50257, n_ctx: 1024 };
    expect(readDecoderConfig(gpt2, 'gpt2')).toMatchObject({ feedForward: 3072, isGated: false, kvHeads: 12 });
    expect(readDecoderConfig({ text_config: llama }, 'seeing')).toMatchObject({ width: 4096 });
    const experts = { ...llama, num_experts_per_tok: 2, moe_intermediate_size: 1000 };
    expect(readDecoderConfig(experts, 'experts').feedForward).toBe(2000);
  });

  it('is refused where the formula does not fit, in one sentence', () => {
    const read = (config: unknown) => () => readDecoderConfig(config, 'x.json');
    expect(read([])).toThrow('x.json is no configuration of a model.');
    expect(read({ hidden_size: 1 })).toThrow('x.json does not say num_attention_heads.');
    expect(read({ kv_lora_rank: 512 })).toThrow('keeps latents');
    expect(read({ layer_types: ['linear_attention'] })).toThrow('without attention');
    expect(read({ is_encoder_decoder: true })).toThrow('has an encoder');
  });
});
