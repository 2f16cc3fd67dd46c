import type { TokenId, Vocabulary } from '../../engine/engine';
import { SidecarError } from '../../errors';
import { SidecarErrorCode } from '../../protocol';

/**
 * Makes sure that two vocabularies have the same tokens under the same ids. One may be longer by entries that stand
 * for no text: models of one family are padded to different sizes (Qwen2.5: 151,936 and 152,064).
 *
 * @throws SidecarError (badRequest) with the first difference
 */
export function mustShareVocabulary(draft: Vocabulary, target: Vocabulary): void {
  const both = Math.min(draft.size, target.size);
  const longer = draft.size > target.size ? draft : target;
  for (let id = 0; id < longer.size; id++) {
    const isSame = id < both ? isSameToken(draft, target, id) : longer.tokenBytes(id).length === 0;
    if (isSame) continue;
    throw new SidecarError(
      SidecarErrorCode.badRequest,
      `The draft model has another vocabulary than the model: they have ${draft.size} and ${target.size} tokens, and differ at token ${id}. Choose a smaller model of the same family.`,
    );
  }
}

function isSameToken(a: Vocabulary, b: Vocabulary, id: TokenId): boolean {
  const [own, other] = [a.tokenBytes(id), b.tokenBytes(id)];
  return (
    own.length === other.length &&
    own.every((byte, at) => byte === other[at]) &&
    a.isEndOfGeneration(id) === b.isEndOfGeneration(id)
  );
}
