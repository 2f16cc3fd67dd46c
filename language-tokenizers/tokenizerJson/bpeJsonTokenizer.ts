import { BpeTokenizer } from '../bpe/bpeTokenizer';
import { PretokenEncoder } from '../bpe/pretokenEncoder';
import type { EncodeOptions, Tokenizer, TokenRun, TokenView } from '../bpe/tokenizer';
import { Vocabulary } from '../bpe/vocabulary';
import { createNormalizer } from '../normalize/registry';
import { PipelineTokenizer } from '../pipeline/pipelineTokenizer';
import type { DocumentText } from '../text/documentText';
import { matchingTokens } from './addedTokens';
import { BpeWordModel } from './bpeWordModel';
import { createBpeModel, type TokenizerNames, unmergeable } from './bpeModel';
import type { BpeParts } from './bpeParts';
import { type FastPlan, marksSpaces, planOf, SPACE_MARK } from './fastPlan';
import { PlainText } from './plainText';
import { withoutPrefix } from './prefixedRun';
import { characterScanner } from './sentencePiece/characterScanner';
import { stagedPreTokenizer } from './stagedPreTokenizer';
import { SwitchingView } from './switchingView';
import { Unsupported } from './unsupported';

/**
 * The tokenizer of parts: texts go to the byte-pair engine as they are wherever that is exact, and else through all
 * stages of a pipeline. Throws an Unsupported where neither can be made.
 */
export function createBpe(names: TokenizerNames, parts: BpeParts): Tokenizer {
  const vocabulary = new Vocabulary(parts.vocabulary);
  try {
    const plan = planOf(parts);
    const engine = new BpeTokenizer(createBpeModel(names, parts, vocabulary, plan));
    if (isAlwaysPlain(plan) && !looksAround(parts)) return engine;
    return new BpeJsonTokenizer(engine, plan, parts);
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    return createPipeline(names.name, vocabulary, parts);
  }
}

function isAlwaysPlain({ mark, normalizer, prefix }: FastPlan): boolean {
  return mark === undefined && !normalizer && prefix === 'never';
}

/** Special tokens, which count only when asked for, look at what is beside them. */
function looksAround({ addedTokens }: BpeParts): boolean {
  return addedTokens.some(({ lstrip, rstrip, single_word }) => lstrip || rstrip || single_word);
}

function createPipeline(name: string, vocabulary: Vocabulary, parts: BpeParts): PipelineTokenizer {
  const isByteLevel = vocabulary.symbols === 'bytes';
  return new PipelineTokenizer({
    name,
    addedTokens: parts.addedTokens,
    normalizer: createNormalizer(parts.normalizer),
    preTokenizer: stagedPreTokenizer(parts.preTokenizer),
    model: new BpeWordModel(
      vocabulary,
      new PretokenEncoder(vocabulary, new Map(unmergeable(parts, vocabulary))),
      isByteLevel ? undefined : characterScanner(vocabulary, false)(),
      !isByteLevel && marksSpaces(parts.normalizer, parts.preTokenizer) ? SPACE_MARK : undefined,
    ),
  });
}

class BpeJsonTokenizer implements Tokenizer {
  readonly name: string;
  readonly exact: boolean;
  readonly engine = 'own';
  readonly vocabularySize: number;
  readonly specialTokens: ReadonlyMap<string, number>;
  private readonly plain: PlainText;
  private pipeline: PipelineTokenizer | undefined;

  constructor(
    private readonly fast: BpeTokenizer,
    plan: FastPlan,
    private readonly parts: BpeParts,
  ) {
    this.name = fast.name;
    this.exact = fast.exact;
    this.vocabularySize = fast.vocabularySize;
    this.specialTokens = fast.specialTokens;
    this.plain = new PlainText(
      plan,
      matchingTokens(parts.addedTokens).map(({ content }) => content),
    );
  }

  count(text: string, options?: EncodeOptions): number {
    if (!this.isFast(text, options)) return this.staged.count(text, options);
    return this.fast.count(this.plain.takesPrefix(text) ? ` ${text}` : text, options);
  }

  encode(text: string, options?: EncodeOptions): TokenRun {
    if (!this.isFast(text, options)) return this.staged.encode(text, options);
    if (!this.plain.takesPrefix(text)) return this.fast.encode(text, options);
    return withoutPrefix(this.fast.encode(` ${text}`, options), text.codePointAt(0)! > 0xffff ? 2 : 1);
  }

  tokenBytes(id: number): Uint8Array {
    return this.fast.tokenBytes(id);
  }

  view(document: DocumentText): TokenView {
    return new SwitchingView({ tokenizer: this, plain: this.plain, engine: this.fast }, document);
  }

  /** Special tokens cut a text into parts with a prefix each, and may take spaces with them. */
  private isFast(text: string, options: EncodeOptions | undefined): boolean {
    return options?.special !== 'tokens' && this.plain.isPlain(text);
  }

  private get staged(): PipelineTokenizer {
    this.pipeline ??= createPipeline(this.name, this.fast.vocabulary, this.parts);
    return this.pipeline;
  }
}
