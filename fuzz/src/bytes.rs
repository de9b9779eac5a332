//! Decisions taken from bytes.

/// What is left of them; when nothing is, everything is zero.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl Bytes<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        let count = N.min(self.0.len());
        taken[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        taken
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::from(u16::from_le_bytes(self.take())) % count.max(1)
    }

    /// Any number within these bounds, both included, evenly spread by its magnitude or not, or the bits
    /// as they are.
    pub(crate) fn number(&mut self, (least, most): (f64, f64)) -> f64 {
        let [how] = self.take();
        let part = f64::from(u32::from_le_bytes(self.take())) / f64::from(u32::MAX);
        match how % 6 {
            0 => least,
            1 => most,
            2 => least + part * (most - least),
            3 => f64::from_bits(u64::from_le_bytes(self.take())),
            4 => least.max(5e-324) * 1.0_f64.max(most / least.max(1e-9)).powf(part),
            _ => (part * 40.0).exp2(),
        }
    }
}
