import type { ContextItem } from '../../../sidecar/protocol';
import { isAround } from '../around';
import { FollowedLines } from '../followedLines';
import type { LineEdit, LineRange } from '../lineRange';
import type { ContextSource, CursorPlace, SourceText } from '../source';

const REGIONS = 8;
/** Lines shown above and below what was changed. */
const MARGIN = 10;
/** Regions whose margins touch are one, up to so many lines. */
const NEAR = 2 * MARGIN;
const MOST = 40;
const LEAST_SCORE = 0.5;

/** What the user changed lately, in any text, the most recent first. */
export class EditedSource implements ContextSource {
  /** The most recent first. */
  #regions: FollowedLines[] = [];

  edited({ id }: SourceText, edits: readonly LineEdit[]): void {
    this.#regions = this.#regions.filter((region) => region.text.id !== id || region.follow(edits));
  }

  written(text: SourceText, ranges: readonly LineRange[]): void {
    for (const range of ranges) this.#add(text, range);
  }

  closed({ id }: SourceText): void {
    for (const region of this.#regions) if (region.text.id === id) region.close();
  }

  collect(place: CursorPlace): ContextItem[] {
    const step = (1 - LEAST_SCORE) / REGIONS;
    return this.#regions
      .filter((region) => !isAround(place, region.text.id, region.range))
      .map((region, age) => region.item('edited', 1 - age * step));
  }

  #add(text: SourceText, changed: LineRange): void {
    let range = changed;
    const apart = this.#regions.filter((region) => {
      if (region.text.id !== text.id || gap(region.bare, range) > NEAR) return true;
      const both = {
        first: Math.min(region.bare.first, range.first),
        end: Math.max(region.bare.end, range.end),
      };
      if (both.end - both.first > MOST) return true;
      range = both;
      return false;
    });
    const region = new FollowedLines(text, range, { margin: MARGIN, most: MOST + 2 * MARGIN });
    this.#regions = [region, ...apart].slice(0, REGIONS);
  }
}

/** Lines between two ranges. */
function gap(a: LineRange, b: LineRange): number {
  return Math.max(0, Math.max(a.first, b.first) - Math.min(a.end, b.end));
}
