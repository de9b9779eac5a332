//! The page: one reducer, derived data memoised, effects at the edges.

mod address;
mod answer;
mod app;
mod browser;
mod chunk;
mod entry;
mod extra;
mod offer;
mod out;
mod parts;
mod print;
mod runner;
mod said;
mod scale;
mod session;
pub mod state;
pub mod text;
mod views;

use std::rc::Rc;

/// Starts the page, or, in a worker, what works for the page.
pub fn start() {
    if runner::worker::is_here() {
        runner::worker::register();
    } else if let Some(root) = browser::element("app") {
        // What came with the page is replaced before it is seen.
        root.remove_attribute("hidden").ok();
        yew::Renderer::<app::App>::with_root(root).render();
    }
}

/// Shared data that is the same only if it is the very same: comparing it costs nothing.
#[derive(Debug)]
struct Same<T>(Rc<T>);

impl<T> Same<T> {
    fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Same<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
