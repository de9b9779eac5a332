//! Charts: what they say, what they draw, and that nothing makes them stumble.

#![expect(clippy::expect_used, reason = "a test may fail")]

mod extremes;
mod labels;
mod made;
mod pictures;
mod planned;
mod readings;
mod words;

use movecast::chart::Size;
use movecast::quantity::Lang;

const PHONE: Size = Size { width: 320.0, height: 200.0 };
const PAGE: Size = Size { width: 720.0, height: 300.0 };
const WALL: Size = Size { width: 1600.0, height: 420.0 };
const LANGS: [Lang; 2] = [Lang::En, Lang::De];
