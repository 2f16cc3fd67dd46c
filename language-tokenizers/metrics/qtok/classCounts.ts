import { type MetricExamples, type MetricValue, quotient } from '../metric';
import { type Classified, classify, QTOK_CLASSES, type QtokClass } from './classify';

/** Scripts with a smaller share are folded into one. */
const LEAST_SHARE = 0.01;
const OTHER = 'Other';

/** Adds up tokens by Qtok's classes and by script. */
export class ClassCounts {
  private readonly classes = new Map<QtokClass, number>();
  private readonly scripts = new Map<string, number>();
  private all = 0;

  /** @param weight how often it counts */
  add({ qtok, script }: Classified, weight = 1): void {
    this.all += weight;
    this.classes.set(qtok, (this.classes.get(qtok) ?? 0) + weight);
    if (script !== undefined) this.scripts.set(script, (this.scripts.get(script) ?? 0) + weight);
  }

  addText(text: string | undefined, weight = 1): void {
    this.add(classify(text), weight);
  }

  /** Shares of all; '' or a prefix for their names in JSON documents. */
  values(suffix: string, label: string, reason: string): MetricValue[] {
    return QTOK_CLASSES.map((name) =>
      quotient(
        `${name}${suffix}`,
        `${name}${label}`,
        [this.classes.get(name) ?? 0, this.all],
        'share',
        reason,
      ),
    );
  }

  /** Scripts of the tokens of one script, the most frequent first. */
  byScript(key: string, label: string): MetricExamples {
    const large = [...this.scripts].filter(([, count]) => count > LEAST_SHARE * this.all);
    const rest = [...this.scripts.values(), ...large.map(([, count]) => -count)].reduce((a, b) => a + b, 0);
    const rows = large
      .sort(([, a], [, b]) => b - a)
      .concat(rest > 0 ? [[OTHER, rest]] : [])
      .map(([script, tokens]) => ({ script, tokens, share: tokens / this.all }));
    return { key, label, rows };
  }
}
