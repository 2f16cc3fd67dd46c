export { createStops } from './create';
export { resolveMode } from './mode';
export type { Stop, StopContext } from './rule';
