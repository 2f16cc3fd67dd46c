/** A prompt as a family's models were trained on it, as text. */
interface Golden {
  readonly file: string;
  readonly repository: string;
}

/**
 * What the inspector shows for `import os / def f(a): / b = | + 1 / return b` in a.py, alone and with lib/b.py of the
 * repository "geometry". Written out, so that who knows a family's prompts can read them.
 */
export const GOLDENS: Readonly<Record<string, Golden>> = {
  starcoder: {
    file: '<fim_prefix>import os\n\ndef f(a):\n<fim_suffix> + 1\n    return b\n<fim_middle>    b = ',
    repository:
      '<repo_name>geometry<file_sep>lib/b.py\ndef g(x):\n    return x\n<file_sep><fim_prefix>import os\n\ndef f(a):\n<fim_suffix> + 1\n    return b\n<fim_middle>    b = ',
  },
  granite: {
    file: '<fim_prefix>import os\n\ndef f(a):\n<fim_suffix> + 1\n    return b\n<fim_middle>    b = ',
    repository:
      '<reponame>geometry<filename>lib/b.py\ndef g(x):\n    return x\n<filename>a.py\n<fim_prefix>import os\n\ndef f(a):\n<fim_suffix> + 1\n    return b\n<fim_middle>    b = ',
  },
  granite4: {
    file: '<|fim_prefix|>import os\n\ndef f(a):\n<|fim_suffix|> + 1\n    return b\n<|fim_middle|>    b = ',
    repository:
      '<|reponame|>geometry<|filename|>lib/b.py\ndef g(x):\n    return x\n<|filename|>a.py\n<|fim_prefix|>import os\n\ndef f(a):\n<|fim_suffix|> + 1\n    return b\n<|fim_middle|>    b = ',
  },
  qwen: {
    file: '<|fim_prefix|>import os\n\ndef f(a):\n<|fim_suffix|> + 1\n    return b\n<|fim_middle|>    b = ',
    repository:
      '<|repo_name|>geometry\n<|file_sep|>lib/b.py\ndef g(x):\n    return x\n<|file_sep|>a.py\n<|fim_prefix|>import os\n\ndef f(a):\n<|fim_suffix|> + 1\n    return b\n<|fim_middle|>    b = ',
  },
  tokoscope: {
    file: '<|fim_prefix|><|fim_suffix|> + 1\n    return b\n<|fim_middle|>import os\n\ndef f(a):\n    b = ',
    repository:
      '<|repo_name|>geometry\n<|file_sep|>lib/b.py\ndef g(x):\n    return x\n<|file_sep|>a.py\n<|fim_prefix|><|fim_suffix|> + 1\n    return b\n<|fim_middle|>import os\n\ndef f(a):\n    b = ',
  },
  codegemma: {
    file: '<|fim_prefix|>import os\n\ndef f(a):\n<|fim_suffix|> + 1\n    return b\n<|fim_middle|>    b = ',
    repository:
      'lib/b.py\ndef g(x):\n    return x\n<|file_separator|>a.py\n<|fim_prefix|>import os\n\ndef f(a):\n<|fim_suffix|> + 1\n    return b\n<|fim_middle|>    b = ',
  },
  mellum: {
    file: '<filename>a.py\n<fim_suffix> + 1\n    return b\n<fim_prefix>import os\n\ndef f(a):\n<fim_middle>    b = ',
    repository:
      '<filename>lib/b.py\ndef g(x):\n    return x\n<filename>a.py\n<fim_suffix> + 1\n    return b\n<fim_prefix>import os\n\ndef f(a):\n<fim_middle>    b = ',
  },
  deepseek: {
    file: '<｜fim▁begin｜>import os\n\ndef f(a):\n<｜fim▁hole｜> + 1\n    return b\n<｜fim▁end｜>    b = ',
    repository:
      '<｜fim▁begin｜>#lib/b.py\ndef g(x):\n    return x\n#a.py\nimport os\n\ndef f(a):\n<｜fim▁hole｜> + 1\n    return b\n<｜fim▁end｜>    b = ',
  },
  codellama: {
    file: '▁<PRE>import os\n\ndef f(a):\n▁<SUF> + 1\n    return b\n▁<MID>    b = ',
    repository:
      '▁<PRE># lib/b.py\n# def g(x):\n#     return x\nimport os\n\ndef f(a):\n▁<SUF> + 1\n    return b\n▁<MID>    b = ',
  },
  codestral: {
    file: '[SUFFIX] + 1\n    return b\n[PREFIX]import os\n\ndef f(a):\n    b = ',
    repository:
      '[SUFFIX] + 1\n    return b\n[PREFIX]+++++ lib/b.py\ndef g(x):\n    return x\n+++++ a.py\nimport os\n\ndef f(a):\n    b = ',
  },
  'seed-coder': {
    file: '<[fim-suffix]> + 1\n    return b\n<[fim-prefix]>import os\n\ndef f(a):\n<[fim-middle]>    b = ',
    repository:
      '<[fim-suffix]> + 1\n    return b\n<[fim-prefix]># lib/b.py\n# def g(x):\n#     return x\nimport os\n\ndef f(a):\n<[fim-middle]>    b = ',
  },
  stablecode: {
    file: '<fim_prefix>import os\n\ndef f(a):\n<fim_suffix> + 1\n    return b\n<fim_middle>    b = ',
    repository:
      '<fim_prefix># lib/b.py\n# def g(x):\n#     return x\nimport os\n\ndef f(a):\n<fim_suffix> + 1\n    return b\n<fim_middle>    b = ',
  },
  'fim-se': {
    file: '<fim_prefix>import os\n\ndef f(a):\n<fim_suffix>    return b\n<START>    b = <END> + 1<fim_middle>    b = ',
    repository:
      '<fim_prefix># lib/b.py\n# def g(x):\n#     return x\nimport os\n\ndef f(a):\n<fim_suffix>    return b\n<START>    b = <END> + 1<fim_middle>    b = ',
  },
};
