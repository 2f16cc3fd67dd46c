import type { Filter } from './filter';
import { blank } from './filters/blank';

/** The filters, in the order they run. */
export const FILTERS: readonly Filter[] = [blank];
