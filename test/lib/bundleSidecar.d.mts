export declare function bundleSidecar(): Promise<string>;
