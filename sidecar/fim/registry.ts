import type { FimFamily } from './format';
import { codegemma } from './formats/codegemma';
import { codellama } from './formats/codellama';
import { codestral } from './formats/codestral';
import { deepseek } from './formats/deepseek';
import { fimSe } from './formats/fimSe';
import { granite } from './formats/granite';
import { granite4 } from './formats/granite4';
import { mellum } from './formats/mellum';
import { qwen } from './formats/qwen';
import { seedCoder } from './formats/seedCoder';
import { stablecode } from './formats/stablecode';
import { starcoder } from './formats/starcoder';
import { tokoscope } from './formats/tokoscope';

/** The known families. The first that recognises a vocabulary is used: the particular before the general. */
export const FAMILIES: readonly FimFamily[] = [
  fimSe,
  codegemma,
  granite4,
  tokoscope,
  qwen,
  mellum,
  stablecode,
  starcoder,
  granite,
  codellama,
  deepseek,
  codestral,
  seedCoder,
];
