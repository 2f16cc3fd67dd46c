/** What each language embeds; a host is a file beside this one and a line here. */
import { cPragmas } from '../pragmas/c';
import { fixedFortranPragmas, fortranPragmas } from '../pragmas/fortran';
import { html } from './html';
import type { HostInjections } from './injection';
import { markdown } from './markdown';
import { vue } from './vue';

const HOSTS: Readonly<Record<string, HostInjections>> = {
  c: cPragmas,
  cpp: cPragmas,
  cuda: cPragmas,
  fortran: fortranPragmas,
  'fortran-fixed': fixedFortranPragmas,
  html,
  markdown,
  vue,
};

/** By the language's id; undefined for one that embeds nothing. */
export function injectionsOf(id: string): HostInjections | undefined {
  return Object.hasOwn(HOSTS, id) ? HOSTS[id] : undefined;
}
