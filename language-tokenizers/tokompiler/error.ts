/** A text that can't be told in numbered names; the message is for the user, with what can be done. */
export class TokompilerError extends Error {
  override readonly name = 'TokompilerError';
}
