import path from 'node:path';
import type { AssetLoader } from '../../language-tokenizers/assets';
import type { Tokenizer } from '../../language-tokenizers/bpe/tokenizer';
import type { MergeIndex } from '../../language-tokenizers/merging/report/mergeIndex';
import {
  MergeTally,
  type TallyData,
  type TallyOptions,
} from '../../language-tokenizers/merging/report/mergeTally';
import { WhatIf, type WhatIfData } from '../../language-tokenizers/merging/report/whatIf';
import type { Strategy } from '../../language-tokenizers/merging/strategy';
import { type NamedText, tokenizeText } from '../../language-tokenizers/merging/tokenize';
import type { TokenizedText } from '../../language-tokenizers/merging/tokenizedText';
import type { SyntaxLanguage } from '../../language-tokenizers/syntax/language';
import { languageOfFile } from '../../language-tokenizers/syntax/languages';
import { Syntax } from '../../language-tokenizers/syntax/syntax';

/** One file of the report. */
export interface FileRow {
  readonly path: string;
  readonly language: string | null;
  readonly bytes: number;
  readonly tokens: number;
  readonly merged: number;
  readonly reduction: number;
  /** Why there are no units: then tokens are counted, and nothing is merged. */
  readonly withoutUnits?: string;
  /** True where the text breaks its language's grammar somewhere; what parses has its units. */
  readonly errors?: true;
}

export interface AnalysisData {
  readonly tally: TallyData;
  readonly whatIf: readonly WhatIfData[];
}

const WITHOUT_UNITS = {
  parsed: undefined,
  tooLong: 'too long to be parsed',
  timedOut: 'took too long to be parsed',
  disposed: 'was closed',
} as const;

/** Reads texts and adds up what is found, in this thread; lets go of each text before the next. */
export class Analysis {
  private readonly syntax: Syntax;
  private readonly tally: MergeTally;
  private whatIf: WhatIf | undefined;

  constructor(
    private readonly tokenizer: Tokenizer,
    loadAsset: AssetLoader,
    private readonly strategies: readonly Strategy[],
    options: TallyOptions,
    private readonly withFunctions = false,
  ) {
    this.syntax = new Syntax(loadAsset);
    this.tally = new MergeTally(options);
  }

  /** Lets strategies learn; before the first text is added. */
  async learn(texts: readonly NamedText[], language?: SyntaxLanguage): Promise<void> {
    const corpus: TokenizedText[] = [];
    if (this.strategies.some(({ learns }) => learns === 'corpus')) {
      for (const text of texts) corpus.push((await this.read(text, language)).text);
    }
    const learned = new Set(texts.map(({ name }) => path.resolve(name)));
    this.whatIf = new WhatIf(this.strategies, corpus, (name) => learned.has(path.resolve(name)));
  }

  /** @param language by the name and the text, unless it is given */
  async add(
    named: NamedText,
    language?: SyntaxLanguage,
  ): Promise<{ readonly row: FileRow; readonly index: MergeIndex }> {
    if (!this.whatIf) throw new Error('Texts are counted after learning.');
    const { text, withoutUnits, hasErrors } = await this.read(named, language);
    const index = this.tally.add(text);
    this.whatIf.add(text);
    const { bytes, tokens, merged } = index.whole();
    const row = {
      path: text.name,
      language: text.language ?? null,
      bytes,
      tokens,
      merged,
      reduction: tokens > 0 ? 1 - merged / tokens : 0,
      ...(withoutUnits !== undefined && { withoutUnits }),
      ...(hasErrors && { errors: true as const }),
    };
    return { row, index };
  }

  data(identifiers?: number): AnalysisData {
    return { tally: this.tally.data(identifiers), whatIf: this.whatIf?.data() ?? [] };
  }

  private async read(
    named: NamedText,
    given: SyntaxLanguage | undefined,
  ): Promise<{ text: TokenizedText; withoutUnits: string | undefined; hasErrors: boolean }> {
    const language = given ?? languageOfFile(named.name, named.text);
    if (!language) {
      const text = tokenizeText(named, this.tokenizer);
      return { text, withoutUnits: 'unknown language', hasErrors: false };
    }
    const document = await this.syntax.open(language, named.text);
    try {
      const text = tokenizeText(named, this.tokenizer, document, {
        functions: this.withFunctions,
        tokompiled: this.strategies.some(({ needsTokompiler }) => needsTokompiler),
      });
      return { text, withoutUnits: WITHOUT_UNITS[document.status], hasErrors: document.hasErrors };
    } finally {
      document.dispose();
    }
  }
}
