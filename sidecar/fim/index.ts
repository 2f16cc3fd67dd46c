export { detectFim } from './detect';
export { isStopToken, writesRest, type FimFormat } from './format';
export { buildPrompt, type Prompt, type PromptRequest } from './prompt';
