import type { ScopeTable } from './table';
import { c } from './tables/c';
import { cpp } from './tables/cpp';
import { csharp } from './tables/csharp';
import { fortran } from './tables/fortran';
import { go } from './tables/go';
import { java } from './tables/java';
import { javascript } from './tables/javascript';
import { python } from './tables/python';
import { rust } from './tables/rust';
import { typescript } from './tables/typescript';

/** What declares names where, in every language that Tokompiler knows. */
export const SCOPE_TABLES: readonly ScopeTable[] = [
  c,
  cpp,
  csharp,
  fortran,
  go,
  java,
  javascript,
  python,
  rust,
  typescript,
];
