import type { FimFamily } from '../format';

/** CodeLlama: SentencePiece pieces, written with U+2581 or without, depending on the converter. */
export const codellama: FimFamily = {
  name: 'codellama',
  pieces: [['▁<PRE>', '<PRE>'], 'head', ['▁<SUF>', '<SUF>'], 'suffix', ['▁<MID>', '<MID>'], 'tail'],
  stops: ['▁<EOT>', '<EOT>', '</s>'],
  recognises: ({ has }) => has('▁<EOT>') || has('<EOT>'),
};
