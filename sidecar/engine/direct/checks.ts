import type { Library } from './library';
import { CONTEXT_DEFAULTS, MODEL_DEFAULTS, RELEASE, unexpectedMembers, type Pointer } from './layouts';

/**
 * Looks whether a library is the release whose layouts we know: by what it calls itself, and by whether its default
 * parameters, read with our layouts, are those of that release's source.
 *
 * @throws Error saying what is different
 */
export function checkRelease(library: Library): void {
  const version = library.llama_version();
  if (!(RELEASE.versions as readonly string[]).includes(version)) {
    throw new Error(`llama.cpp ${version} is not the release ${RELEASE.tag} that this engine knows`);
  }
  const strange = [
    ...unexpectedMembers(library.llama_model_default_params(), MODEL_DEFAULTS),
    ...unexpectedMembers(library.llama_context_default_params(), CONTEXT_DEFAULTS),
  ];
  if (strange.length > 0) throw new Error(`llama.cpp's default parameters differ: ${strange.join(', ')}`);
}

/**
 * Refuses models that this engine can't decode as it must: branches and drafts need a memory that forgets single
 * tokens, which recurrent layers can't.
 *
 * @throws Error saying which kind of model it is
 */
export function checkModel(library: Library, model: Pointer): void {
  if (!library.llama_model_has_decoder(model) || library.llama_model_has_encoder(model)) {
    throw new Error('the model has an encoder');
  }
  if (library.llama_model_is_recurrent(model) || library.llama_model_is_hybrid(model)) {
    throw new Error('the model has recurrent layers, which can’t forget single tokens');
  }
  if (library.llama_model_is_diffusion(model)) throw new Error('the model does not write token after token');
}
