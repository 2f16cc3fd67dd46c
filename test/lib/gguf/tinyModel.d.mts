export interface TinyModelOptions {
  readonly size?: 'tiny' | 'mid';
  readonly seed?: number;
  readonly contextLength?: number;
  readonly tokenizer?: 'gpt2' | 'llama';
  readonly merges?: number;
  readonly fim?: boolean;
  readonly newlines?: boolean;
  readonly mask?: 'none' | 'silent' | 'loud';
}
export declare function writeTinyModel(file: string, options?: TinyModelOptions): void;
export declare function tinyModel(options?: TinyModelOptions): string;
