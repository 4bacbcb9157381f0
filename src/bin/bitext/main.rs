//! The command line of bitext: arguments, files and terminals; all else is the library's.

fn main() {}
