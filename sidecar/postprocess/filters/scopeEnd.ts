import { scope } from '../../stops/rules/scope';
import type { Filter } from '../filter';
import { unlessWorse } from '../noWorse';

/**
 * Block mode: nothing after the end of the block that the cursor is in. By the tree, that is the end of the
 * statement whose braces the completion closes; by the text, the first line that is less deep.
 */
export const scopeEnd: Filter = {
  name: 'scope-end',
  apply(text, context) {
    if (context.mode !== 'block') return text;
    const end = context.syntax?.scopeEnd(text);
    // What ends the statement belongs to it.
    const kept = end === undefined ? text : text.slice(0, end + /^[;,)]*/.exec(text.slice(end))![0].length);
    const byText = scope.create(context)?.(`${kept}\n`);
    const cut = byText ? kept.slice(0, byText.keep) : kept;
    if (text.slice(cut.length).trim() === '') return text;
    // In a file that is whole, a block that is cut off before its end breaks it.
    const isWhole = context.syntax?.errors('') === 0;
    return isWhole ? unlessWorse(text, cut, context) : cut;
  },
};
