import { describe, expect, it } from 'vitest';
import { specialsAround } from '../../../language-tokenizers/pipeline/specialsAround';

function around(post_processor: unknown): unknown {
  return specialsAround({ raw: { post_processor } });
}

const template = {
  type: 'TemplateProcessing',
  single: [
    { SpecialToken: { id: '<s>', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '</s>', type_id: 0 } },
  ],
  special_tokens: {
    '<s>': { id: '<s>', ids: [1], tokens: ['<s>'] },
    '</s>': { id: '</s>', ids: [2, 3], tokens: ['<', '/s>'] },
  },
};

describe('what a post-processor puts around a text', () => {
  it.each([
    ['a template', template, { before: [1], after: [2, 3] }],
    [
      "RoBERTa's",
      { type: 'RobertaProcessing', sep: ['</s>', 2], cls: ['<s>', 0], trim_offsets: true },
      { before: [0], after: [2] },
    ],
    [
      "BERT's",
      { type: 'BertProcessing', sep: ['[SEP]', 102], cls: ['[CLS]', 101] },
      { before: [101], after: [102] },
    ],
    [
      'bytes, then a template',
      { type: 'Sequence', processors: [{ type: 'ByteLevel' }, template] },
      { before: [1], after: [2, 3] },
    ],
    ['bytes only', { type: 'ByteLevel' }, { before: [], after: [] }],
    ['none', null, { before: [], after: [] }],
    [
      'one that is broken',
      { type: 'TemplateProcessing', single: [{ SpecialToken: { id: 'x' } }] },
      { before: [], after: [] },
    ],
  ])('%s', (_, processor, expected) => {
    expect(around(processor)).toEqual(expected);
  });
});
