//! Lessons: texts, scenarios and questions as data, every number in them computed by the model.

pub mod course;
pub mod value;
