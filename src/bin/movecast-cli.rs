//! The planner on the command line.

fn main() {}
