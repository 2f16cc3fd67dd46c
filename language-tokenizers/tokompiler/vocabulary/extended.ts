import { ListVocabulary } from './listVocabulary';
import { STRICT } from './strict';

/**
 * What the published list lacks, as [what of, words]. Ids hang on the order: new words come at the end, in a
 * section of their own if need be.
 */
const SECTIONS: readonly (readonly [string, string])[] = [
  [
    'The three words that the published OpenMP task adds, with the ids that it gives them',
    `
  private reduction simd
    `,
  ],
  [
    'C, C++ and CUDA',
    `
  ! += -= *= /= %= &= |= ^= <<= >>= ->* .* <=> [[ ]] <<< >>> @ \\ /* */ ## #include #include_next #import
  #pragma #undef #line #warning #error #ident #elifdef #elifndef typedef namespace template typename using
  public protected try catch throw friend constexpr consteval constinit concept requires decltype explicit
  final override mutable noexcept static_assert thread_local alignas alignof asm offsetof noreturn co_await
  co_return co_yield and and_eq bitand bitor compl not not_eq or or_eq xor xor_eq int8_t intptr_t ptrdiff_t
  charptr_t nullptr_t max_align_t char8_t char16_t char32_t char64_t wchar_t _Alignas _Alignof _Atomic
  _Generic _Nonnull _Noreturn _Static_assert _Thread_local __alignof __alignof__ __asm __asm__ __attribute
  __attribute__ __based __cdecl __clrcall __declspec __except __extension__ __fastcall __finally __forceinline
  __inline __inline__ __leave __restrict __restrict__ __stdcall __thiscall __thread __try __unaligned
  __vectorcall __volatile__ _alignof _unaligned __constant__ __device__ __global__ __grid_constant__ __host__
  __launch_bounds__ __local__ __managed__ __noinline__ __shared__ () [] "" once
    `,
  ],
  [
    'Fortran',
    `
  .eqv. .neqv. .nil. => (/ abstract allocate assign assignment associate asynchronous attributes automatic
  backspace bind block blockdata byte change classis classof codimension common concurrent constant contains
  contiguous critical data deallocate deferred device doublecomplex doubleprecision elemental elsewhere
  endassociate endblock endblockdata endcritical enddo endenum endenumeration endfile endforall endfunction
  endinterface endmodule endprocedure endprogram endselect endsubmodule endsubroutine endteam endtype endwhere
  entry enumeration enumerator equivalence event extends fail family flush fmt forall form formatted generic
  global grid_global host image images import impure include initial inquire intrinsic kind label len local
  local_init lock managed memory module namelist non_intrinsic non_overridable nopass notify null nullify pass
  pause pinned post procedure program property pure quiet rank reduce rewind selectcase selectrank selecttype
  sequence shared simple submodule sync target team texture typeis typeof unformatted unit unlock value wait
    `,
  ],
  [
    'Python',
    `
  **= //= := <> @= as assert async await def del elif except exec finally from lambda match nonlocal raise
  with yield True False None __future__
    `,
  ],
  [
    'JavaScript and TypeScript',
    `
  !== === ?. ?? ??= &&= ||= >>>= \${ \` </ /> ?: +?: -?: debugger export get instanceof let meta of set super
  undefined accessor any asserts boolean declare implements infer keyof never object readonly require
  satisfies string symbol unique unknown
    `,
  ],
  [
    'Java',
    `
  @interface """ exports native non-sealed opens package permits provides record sealed strictfp synchronized
  throws transient transitive uses when
    `,
  ],
  [
    'Go',
    `
  &^ &^= <- chan defer fallthrough map range iota nil
    `,
  ],
  [
    'Rust',
    `
  # .. ..= ::< dyn expr fn gen impl item lifetime literal loop macro_rules! mod move mut pat path pub raw ref
  stmt trait tt ty unsafe vis self Self crate ident
    `,
  ],
  [
    'C#',
    `
  #region #endregion #nullable add alias annotations ascending assembly base by checked checksum delegate
  descending disable enable equals file fixed foreach group hidden init internal into join method notnull on
  orderby param params partial remove required restore scoped stackalloc typevar unchecked unmanaged warning
  warnings __makeref __reftype __refvalue
    `,
  ],
  [
    'OpenMP 6.0 and OpenACC 3.3: directives, clauses and what stands in those',
    `
  omp acc !$omp !$acc $omp $acc parallel sections section single workshare scope distribute teams update begin
  variant master masked barrier taskwait taskgroup taskloop taskyield task atomic ordered cancel cancellation
  point assume assumes nothing tile unroll interchange fuse reverse stripe split interop dispatch
  metadirective allocators depobj scan threadprivate mapper induction firstprivate lastprivate linear aligned
  safelen simdlen collapse schedule dist_schedule num_threads proc_bind num_teams thread_limit mergeable
  untied priority grainsize num_tasks nogroup depend doacross detach affinity in_reduction task_reduction
  copyin copyprivate nowait device_type defaultmap is_device_ptr use_device_ptr use_device_addr
  has_device_addr uses_allocators order nontemporal uniform inbranch notinbranch link hint capture compare
  seq_cst acq_rel acquire release relaxed weak filter full sizes permutation looprange message severity at
  adjust_args append_args destroy inclusive exclusive novariants nocontext otherwise reverse_offload
  unified_address unified_shared_memory dynamic_allocators atomic_default_mem_order kernels serial host_data
  cache routine shutdown gang worker vector seq independent copy copyout create no_create present deviceptr
  attach finalize use_device device_resident num_gangs num_workers vector_length default_async device_num
  if_present enter dynamic guided runtime monotonic nonmonotonic spread primary alloc tofrom always storage
  mutexinoutset inoutset sink source reproducible unconstrained aggregate scalar val uval conditional thread
  threads strict nohost zero inscan
    `,
  ],
  [
    'Types that are words of their language, and words of clauses',
    `
  number bytes comparable float32 float64 int8 uint8 uint16 uint32 uint64 uint uintptr complex64 complex128 rune
  make u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize f32 f64 decimal nint nuint sbyte ushort ulong f" f'
  f""" f''' r" r' b" b' rf" rf' c$omp *$omp c$acc *$acc max min iand ior ieor fatal compilation execution alwaysin
  alwaysout devnum queues force dim saved
    `,
  ],
  [
    'Layout: line breaks, levels of indentation, blanks',
    `
  [NL] [INDENT] [DEDENT] [SP] [SP2] [SP4] [SP8] [SP16] [TAB] [CR]
    `,
  ],
];

/** Ours: the published list with the operators and keywords that it lacks, of all languages served, behind it. */
export const EXTENDED: ListVocabulary = new ListVocabulary('extended', [
  ...STRICT.entries,
  ...SECTIONS.flatMap(([, words]) => words.trim().split(/\s+/)),
]);
