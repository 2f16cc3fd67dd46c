import { blankRun as rule } from '../../stops/rules/blankRun';
import type { Filter } from '../filter';

/** Block mode: two blank lines part what belongs together from what does not. */
export const blankRun: Filter = {
  name: 'blank-run',
  apply: (text, context) => text.slice(0, rule.create(context)?.(text)?.keep),
};
