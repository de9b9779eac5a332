//! Movecast's build tool.

fn main() {}
