/** What the bench of post-processing takes from the product, in one bundle: trees belong to one runtime. */
export { languageById } from '../../../language-tokenizers/syntax/languages';
export { Syntax } from '../../../language-tokenizers/syntax/syntax';
export { postprocess, syntaxOpener } from '../../../sidecar/postprocess/index';
export { holesIn } from '../../golden/postprocess/holes';
