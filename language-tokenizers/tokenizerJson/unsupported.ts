/** Says what of a tokenizer.json our engine does not cover, so that another has to do it. */
export class Unsupported extends Error {
  override readonly name = 'Unsupported';
}
