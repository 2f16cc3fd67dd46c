/**
 * Clauses of OpenMP 6.0 and OpenACC 3.3 whose arguments hold words of the specification: "static" in
 * schedule(static, n) is one, and in private(static) it is a variable. Other clauses take names and expressions.
 */

/** Where a clause's words stand: as modifiers before a colon, as its arguments, or both. */
export interface ClauseWords {
  /** Each alone, or in a list, before a colon. */
  readonly modifiers?: ReadonlySet<string>;
  /** Arguments that are such a word alone. */
  readonly values?: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const MAP_TYPES =
  'alloc to from tofrom release delete storage always close present self ref_ptr ref_ptee ref_ptr_ptee mapper iterator';
const DEPENDENCES = 'in out inout mutexinoutset inoutset depobj iterator source sink';
const DIRECTIVE_NAMES =
  'parallel for do simd task taskloop target data enter exit update teams sections distribute loop cancel';
const GANG = 'num static dim length';

const CLAUSES: Readonly<Record<string, ClauseWords>> = {
  schedule: {
    modifiers: words('monotonic nonmonotonic simd'),
    values: words('static dynamic guided auto runtime'),
  },
  dist_schedule: { values: words('static') },
  default: { values: words('none shared private firstprivate present') },
  proc_bind: { values: words('primary master close spread') },
  defaultmap: {
    modifiers: words('alloc to from tofrom firstprivate none default present private storage'),
    values: words(
      'alloc to from tofrom firstprivate none default present private storage scalar aggregate allocatable pointer all',
    ),
  },
  map: { modifiers: words(MAP_TYPES) },
  to: { modifiers: words('present mapper iterator') },
  from: { modifiers: words('present mapper iterator') },
  depend: { modifiers: words(DEPENDENCES), values: words('source sink') },
  doacross: { modifiers: words('source sink') },
  update: { values: words(DEPENDENCES) },
  affinity: { modifiers: words('iterator') },
  reduction: { modifiers: words('default inscan task original max min iand ior ieor') },
  in_reduction: { modifiers: words('max min iand ior ieor') },
  task_reduction: { modifiers: words('max min iand ior ieor') },
  lastprivate: { modifiers: words('conditional') },
  firstprivate: { modifiers: words('saved') },
  linear: { modifiers: words('val ref uval step'), values: words('val ref uval step') },
  order: { modifiers: words('reproducible unconstrained'), values: words('concurrent') },
  bind: { values: words('teams parallel thread') },
  grainsize: { modifiers: words('strict') },
  num_tasks: { modifiers: words('strict') },
  num_threads: { modifiers: words('strict') },
  device: { modifiers: words('ancestor device_num') },
  device_type: { values: words('host nohost any') },
  atomic_default_mem_order: { values: words('seq_cst acq_rel acquire release relaxed') },
  fail: { values: words('seq_cst acquire relaxed') },
  memscope: { values: words('all cgroup device') },
  severity: { values: words('fatal warning') },
  at: { values: words('compilation execution') },
  if: { modifiers: words(DIRECTIVE_NAMES) },
  // `#pragma omp cancel parallel` needs no list; `absent(parallel)` and `contains(parallel)` do.
  absent: { values: words(DIRECTIVE_NAMES) },
  contains: { values: words(DIRECTIVE_NAMES) },
  // OpenACC
  copyin: { modifiers: words('readonly always alwaysin capture') },
  copyout: { modifiers: words('zero always alwaysout capture') },
  copy: { modifiers: words('always alwaysin alwaysout capture') },
  create: { modifiers: words('zero capture') },
  cache: { modifiers: words('readonly') },
  collapse: { modifiers: words('force') },
  gang: { modifiers: words(GANG) },
  worker: { modifiers: words('num') },
  vector: { modifiers: words('length') },
  wait: { modifiers: words('devnum queues') },
};

const NONE: ClauseWords = {};

/** The words of a clause by its name, in whatever letter case. */
export function wordsOfClause(name: string): ClauseWords {
  const key = name.toLowerCase();
  return Object.hasOwn(CLAUSES, key) ? CLAUSES[key]! : NONE;
}
