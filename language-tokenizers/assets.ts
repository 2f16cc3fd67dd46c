/**
 * Reads a file of dist/assets by name ("o200k_base.bin", "tree-sitter-c.wasm"). Each host brings its own: the
 * core touches no file system.
 */
export type AssetLoader = (name: string) => Promise<Uint8Array>;
