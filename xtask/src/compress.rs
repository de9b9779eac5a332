//! Brotli and gzip at their best, for hosts that serve compressed copies.

use std::io::{self, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::names::extension;

/// Whether compression gains anything on such a file.
pub(crate) fn is_compressible(path: &str) -> bool {
    ["bin", "css", "csv", "html", "ico", "js", "json", "svg", "txt", "wasm", "webmanifest"]
        .contains(&extension(path))
}

pub(crate) fn brotli(mut bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let params = BrotliEncoderParams { size_hint: bytes.len(), ..BrotliEncoderParams::default() };
    brotli::BrotliCompress(&mut bytes, &mut compressed, &params)?;
    Ok(compressed)
}

pub(crate) fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}
