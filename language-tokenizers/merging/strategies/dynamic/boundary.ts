import { BpeTokenizer } from '../../../bpe/bpeTokenizer';
import { writeUnits } from '../../../text/codeUnits';
import { textOfBinary } from '../../learning/binary';

const SPACE_LIKE = /[\t\n ]/;
const ALL_SPACE_LIKE = /^[\t\n ]*$/;

/**
 * The rule `pretokens` of dynamic tokenization: what two tokens say together must be one pre-token, judged by itself,
 * without the text around it. Bytes that are no valid UTF-8 may become one whatever they are. A blank, tab or line end
 * after the first byte is only allowed among its like, and two line ends stay two.
 *
 * @returns a function of a token's bytes, as a binary string
 */
export function pretokenRule(tokenizer: BpeTokenizer): (bytes: string) => boolean {
  const scanner = tokenizer.model.createScanner();
  return (bytes) => {
    if (SPACE_LIKE.test(bytes.slice(1)) && (bytes === '\n\n' || !ALL_SPACE_LIKE.test(bytes))) return false;
    const text = textOfBinary(bytes);
    if (text === undefined) return true;
    const units = new Uint16Array(text.length);
    writeUnits(text, units);
    return scanner.next(units, 0, units.length) === units.length;
  };
}

/** The tokenizer, if it is one that the rule can be asked of. */
export function withPretokens(tokenizer: unknown): BpeTokenizer | undefined {
  return tokenizer instanceof BpeTokenizer ? tokenizer : undefined;
}
