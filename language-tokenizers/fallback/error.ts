/** A text that the slower engine would take too long for. The message is one sentence for people. */
export class TextTooLongError extends RangeError {
  override readonly name = 'TextTooLongError';

  /** `limit`: the most units of a text without a break. */
  constructor(limit: number) {
    super(
      `This tokenizer needs the slower engine, which takes no more than ${limit} characters without a break.`,
    );
  }
}
