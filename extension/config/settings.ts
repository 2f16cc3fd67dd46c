/**
 * Every setting of the extension, in one typed table. `npm run manifest` writes the manifest's part of it
 * (package.json and package.nls.json); a test fails when the two differ. {@link Settings} reads it back.
 *
 * Scope: what names a file, a device or a process is `machine`, so that a workspace can't set it.
 */
interface Definition<T> {
  readonly default: T;
  /** Markdown, one or two sentences. */
  readonly description: string;
  readonly scope: 'application' | 'machine' | 'window' | 'resource' | 'language-overridable';
}
interface BooleanSetting extends Definition<boolean> {
  readonly type: 'boolean';
}
interface StringSetting extends Definition<string> {
  readonly type: 'string';
}
interface ChoiceSetting extends Definition<string> {
  readonly type: 'choice';
  /** Value -> what it means. */
  readonly choices: Readonly<Record<string, string>>;
}
interface NumberSetting extends Definition<number> {
  readonly type: 'number' | 'integer';
  readonly minimum: number;
  readonly maximum: number;
}
interface SwitchesSetting extends Definition<Readonly<Record<string, boolean>>> {
  readonly type: 'switches';
}
export type SettingDefinition =
  BooleanSetting | StringSetting | ChoiceSetting | NumberSetting | SwitchesSetting;

