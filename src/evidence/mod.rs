//! Evidence: measured migrations, what the model says of them, and how far the two are apart.

pub mod case;
pub mod checked;
pub mod closed_forms;
pub mod coverage;
mod field;
pub mod fit;
pub mod predict;
pub mod published;
pub mod reason;
pub mod sender;
pub mod service;
pub mod sheet;
pub mod validate;
