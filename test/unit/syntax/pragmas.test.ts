import { describe, expect, it } from 'vitest';
import { languageById } from '../../../language-tokenizers/syntax/languages';
import { syntax } from './support';

/** Units of the first line, or lines, that hold a directive: each as its text and the first letter of its kind. */
async function read(language: string, text: string): Promise<string> {
  const document = await syntax.open(languageById(language)!, text);
  const units = document.units();
  document.dispose();
  return units.map(({ kind, start, end }) => `${text.slice(start, end)}:${kind.slice(0, 2)}`).join(' ');
}

const C: [directive: string, units: string][] = [
  ['omp parallel', 'omp:di parallel:di'],
  [
    'omp parallel for reduction(+:sum) num_threads(2*n)',
    'omp:di parallel:di for:di reduction:di (:pu +:op ::pu sum:id ):pu num_threads:di (:pu 2:nu *:op n:id ):pu',
  ],
  ['omp for schedule(dynamic, 4)', 'omp:di for:di schedule:di (:pu dynamic:ke ,:pu 4:nu ):pu'],
  ['acc data copy(a[0:n])', 'acc:di data:di copy:di (:pu a:id [:pu 0:nu ::pu n:id ]:pu ):pu'],
  [
    'omp task depend(in: p->x) if(!f(1.5e3f) && n <= 0x1F) // note',
    'omp:di task:di depend:di (:pu in:ke ::pu p:id ->:op x:id ):pu if:di (:pu !:op f:id (:pu 1.5e3f:nu ):pu &&:op n:id <=:op 0x1F:nu ):pu // note:co',
  ],
  ['omp simd \\\n  private(i)', 'omp:di simd:di \\:pu private:di (:pu i:id ):pu'],
  ['omp error message("a (b)")', 'omp:di error:di message:di (:pu "a (b)":st ):pu'],
  ['omp private(', 'omp:di private:di (:pu'],
];

describe.each(['c', 'cpp', 'cuda'])('directives in %s', (language) => {
  it.each(C)('#pragma %s', async (directive, units) => {
    const text = `void f() {\n#pragma ${directive}\n  for (;;);\n}\n`;
    expect(await read(language, text)).toContain(`#pragma:di ${units} for:ke`);
  });

  it('other pragmas and macros stay as they are', async () => {
    const text = '#pragma once\n#pragma GCC omp\n#define X omp for\n';
    const units = await read(language, text);
    expect(units).toContain('once:di');
    expect(units).toContain('GCC omp:di');
    expect(units).toContain('omp for:di');
  });

  it('_Pragma("omp …") is read too', async () => {
    const text = 'void f() { _Pragma("omp simd") ; g("omp simd"); }';
    const units = await read(language, text);
    expect(units).toContain('":st omp:di simd:di ":st');
    expect(units).toContain('"omp simd":st');
  });
});

const FORTRAN: [line: string, units: string][] = [
  ['!$omp parallel do private(i, j)', '!$omp:di parallel:di do:di private:di (:pu i:id ,:pu j:id ):pu'],
  ['!$OMP END PARALLEL', '!$OMP:di END:di PARALLEL:di'],
  [
    '!$acc kernels copyin(a(1:n)) ! note',
    '!$acc:di kernels:di copyin:di (:pu a:id (:pu 1:nu ::pu n:id ):pu ):pu ! note:co',
  ],
  ['!$omp& j) default(none)', '!$omp:di &:pu j:id ):pu default:di (:pu none:ke ):pu'],
  ['!$omp & reduction(.and.:ok) &', '!$omp:di &:pu reduction:di (:pu .and.:op ::pu ok:id ):pu &:pu'],
  ['!$omp& a, b, &', '!$omp:di &:pu a:id ,:pu b:id ,:pu &:pu'],
  ['! $omp no', '! $omp no:co'],
  ['!$ompx no', '!$ompx no:co'],
  ['!$ x = 1', '!$ x = 1:co'],
];

it.each(FORTRAN)('Fortran, free form: %s', async (line, units) => {
  expect(await read('fortran', `program p\n${line}\nx = 1\nend program\n`)).toContain(`p:id ${units} x:id`);
});

it.each([
  ['c$omp parallel do', 'c$omp:di parallel:di do:di'],
  ['C$OMP+ private(i)', 'C$OMP:di +:pu private:di (:pu i:id ):pu'],
  ['*$acc1copy(a)', '*$acc:di 1:pu copy:di (:pu a:id ):pu'],
  ['!$omp barrier', '!$omp:di barrier:di'],
  ['c$omq', 'c$omq:co'],
  ['c$omp0end do', 'c$omp:di 0:nu end:di do:di'],
])('Fortran, fixed form: %s', async (line, units) => {
  const text = `      program p\n${line}\n      x = 1\n      end\n`;
  expect(await read('fortran-fixed', text)).toContain(`p:id ${units} x:id`);
});

it('a directive follows edits, and stops being one', async () => {
  const text = '#pragma omp for\nint a;\n';
  const document = await syntax.open(languageById('c')!, text);
  const texts = (source: string) => document.units().map(({ start, end }) => source.slice(start, end));
  expect(texts(text)).toContain('for');
  const other = '#pragma oxmp for\nint a;\n';
  document.edit({ start: 9, end: 9, text: 'x' }, other);
  expect(texts(other)).toContain('oxmp for');
  document.edit({ start: 9, end: 10, text: '' }, text);
  expect(texts(text)).toContain('for');
  const macro = '#define omp for\nint a;\n';
  document.edit({ start: 1, end: 7, text: 'define' }, macro);
  expect(texts(macro)).not.toContain('omp for');
  document.dispose();
});
