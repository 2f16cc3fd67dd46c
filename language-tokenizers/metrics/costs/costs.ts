/** Where the tokens go: of a file, a function, a selection, or of all texts of a workspace as they come. */
import type { Tokenizer } from '../../bpe/tokenizer';
import type { TokenizedText } from '../../merging/tokenizedText';
import type { FunctionRange } from '../../syntax/unit';
import { type DigitsReport, DigitsSum } from '../digits';
import { addCosts, categoryCosts, type CategoryCosts, NO_COSTS, tokenCategories } from './categories';
import { Duplicates, type DuplicatesReport } from './duplicates';
import { HotIdentifiers, type HotIdentifiersReport } from './hotIdentifiers';
import { type IndentationCost, indentationCost, IndentationSum, type IndentationTotals } from './indentation';
import type { TextRange } from './tokensIn';

/** Identifiers that a report names, when not told otherwise. */
const TOP = 50;

export interface TextCosts {
  readonly categories: CategoryCosts;
  readonly identifiers: HotIdentifiersReport;
  readonly indentation: IndentationCost;
  readonly digits: DigitsReport;
}

/** Of a text, or of a range of it: a function or a selection. */
export function textCosts(text: TokenizedText, range?: TextRange, top = TOP): TextCosts {
  const identifiers = new HotIdentifiers(text.tokenizer);
  identifiers.add(text, range);
  const digits = new DigitsSum();
  digits.add(text, range);
  return {
    categories: categoryCosts(text, range),
    identifiers: identifiers.report(top),
    indentation: indentationCost(text, range),
    digits: digits.report(),
  };
}

export interface FunctionCosts extends FunctionRange {
  readonly categories: CategoryCosts;
}

/** What each function's tokens are spent on, those of the functions inside it too. */
export function functionCosts(text: TokenizedText): FunctionCosts[] {
  const categories = tokenCategories(text);
  return text.functions.map((one) => ({ ...one, categories: categoryCosts(text, one, categories) }));
}

export interface WorkspaceCosts {
  readonly files: number;
  readonly categories: CategoryCosts;
  readonly identifiers: HotIdentifiersReport;
  readonly indentation: IndentationTotals;
  readonly digits: DigitsReport;
  readonly duplicates: DuplicatesReport;
}

/** Adds up texts of one tokenizer, in memory that hardly grows with them. */
export class WorkspaceCostsSum {
  private files = 0;
  private categories = NO_COSTS;
  private readonly identifiers: HotIdentifiers;
  private readonly indentation = new IndentationSum();
  private readonly digits = new DigitsSum();
  private readonly duplicates = new Duplicates();

  constructor(tokenizer: Tokenizer) {
    this.identifiers = new HotIdentifiers(tokenizer);
  }

  add(text: TokenizedText): void {
    this.files++;
    this.categories = addCosts(this.categories, categoryCosts(text));
    this.identifiers.add(text);
    this.indentation.add(indentationCost(text));
    this.digits.add(text);
    this.duplicates.add(text);
  }

  report(top = TOP): WorkspaceCosts {
    return {
      files: this.files,
      categories: this.categories,
      identifiers: this.identifiers.report(top),
      indentation: this.indentation.totals(),
      digits: this.digits.report(),
      duplicates: this.duplicates.report(),
    };
  }
}
