/** A tokenizer file that can't be used. The message is one sentence for people, and says where in the file. */
export class TokenizerFileError extends Error {
  override readonly name = 'TokenizerFileError';
}
