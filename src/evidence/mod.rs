//! Evidence: measured migrations, what the model says of them, and how far the two are apart.

pub mod case;
pub mod predict;
pub mod validate;
