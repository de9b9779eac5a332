//! Memory as cells: an illustration of how much, not of which pages.

/// Cells that stand for the memory that the guest has touched, an equal share each.
pub const CELLS: usize = 512;

/// What has become of a share of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// Not sent yet.
    Waiting,
    /// Sent, and written again since: what is at the destination is out of date.
    Dirty,
    /// At the destination as it is.
    There,
    /// At the destination because the guest, which runs there, asked for it.
    Fetched,
}

impl Cell {
    pub(super) const fn is_missing(self) -> bool {
        matches!(self, Self::Waiting | Self::Dirty)
    }
}

/// Sends so many cells in the order in which a bitmap is walked.
pub(super) fn push(cells: &mut [Cell; CELLS], count: &mut usize, may: impl Fn(usize) -> bool) {
    for (at, cell) in cells.iter_mut().enumerate() {
        if 0 < *count && cell.is_missing() && may(at) {
            *cell = Cell::There;
            *count -= 1;
        }
    }
}

/// The cell that is written as the n-th: a fixed order without a pattern (every step of it can be
/// undone, so that no cell comes twice).
pub(super) const fn hot(n: usize) -> usize {
    const MASK: usize = CELLS - 1;
    let n = (n * 317 + 11) & MASK;
    let n = n ^ (n >> 5);
    let n = (n * 173) & MASK;
    n ^ (n >> 4)
}
