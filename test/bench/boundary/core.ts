export { startAtBoundary } from '../../../sidecar/boundary/start';
export { biasGauge } from '../../../sidecar/boundary/biasGauge';
export { loadLlama } from '../../../sidecar/engine/llama/load';
export { canonicalOf } from '../../../sidecar/boundary/canonical';
export { contextsOf, Members } from '../../../sidecar/boundary/cover';
export { cutTail } from '../../../sidecar/boundary/safeCut';
export { tokenTrieOf } from '../../../sidecar/boundary/tokenTrie';
