import type { TokompilerLanguage } from '../language';
import { typescript } from './typescript';

/** TypeScript's rules, in a grammar of its own. */
export const tsx: TokompilerLanguage = { ...typescript, languages: ['tsx'] };
