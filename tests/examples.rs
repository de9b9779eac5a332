//! Every example does what it says and ends well.

#![cfg(not(target_arch = "wasm32"))]

#[path = "../examples/advise.rs"]
mod advise;
#[path = "../examples/commands.rs"]
mod commands;
#[path = "../examples/fit.rs"]
mod fit;
#[path = "../examples/import.rs"]
mod import;
#[path = "../examples/link.rs"]
mod link;
#[path = "../examples/map.rs"]
mod map;
#[path = "../examples/plan.rs"]
mod plan;
#[path = "../examples/predict.rs"]
mod predict;
#[path = "../examples/sample.rs"]
mod sample;
#[path = "../examples/solve.rs"]
mod solve;
#[path = "../examples/wave.rs"]
mod wave;

/// What an example gives back.
type Done = Result<(), Box<dyn std::error::Error>>;

#[test]
fn advise_ends_well() -> Done {
    advise::main()
}

#[test]
fn commands_ends_well() -> Done {
    commands::main()
}

#[test]
fn fit_ends_well() -> Done {
    fit::main()
}

#[test]
fn import_ends_well() -> Done {
    import::main()
}

#[test]
fn link_ends_well() -> Done {
    link::main()
}

#[test]
fn map_ends_well() -> Done {
    map::main()
}

#[test]
fn plan_ends_well() -> Done {
    plan::main()
}

#[test]
fn predict_ends_well() -> Done {
    predict::main()
}

#[test]
fn sample_ends_well() -> Done {
    sample::main()
}

#[test]
fn solve_ends_well() -> Done {
    solve::main()
}

#[test]
fn wave_ends_well() -> Done {
    wave::main()
}
