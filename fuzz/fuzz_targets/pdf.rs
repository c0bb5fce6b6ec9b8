#![no_main]

use std::panic::{set_hook, take_hook};

libfuzzer_sys::fuzz_target!(
    init: {
        // The reader works in a thread and is ready for the PDF library to fall over in it: that costs the document.
        let abort = take_hook();
        set_hook(Box::new(move |panic| {
            let inside = panic.location().is_some_and(|at| at.file().contains("/rpdfium-"));
            if !inside {
                abort(panic);
            }
        }));
    },
    |data: &[u8]| targets::pdf(data)
);
