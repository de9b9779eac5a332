//! Splits off the compiled module what the page fetches later: one file per `wasm_split` name, and one
//! with whatever several of them need.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

/// Where the main module says its loaders are; the glue gets them instead.
const LOADERS: &str = "./chunks.js";

/// Fetches chunks; part of the glue.
pub(crate) const RUNTIME: &str = include_str!("chunks.js");

/// What several chunks need.
const SHARED: &str = "shared.bin";

/// The parts of the compiled module.
pub(crate) struct Split {
    /// The module that the page starts with; wasm-bindgen has still to see it.
    pub(crate) main: Vec<u8>,
    /// What is fetched later, by the name of its split.
    pub(crate) chunks: BTreeMap<String, Vec<u8>>,
    /// Modules that several chunks need; most are small.
    shared: Vec<Vec<u8>>,
    /// The splits that need those.
    sharing: Vec<String>,
}

/// Takes a module with relocations apart. `folder` is for the splitter's own files.
pub(crate) fn split(compiled: &[u8], folder: &Path) -> Result<Split> {
    let main = folder.join("main.wasm");
    let mut options = Options::new(compiled);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LOADERS;
    let needs =
        transform(options).map_err(|error| anyhow!("the module was not split: {error:#}"))?;
    let read = |name: &str| fs::read(folder.join(name).with_extension("wasm"));

    let mut split = Split {
        main: fs::read(&main)?,
        chunks: BTreeMap::new(),
        shared: Vec::new(),
        sharing: Vec::new(),
    };
    let mut shared = BTreeMap::new();
    for (name, files) in &needs.prefetch_map {
        let own = format!("split_{name}");
        if !files.contains(&own) {
            bail!("nothing is left of the chunk {name}: is it called at all?");
        }
        split.chunks.insert(name.clone(), read(&own)?);
        for file in files.iter().filter(|file| **file != own) {
            shared.insert(file, strip(&read(file)?)?);
            split.sharing.push(name.clone());
        }
    }
    split.shared = shared.into_values().collect();
    Ok(split)
}

impl Split {
    /// The glue with what fetches the chunks, and the files that it fetches.
    pub(crate) fn link(self, glue: &str) -> Result<(String, BTreeMap<String, Vec<u8>>)> {
        let mut code = own_loaders(glue)? + RUNTIME;
        let lengths = self.shared.iter().map(|module| format!(", {}", module.len()));
        let lengths: String = lengths.collect();
        writeln!(code, "const shared = chunk(\"./chunks/{SHARED}\"{lengths});")?;
        writeln!(code, "const loaders = {{")?;
        let mut files = BTreeMap::from([(SHARED.to_owned(), self.shared.concat())]);
        for (name, chunk) in self.chunks {
            let shared = if self.sharing.contains(&name) { "shared, " } else { "" };
            let file = format!("{name}.wasm");
            writeln!(
                code,
                "    __wasm_split_load_{name}: loader({shared}chunk(\"./chunks/{file}\", {})),",
                chunk.len()
            )?;
            files.insert(file, chunk);
        }
        code.push_str("};\n");
        Ok((code, files))
    }
}

/// The glue with its own loaders in place of the module that it would import, once for each.
fn own_loaders(glue: &str) -> Result<String> {
    let import = format!(" from \"{LOADERS}\"");
    let property = format!("\"{LOADERS}\": ");
    let mut own = String::with_capacity(glue.len());
    let mut is_linked = false;
    for line in glue.lines() {
        if line.trim_end_matches(';').ends_with(&import) {
            continue;
        }
        if line.trim_start().starts_with(&property) {
            if !is_linked {
                writeln!(own, "{property}loaders,")?;
            }
            is_linked = true;
            continue;
        }
        writeln!(own, "{line}")?;
    }
    if !is_linked {
        bail!("the glue does not import the loaders of chunks");
    }
    Ok(own)
}

/// A module without the sections that only tools read.
pub(crate) fn strip(module: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    const CUSTOM: u8 = 0;
    let cut = "a module ends too early";
    let (header, mut rest) = module.split_at_checked(HEADER).context(cut)?;
    let mut stripped = header.to_vec();
    while let Some((id, body)) = rest.split_first() {
        // The length is written seven bits a byte, the lowest first.
        let digits = 1 + body.iter().take_while(|byte| 0x80 <= **byte).count();
        let number = body.get(..digits).context(cut)?;
        let length = number.iter().rev().fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7f));
        let (section, after) = rest.split_at_checked(1 + digits + length).context(cut)?;
        if *id != CUSTOM {
            stripped.extend(section);
        }
        rest = after;
    }
    Ok(stripped)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn only_what_runs_is_kept() {
        let long = [&[0, 0x81, 0x01][..], &[7; 129]].concat();
        let memory = [5, 3, 1, 0, 1];
        let module = [HEADER, &long, &memory, &[0, 1, 0]].concat();
        assert_eq!(strip(&module).unwrap(), [HEADER, &memory].concat());
        assert!(strip(&module[..9]).is_err());
        assert!(strip(&module[..100]).is_err());
    }

    #[test]
    fn the_glue_fetches_the_chunks_itself() {
        let split = |shared: &[&[u8]]| Split {
            main: Vec::new(),
            chunks: BTreeMap::from([("a".to_owned(), vec![1; 10]), ("b".to_owned(), vec![2; 20])]),
            shared: shared.iter().map(|module| module.to_vec()).collect(),
            sharing: vec!["b".to_owned()],
        };
        let import = "import * as import1 from \"./chunks.js\"\n";
        let imports = "{\n\"./chunks.js\": import1,\n\"./chunks.js\": import2,\n}\n";
        let glue = [import, import, imports].concat();
        let (linked, files) = split(&[&[3; 5], &[4; 6]]).link(&glue).unwrap();
        assert!(linked.starts_with("{\n\"./chunks.js\": loaders,\n}\n"));
        assert!(linked.contains("const shared = chunk(\"./chunks/shared.bin\", 5, 6);"));
        assert!(linked.contains("load_a: loader(chunk(\"./chunks/a.wasm\", 10)),"));
        assert!(linked.contains("load_b: loader(shared, chunk(\"./chunks/b.wasm\", 20)),"));
        assert_eq!(files.keys().collect::<Vec<_>>(), ["a.wasm", "b.wasm", "shared.bin"]);
        assert_eq!(files["shared.bin"], [3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4]);
        assert!(split(&[]).link("no import").is_err());
    }
}
