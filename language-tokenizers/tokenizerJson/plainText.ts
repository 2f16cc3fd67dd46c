import type { DocumentText } from '../text/documentText';
import type { FastPlan } from './fastPlan';

/** Units on either side of an edit in which a place is looked for where normalization can be cut. */
const MARGIN = 256;

/** Tells texts that can go to the engine as they are. */
export class PlainText {
  private readonly added: RegExp | undefined;

  /** `added`: texts of added tokens, of which a text must have none if a space comes before each piece between. */
  constructor(
    private readonly plan: FastPlan,
    added: readonly string[],
  ) {
    if (plan.prefix === 'never' || added.length === 0) return;
    this.added = new RegExp(added.map((text) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|'));
  }

  isPlain(text: string): boolean {
    const { mark, normalizer } = this.plan;
    if (mark !== undefined && text.includes(mark)) return false;
    if (this.added?.test(text)) return false;
    return !normalizer || normalizer.normalize(text).text === text;
  }

  /** Whether a document that was plain still is, after [start, end) has been put into it. */
  staysPlain(document: DocumentText, start: number, end: number): boolean {
    const { normalizer } = this.plan;
    if (this.added || (normalizer && !normalizer.isBoundary)) return this.isPlain(document.text);
    if (!normalizer?.isBoundary) return this.isPlain(document.buffer.slice(start, end));
    const from = Math.max(0, start - MARGIN);
    const to = Math.min(document.length, end + MARGIN);
    const around = document.buffer.slice(from, to);
    let first = start - from;
    while (first > 0 && !normalizer.isBoundary(around, first)) first--;
    let last = end - from;
    while (last < around.length && !normalizer.isBoundary(around, last)) last++;
    const isCut = (first > 0 || from === 0) && (last < around.length || to === document.length);
    return this.isPlain(isCut ? around.slice(first, last) : document.text);
  }

  /** Whether a space comes before a text that starts with these units. */
  takesPrefix(first: string): boolean {
    const { prefix } = this.plan;
    if (prefix === 'never' || first === '') return false;
    return prefix === 'always' || !first.startsWith(' ');
  }
}
