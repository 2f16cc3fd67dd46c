import { ListVocabulary } from './listVocabulary';
import { SPECIAL_TOKENS } from './specialTokens';

/** Highest number of a name that is a token. */
export const LARGEST_NUMBER = 1000;

/** Beside the numbers, all that the published list has: of C, C++ and Fortran, and of names replaced. */
const LEXEMES = `
  != " #define #elif #else #endif #if #ifdef #ifndef $ % & && ' ( ) * ** + ++ , - -- -> . ... .and. .eq.
  .false. .ge. .gt. .le. .lt. .ne. .not. .or. .true. / /) // : :: ; < << <= = == > >= >> ? FALSE NULL TRUE [ ]
  ^ _ all allocatable arg arr auto bool break call case char character class close complex const continue
  cycle default defined delete dimension do done double else elseif end endif enum error exit extern external
  false field float for format func function go goto if implicit in inline inout int int16_t int32_t int64_t
  integer intent interface is logical long new none nullptr num only open operator optional out parameter
  pointer precision print read real recursive register restrict result return save select short signed size_t
  sizeof ssize_t static std stop str struct subroutine switch then this to true type uint16_t uint32_t
  uint64_t uint8_t uintptr_t union unsigned use values var virtual void volatile where while write { | || } ~
`;

const numbers = Array.from({ length: LARGEST_NUMBER + 1 }, (_, number) => String(number));
const sorted = [...LEXEMES.trim().split(/\s+/), ...numbers].sort((a, b) => (a < b ? -1 : 1));

/** The published list (Tokompiler, vocab.txt), in its order, that of bytes: 1,184 entries. */
export const STRICT: ListVocabulary = new ListVocabulary('strict', [...SPECIAL_TOKENS, ...sorted]);
