/** Scheme of the read-only documents that show a prompt. */
export const PROMPT_SCHEME = 'tokoscope-prompt';
