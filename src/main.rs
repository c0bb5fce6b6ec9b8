//! The `kehoach` program: hands its arguments to `kehoach::cli`.

use std::process::ExitCode;

fn main() -> ExitCode {
    kehoach::cli::main()
}
