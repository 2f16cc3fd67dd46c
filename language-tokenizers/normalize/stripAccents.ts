import { MARK } from './characterKinds';
import { withoutKinds } from './filter';
import { ANYWHERE, type Normalizer } from './normalizer';

/** The text without its marks; those that are part of a letter stay. */
export const stripAccents: Normalizer = {
  normalize: (text) => withoutKinds(text, MARK),
  isBoundary: ANYWHERE,
};
