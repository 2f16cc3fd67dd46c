export { detectFim } from './detect';
export { isStopToken, writesRest, type FimFormat } from './format';
export { buildPrompt, type Prompt, type PromptRequest } from './prompt';
export { fileSegments, frameSegments, type FilesRequest } from './fileSegments';
export { countTokens, type Segment } from './segment';
export { tokenizeSection } from './section';
export { spellingOf } from './spelling';
