import { Unsupported } from '../unsupported';

/** A regular expression that is being read, one code point after another. */
export class PatternSource {
  private readonly chars: readonly string[];
  private at = 0;

  constructor(private readonly pattern: string) {
    this.chars = Array.from(pattern);
  }

  get atEnd(): boolean {
    return this.at >= this.chars.length;
  }

  /** The next code point, not yet read; '' at the end. */
  get peek(): string {
    return this.chars[this.at] ?? '';
  }

  next(): string {
    const char = this.chars[this.at++];
    if (char === undefined) throw this.unsupported('its end');
    return char;
  }

  /** Reads `text` if it comes next. */
  take(text: string): boolean {
    if (!this.comes(text)) return false;
    this.at += text.length;
    return true;
  }

  /** True where `text`, of ASCII, comes next. */
  comes(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.chars[this.at + i] !== text[i]) return false;
    return true;
  }

  /** Reads up to and with `end`; returns what is before it. */
  until(end: string): string {
    let text = '';
    while (this.peek !== end) text += this.next();
    this.at++;
    return text;
  }

  unsupported(what: string): UnsupportedPattern {
    return new UnsupportedPattern(`the split pattern ${this.pattern}, not understood at ${what}`);
  }
}

/** A pattern with something that is not translated. */
export class UnsupportedPattern extends Unsupported {}
