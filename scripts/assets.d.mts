/** Makes dist/assets; what is up to date stays. */
export declare function buildAssets(): Promise<void>;