export const SETTINGS = {
  'tokens.tokenizer': {
    type: 'choice',
    default: 'o200k_base',
    scope: 'window',
    description: 'Tokenizer whose tokens the editor shows and counts.',
    choices: {
      o200k_base: 'GPT-4o, GPT-4.1, GPT-5, o1, o3, o4-mini',
      o200k_harmony: 'gpt-oss',
      cl100k_base: 'GPT-4, GPT-3.5 Turbo, text-embedding-3',
      p50k_base: 'Codex, text-davinci-002 and 003',
      p50k_edit: 'text-davinci-edit, code-davinci-edit',
      r50k_base: 'GPT-2, GPT-3',
      'qwen2.5': 'Qwen2.5, Qwen2.5-Coder, Qwen2',
      'model:claude': '≈ Claude: an estimate, its tokenizer is not public',
      'model:gemini': '≈ Gemini: an estimate, its tokenizer is not public',
      file: 'The file of `tokoscope.tokens.tokenizerFile`',
    },
  },
  'tokens.tokenizerFile': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'Tokenizer for the choice `file`: the absolute path of a tokenizer.json, a tekken.json or a GGUF model, or the name of a tokenizer that `tokoscope tokenizers get` fetched (`hf:owner/name`). *Tokoscope: Select Tokenizer* sets it.',
  },
  'tokens.statusBar': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description: 'Show the exact token count of the document and the selection in the status bar.',
  },
  'tokens.boundaries': {
    type: 'boolean',
    default: false,
    scope: 'window',
    description: 'Paint token boundaries in the visible part of editors.',
  },
  'tokens.functionCounts': {
    type: 'boolean',
    default: true,
    scope: 'language-overridable',
    description: 'Show how many tokens a function takes at the end of the line that opens it.',
  },
  'tokens.hover': {
    type: 'boolean',
    default: true,
    scope: 'language-overridable',
    description: 'Show the token under the mouse, its syntactic unit and what that unit costs in the file.',
  },
  'tokens.maxDocumentSize': {
    type: 'integer',
    default: 50,
    minimum: 1,
    maximum: 500,
    scope: 'window',
    description: 'Documents with more characters than this (in millions) are not analysed.',
  },
  'completion.enabled': {
    type: 'switches',
    default: { '*': true, plaintext: false, scminput: false, log: false },
    scope: 'window',
    description: 'Whether completion is on, by language id; `*` stands for all others.',
  },
  'completion.automatic': {
    type: 'boolean',
    default: true,
    scope: 'language-overridable',
    description:
      'Complete while typing. When off, completions come on request (*Tokoscope: Complete at the Cursor*).',
  },
  'completion.pauseOnBattery': {
    type: 'boolean',
    default: false,
    scope: 'window',
    description:
      'Complete on request only while this machine runs on its battery. Works on Linux alone: elsewhere VS Code has no way to tell, and the setting does nothing.',
  },
  'completion.debounce': {
    type: 'integer',
    default: 200,
    minimum: 0,
    maximum: 5000,
    scope: 'window',
    description:
      'Most milliseconds without typing before a completion is asked for; all of them without `#tokoscope.completion.adaptivePause#`.',
  },
  'completion.adaptivePause': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description:
      'Wait less than `#tokoscope.completion.debounce#` where you type fast, where a word or line ends, and where the model takes long to answer; never less than 100 ms of it.',
  },
  'completion.requestAhead': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description:
      'While a completion is shown, ask for the one that would follow it, so that it is there when you accept. Only where the model answers within 300 ms, and ended by any request of yours.',
  },
  'completion.warmUp': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description:
      'Have the model read the text around the cursor when you have come to rest, so that the next completion starts sooner. Only on a GPU, or where it takes less than half a second.',
  },
  'completion.mode': {
    type: 'choice',
    default: 'auto',
    scope: 'language-overridable',
    description: 'How far a completion goes.',
    choices: {
      auto: 'To the end of the line when text follows the cursor, else to the end of the block',
      line: 'Always a single line',
      block: 'Always to the end of the block',
    },
  },
  'completion.maxTokens': {
    type: 'integer',
    default: 64,
    minimum: 1,
    maximum: 2048,
    scope: 'window',
    description: 'Most tokens a completion may have.',
  },
  'completion.timeBudget': {
    type: 'integer',
    default: 4000,
    minimum: 0,
    maximum: 60000,
    scope: 'window',
    description: 'Generation stops after this many milliseconds and shows what it has; 0 sets no limit.',
  },
  'completion.maxPromptTokens': {
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: 131072,
    scope: 'window',
    description:
      "Budget of the prompt, in the model's own tokens. 0 chooses by backend: 512 on a CPU, 2048 on a GPU.",
  },
  'completion.temperature': {
    type: 'number',
    default: 0,
    minimum: 0,
    maximum: 2,
    scope: 'window',
    description: 'Sampling temperature; 0 always takes the likeliest token.',
  },
  'completion.boundary': {
    type: 'choice',
    default: 'exact',
    scope: 'window',
    description: 'What happens where the cursor stands inside a token.',
    choices: {
      exact: 'Choose among all token paths that spell the text so far, by their probability',
      heal: 'Take the last tokens back and let the model write them anew',
      off: 'Go on from the tokens as they are',
    },
  },
  'completion.alternatives': {
    type: 'integer',
    default: 3,
    minimum: 1,
    maximum: 5,
    scope: 'window',
    description:
      'Completions to choose from where one is asked for by command or key. While typing, there is one.',
  },
  'completion.cautious': {
    type: 'boolean',
    default: false,
    scope: 'window',
    description:
      'Where a completion is asked for by command or key, try several ways to go on wherever the model is unsure, and keep the likeliest. Slower.',
  },
  'completion.hideUnsure': {
    type: 'boolean',
    default: true,
    scope: 'window',
    description:
      'Leave out automatic completions of which the model was as unsure as of those that you hardly ever accepted. For this a file on this machine remembers how sure the model was and whether you accepted, never what was written; nothing is hidden before there are 30 of each.',
  },
  'completion.context': {
    type: 'switches',
    default: { problem: true, definition: true, edited: true, similar: true, visited: true },
    scope: 'window',
    description:
      'Which pieces of other code the model may see besides the text around the cursor: what the editor reports of the line (`problem`), definitions of what is used there (`definition`), what you changed lately (`edited`), the parts of visible tabs most like it (`similar`), where the cursor was (`visited`).',
  },
  'completion.drafts': {
    type: 'choice',
    default: 'auto',
    scope: 'window',
    description:
      'Guess the next tokens and verify several of them in one pass of the model. The text stays the same.',
    choices: {
      auto: 'Where it is faster, measured on this machine',
      off: 'Never: nothing is learned from saved files, or kept',
      lossy:
        'LOSSY: guesses are kept, too, that the model holds likely but would not have written. Faster, and the text changes',
    },
  },
  'model.path': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'Model for completion: the absolute path of a GGUF file, or the id of a known model. Empty takes the small model that ships with Tokoscope. *Tokoscope: Choose Model* sets it.',
  },
  'model.downloads': {
    type: 'choice',
    default: 'ask',
    scope: 'machine',
    description:
      'Whether models may be downloaded. Nothing is ever fetched unasked; the network is reached as `http.proxy` and its neighbours say.',
    choices: {
      ask: 'When you choose a model that is not there, after asking',
      never: 'Never: offline',
    },
  },
  'model.draft': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'A smaller model with the same vocabulary that guesses ahead for the model, which verifies its guesses: path or id as above. Empty for none. It pays for large models only.',
  },
  'model.larger': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      'A larger model that answers where the model is not sure of its own answer: path or id as above. Both stay in memory. Empty for none.',
  },
  'model.server': {
    type: 'choice',
    default: 'none',
    scope: 'machine',
    description:
      'Completions come from a server of yours instead of a model of this machine: the text around the cursor is sent to it. See `docs/serving.md`.',
    choices: {
      none: 'No server: the model of `#tokoscope.model.path#`',
      'llama-server': "llama.cpp's own server, by its `/infill`",
      openai: 'One that speaks the completions of OpenAI: vLLM, llama-cpp-python and others',
      ollama: 'Ollama',
    },
  },
  'model.serverUrl': {
    type: 'string',
    default: '',
    scope: 'machine',
    description:
      "Address of that server, for example `http://127.0.0.1:8012`. *Tokoscope: Set Server Key* stores a key for it in VS Code's secret storage.",
  },
  'model.serverModel': {
    type: 'string',
    default: '',
    scope: 'machine',
    description: "The model's name on that server; empty where it has one only.",
  },
  'model.serverFim': {
    type: 'choice',
    default: 'suffix',
    scope: 'machine',
    description:
      'How that server is asked to fill in the middle, where it does not do so itself (llama-server does): by a field of the request, or by the markers of a family of models in its text.',
    choices: {
      suffix: 'The field `suffix`: OpenAI, llama-cpp-python, Ollama',
      none: 'Not at all: only the text before the cursor is sent',
      qwen: 'Qwen2.5-Coder, Qwen3-Coder',
      starcoder: 'StarCoder2',
      stablecode: 'StableCode',
      granite: 'Granite 3.3 and 4',
      codellama: 'CodeLlama',
      codegemma: 'CodeGemma',
      deepseek: 'DeepSeek-Coder',
      codestral: 'Codestral',
      mellum: 'Mellum',
      'seed-coder': 'Seed-Coder',
      tokoscope: 'Tokoscope Code',
    },
  },
  'model.gpu': {
    type: 'choice',
    default: 'auto',
    scope: 'machine',
    description: 'Where the model runs.',
    choices: {
      auto: 'The best device found, else the CPU',
      cuda: 'NVIDIA CUDA, where its binaries are installed',
      vulkan: 'Vulkan',
      metal: 'Apple Metal',
      cpu: 'The CPU',
    },
  },
  'model.gpuLayers': {
    type: 'integer',
    default: -1,
    minimum: -1,
    maximum: 1000,
    scope: 'machine',
    description: 'Layers of the model to put on the GPU; -1 takes as many as fit.',
  },
  'model.contextSize': {
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: 1048576,
    scope: 'machine',
    description: 'Context length in tokens; 0 chooses by model and backend.',
  },
  'model.threads': {
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: 256,
    scope: 'machine',
    description: 'CPU threads of the model; 0 leaves one core to the editor.',
  },
  'model.idleMinutes': {
    type: 'integer',
    default: 10,
    minimum: 0,
    maximum: 1440,
    scope: 'machine',
    description: 'The model is unloaded after this many minutes without a completion; 0 keeps it loaded.',
  },
} as const satisfies Record<string, SettingDefinition>;

export type SettingName = keyof typeof SETTINGS;

/** The value type of a setting. */
export type SettingValue<N extends SettingName> = (typeof SETTINGS)[N] extends { choices: infer C }
  ? keyof C & string
  : (typeof SETTINGS)[N] extends { type: 'boolean' }
    ? boolean
    : (typeof SETTINGS)[N] extends { type: 'number' | 'integer' }
      ? number
      : (typeof SETTINGS)[N] extends { type: 'switches' }
        ? Readonly<Record<string, boolean>>
        : string;
