import type { FimFamily } from '../format';

/**
 * FIM-SE (arXiv 2405.17103): models that were trained with two more markers, which give the beginning of the answer's
 * first line and the end of its last one. They write the cursor's whole line: the text before the cursor, the middle,
 * and the rest of the line. The first is put in the prompt, where the boundary may choose its tokens anew; the last is
 * taken off the answer (see boundary/joinRight.ts).
 *
 * The paper writes the markers <START> and <END> and leaves their spelling to the tokenizer; those of common
 * vocabularies are tried.
 */
export const fimSe: FimFamily = {
  name: 'fim-se',
  pieces: [
    ['<fim_prefix>', '<|fim_prefix|>', '▁<PRE>', '<PRE>'],
    'head',
    ['<fim_suffix>', '<|fim_suffix|>', '▁<SUF>', '<SUF>'],
    'below',
    ['<START>', '<fim_start>', '<|fim_start|>'],
    'tail',
    ['<END>', '<fim_end>', '<|fim_end|>'],
    'rest',
    ['<fim_middle>', '<|fim_middle|>', '▁<MID>', '<MID>'],
    'tail',
  ],
  stops: [
    '<EOT>',
    '▁<EOT>',
    '<|endoftext|>',
    '</s>',
    '<file_sep>',
    '<|file_sep|>',
    '<fim_pad>',
    '<|fim_pad|>',
  ],
  recognises: () => true,
};
