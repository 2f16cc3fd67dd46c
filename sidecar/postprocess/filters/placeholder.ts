import type { Filter } from '../filter';

/** Words of a comment that stands for code which the model did not write. */
const INSTEAD =
  /^(?:(?:add|write|put|insert|enter|type)?\s*your (?:own )?(?:code|implementation|logic|solution)(?: goes)?(?: here)?|(?:the )?(?:rest|remainder) of (?:the|your) (?:\w+ )?(?:code|function|method|class|file|implementation)(?: (?:goes here|remains (?:the same|unchanged)|here))?|(?:existing|remaining|previous|other) (?:code|methods|functions|implementation)(?: (?:here|remains (?:the same|unchanged)))?|implementation (?:goes )?here|code (?:goes )?here)$/i;
/** A line that is a comment; its words are the group. */
const COMMENT = /^\s*(?:\/\/+|#+|--+|!+|;+|%+|\/\*+|<!--)\s*(.*?)\s*(?:\*\/|-->)?\s*$/;

/** A chat model's "// your code here" or "# ... rest of the code": such lines at the end are not inserted. */
export const placeholder: Filter = {
  name: 'placeholder',
  apply(text) {
    const lines = text.trimEnd().split('\n');
    const kept = lines.findLastIndex((line) => line.trim() !== '' && !isPlaceholder(line)) + 1;
    return lines.slice(kept).some(isPlaceholder) ? lines.slice(0, kept).join('\n') : text;
  },
};

function isPlaceholder(line: string): boolean {
  const words = COMMENT.exec(line)?.[1]?.replace(/^[.…\s]+|[.…!\s]+$/g, '');
  return words !== undefined && INSTEAD.test(words.replace(/^todo:?\s*/i, ''));
}
