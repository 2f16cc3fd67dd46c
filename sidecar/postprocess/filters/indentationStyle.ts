import { lineBefore } from '../../stops/text';
import type { Filter } from '../filter';

/** Text this far from the cursor still says how the file is indented. */
const SURROUNDINGS = 20_000;
const COMMON_UNITS = [2, 3, 4, 8];

/** Tabs or spaces: the completion's lines are indented as those around it, when these agree. */
export const indentationStyle: Filter = {
  name: 'indentation-style',
  apply(text, { prefix, suffix }) {
    const around = `${prefix.slice(-SURROUNDINGS)}\n${suffix.slice(0, SURROUNDINGS)}`;
    const tabbed = /^\t/m.test(around);
    const spaced = /^ {2}/m.test(around);
    if (tabbed === spaced) return text;
    const style = tabbed ? tabsFor(unitOf(text)) : spacesFor(unitOf(around));
    const begin = lineBefore(prefix) === '' ? /^[ \t]+/gm : /(?<=\n)[ \t]+/g;
    return text.replace(begin, style);
  },
};

function tabsFor(unit: number): (indentation: string) => string {
  return (indentation) => {
    if (indentation.includes('\t')) return indentation;
    const depth = Math.floor(indentation.length / unit);
    return '\t'.repeat(depth) + ' '.repeat(indentation.length - depth * unit);
  };
}

function spacesFor(unit: number): (indentation: string) => string {
  // Tabs and spaces together align something.
  return (indentation) => (/^\t+$/.test(indentation) ? ' '.repeat(unit * indentation.length) : indentation);
}

/** Spaces for one level: the smallest common unit that some line is indented by, else 4. */
function unitOf(code: string): number {
  const widths = new Set(Array.from(code.matchAll(/^ +(?=\S)/gm), (match) => match[0].length));
  return COMMON_UNITS.find((unit) => widths.has(unit)) ?? 4;
}
