//! A rectangle of the picture.

/// A rectangle with its sides parallel to the axes; y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Its left side.
    pub left: f64,
    /// Its upper side.
    pub top: f64,
    /// Its right side, never left of the left one.
    pub right: f64,
    /// Its lower side, never above the upper one.
    pub bottom: f64,
}

impl Rect {
    /// From its sides; one that is the wrong way round has no extent.
    pub const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { left, top, right: right.max(left), bottom: bottom.max(top) }
    }

    /// From left to right.
    pub const fn width(&self) -> f64 {
        self.right - self.left
    }

    /// From top to bottom.
    pub const fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Half way from left to right.
    pub const fn middle(&self) -> f64 {
        f64::midpoint(self.left, self.right)
    }

    /// Half way from top to bottom.
    pub const fn centre(&self) -> f64 {
        f64::midpoint(self.top, self.bottom)
    }

    /// Whether the two have more in common than an edge.
    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether `other` lies within.
    pub fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }

    /// How far a point is from it, zero within; horizontal and vertical ways add up.
    pub fn distance(&self, x: f64, y: f64) -> f64 {
        (self.left - x).max(x - self.right).max(0.0) + (self.top - y).max(y - self.bottom).max(0.0)
    }
}
