import { balanceOf } from '../../stops/brackets';

/** The brackets around the cursor's line, by the text: it is for comparing, and reading a large tree takes long. */
export class Around {
  private constructor(
    /** Closing brackets owed by the lines above, the innermost last. */
    private readonly open: readonly string[],
    /** Closing brackets behind the cursor that close what stands before it, the innermost first. */
    private readonly closed: readonly string[],
  ) {}

  static of(prefix: string, suffix: string): Around {
    const above = prefix.slice(0, prefix.lastIndexOf('\n') + 1);
    return new Around(
      balanceOf(above).open,
      balanceOf(suffix).unmatched.map(({ bracket }) => bracket),
    );
  }

  /**
   * The closing brackets that are missing behind `written`, the cursor's line up to there: the innermost first.
   * Undefined where what follows closes others than are open.
   */
  owed(written: string): string | undefined {
    const own = balanceOf(written);
    const open = [...this.open];
    for (const { bracket } of own.unmatched) if (open.at(-1) === bracket) open.pop();
    open.push(...own.open);
    const { closed } = this;
    // What comes after closes the outermost.
    const fits =
      closed.length <= open.length && closed.every((one, i) => open[closed.length - 1 - i] === one);
    return fits ? open.slice(closed.length).reverse().join('') : undefined;
  }
}
