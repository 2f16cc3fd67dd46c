export declare const cacheFolder: string;
export declare const root: string;
