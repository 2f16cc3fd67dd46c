/** What the bench of metrics uses of the project. */
export { tokenizeText } from '../../../language-tokenizers/merging/tokenize';
export { WorkspaceCostsSum } from '../../../language-tokenizers/metrics/costs/costs';
export { Measurement, measureVocabulary, SAMPLE_METRICS } from '../../../language-tokenizers/metrics/metrics';
export { languageById } from '../../../language-tokenizers/syntax/languages';
export { Syntax } from '../../../language-tokenizers/syntax/syntax';
