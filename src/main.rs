//! The page.

fn main() {
    movecast::ui::start();
}
