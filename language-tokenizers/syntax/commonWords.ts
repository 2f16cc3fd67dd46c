/** Words after which code names something new. */
export const DECLARING_WORDS: readonly string[] =
  'let const var def class function fn func fun struct enum interface type trait impl namespace module package import from as for lambda catch except int float double char void bool boolean string auto long unsigned size_t val mut integer real'.split(
    ' ',
  );

/** Words that languages come with, of all languages together: what most code uses without declaring it. */
export const COMMON_WORDS: readonly string[] = [
  'if else elif while do switch case default break continue return yield await async try finally throw throws raise with assert pass del global nonlocal in is not and or new delete this self super typeof instanceof of extends implements public private protected static final abstract virtual override const export null undefined None nil true false True False NULL nullptr goto sizeof using template typename operator end then begin loop match move ref pub use mod where unsafe crate dyn defer go chan range select map make append len cap print println printf',
  'str bytes list dict set tuple object type isinstance enumerate zip sum min max abs sorted reversed any all open input id hash iter next filter hasattr getattr setattr repr round super property staticmethod classmethod Exception ValueError TypeError KeyError IndexError RuntimeError StopIteration NotImplementedError items keys values get pop append extend insert remove join split strip replace format startswith endswith lower upper read write close sort index count update',
  'console log Math Object Array String Number Boolean Promise Map Set JSON Error RegExp Date Symbol parse stringify length push slice splice concat forEach reduce some every find includes indexOf keys entries then floor ceil toString',
  'std vector unique_ptr shared_ptr make_unique cout endl size begin end push_back emplace_back first second uint8_t uint32_t int64_t uint64_t FILE malloc free memcpy memset strlen strcmp include define ifdef ifndef endif',
  'Vec Option Some Ok Err Result Box String iter collect unwrap clone i32 i64 u8 u32 u64 usize f32 f64 error fmt Println Errorf Sprintf byte rune uint',
  'subroutine program implicit none intent inout out integer real character logical allocatable dimension parameter call stop allocate deallocate',
]
  .join(' ')
  .split(' ');
