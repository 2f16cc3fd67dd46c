export { postprocess, type Postprocessed } from './postprocess';
export type { PostprocessContext } from './filter';
