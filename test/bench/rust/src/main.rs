//! Encodes a file of texts (each with a NUL byte behind it) with OpenAI's tiktoken and GitHub's bpe crate, in turns:
//! `tokoscope-bench FILE ROUNDS`. Prints a JSON line {"engine", "pass", "ms", "tokens"} for each pass.

use std::{env, fs, hint::black_box, time::Instant};

fn measure(engine: &str, pass: &str, texts: &[&str], count: &dyn Fn(&str) -> usize) {
    let start = Instant::now();
    let tokens: usize = texts.iter().map(|text| count(black_box(text))).sum();
    let ms = start.elapsed().as_secs_f64() * 1000.0;
    println!(r#"{{"engine":"{engine}","pass":"{pass}","ms":{ms:.3},"tokens":{tokens}}}"#);
}

fn main() {
    let arguments: Vec<String> = env::args().collect();
    let file = fs::read_to_string(&arguments[1]).expect("a file of UTF-8 texts");
    let rounds: usize = arguments[2].parse().expect("a number of rounds");
    let texts: Vec<&str> = file.split_terminator('\0').collect();
    let tiktoken = tiktoken_rs::o200k_base().expect("the ranks of o200k_base");
    let bpe = bpe_openai::o200k_base();
    for _ in 0..rounds {
        measure("tiktoken-rs", "encode", &texts, &|text| tiktoken.encode_ordinary(text).len());
        measure("bpe-openai", "encode", &texts, &|text| bpe.encode(text).len());
        measure("bpe-openai", "count", &texts, &|text| bpe.count(text));
    }
}
