#![no_main]

// Reading the rules takes longer than an input may.
libfuzzer_sys::fuzz_target!(init: targets::ready(), |data: &[u8]| targets::structure(data));
