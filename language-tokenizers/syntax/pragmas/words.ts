/**
 * Words of OpenMP 6.0 and OpenACC 3.3, for the places where the shape of a directive does not tell what a word is:
 * in a continuation line, and for arguments that are settings rather than names of the program's own.
 */
const NAMES =
  'parallel do for simd sections section single workshare scope loop distribute teams target data enter exit update ' +
  'declare variant begin end critical master masked barrier taskwait taskgroup taskloop taskyield task atomic flush ' +
  'ordered cancel cancellation point requires assume assumes nothing error tile unroll interchange fuse reverse ' +
  'stripe split interop dispatch metadirective allocate allocators depobj scan threadprivate mapper reduction ' +
  'induction private firstprivate lastprivate shared default linear aligned safelen simdlen collapse schedule ' +
  'dist_schedule num_threads proc_bind num_teams thread_limit if final mergeable untied priority grainsize ' +
  'num_tasks nogroup depend doacross detach affinity in_reduction task_reduction copyin copyprivate nowait map ' +
  'device device_type defaultmap is_device_ptr use_device_ptr use_device_addr has_device_addr to from uses_allocators ' +
  'order nontemporal bind uniform inbranch notinbranch link local enter hint read write capture compare seq_cst ' +
  'acq_rel acquire release relaxed weak fail filter full partial sizes permutation looprange message severity at ' +
  'match adjust_args append_args init use destroy inclusive exclusive novariants nocontext when otherwise ' +
  'reverse_offload unified_address unified_shared_memory dynamic_allocators atomic_default_mem_order ' +
  // OpenACC
  'acc kernels serial host_data cache routine wait init shutdown set async gang worker vector seq independent auto ' +
  'tile copy copyout create no_create present deviceptr attach detach delete finalize use_device host self ' +
  'device_resident num_gangs num_workers vector_length default_async device_num if_present';
const SETTINGS =
  'static dynamic guided auto runtime monotonic nonmonotonic simd none shared present close spread primary master ' +
  'alloc to from tofrom release delete always storage in out inout mutexinoutset inoutset depobj sink source ' +
  'concurrent reproducible unconstrained tofrom aggregate allocatable scalar pointer val ref uval conditional ' +
  'thread parallel teams threads num static length strict host nohost any readonly zero task inscan target data';

const names: ReadonlySet<string> = new Set(NAMES.split(' '));
const settings: ReadonlySet<string> = new Set(SETTINGS.split(' '));

export function isPragmaWord(word: string): boolean {
  return names.has(word.toLowerCase());
}

export function isSettingWord(word: string): boolean {
  return settings.has(word.toLowerCase());
}
