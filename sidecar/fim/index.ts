export { detectFim } from './detect';
export { isStopToken, type FimFormat } from './format';
export { buildPrompt, type Prompt, type PromptRequest } from './prompt';
