/**
 * Exact match as it is published for HumanEval-FIM (SantaCoder's and Qwen's evaluations): the first line that the
 * model wrote, stripped, against the hole's line, stripped.
 *
 * @param raw what the model wrote, before post-processing
 */
export function matchesFirstLine(raw: string, truth: string): boolean {
  return (raw.split('\n')[0] ?? '').trim() === truth.trim();
}

/** Exact match as a user sees it: the text that is inserted is what stood there, but for blanks at its end. */
export function matchesText(text: string, truth: string): boolean {
  return text.trimEnd() === truth.trimEnd();
}
