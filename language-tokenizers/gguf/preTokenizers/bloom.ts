import type { PreTokenizer } from './preTokenizer';

const WORDS = ' ?[^(\\s|.,!?…。，、।۔،)]+';

export const BLOOM: PreTokenizer = { names: ['bloom', 'poro-chat', 'gpt3-finnish'], patterns: [WORDS] };

export const VIKING: PreTokenizer = { names: ['viking'], patterns: [WORDS, String.raw`\p{N}`] };
