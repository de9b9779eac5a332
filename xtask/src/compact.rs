//! The glue between page and module in less room.

use std::collections::HashMap;

use anyhow::Result;
use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// What wasm-bindgen begins the names of imports with that it makes up.
const MADE_UP: &str = "__wb";

/// Short names in place of those that wasm-bindgen makes up for imports, in the glue and in the module
/// alike: each is long, holds a hash that does not compress, and stands in both.
pub(crate) fn shorten_imports(glue: &str, module: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut names: HashMap<String, String> = HashMap::new();
    let mut shortened = Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = payload {
            let mut section = ImportSection::new();
            for import in imports.into_imports() {
                let import = import?;
                let name = if import.name.starts_with(MADE_UP) {
                    let short = format!("i{}", names.len());
                    names.entry(import.name.to_owned()).or_insert(short)
                } else {
                    import.name
                };
                section.import(import.module, name, RoundtripReencoder.entity_type(import.ty)?);
            }
            shortened.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            shortened.section(&RawSection { id, data: &module[range] });
        }
    }
    Ok((renamed(glue, &names), shortened.finish()))
}

/// A text with other names in place of these.
fn renamed(text: &str, names: &HashMap<String, String>) -> String {
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let words = text.split_inclusive(|letter| !is_of_name(letter));
    let rename = |word: &str| {
        let name = word.trim_end_matches(|letter| !is_of_name(letter));
        let rest = &word[name.len()..];
        [names.get(name).map_or(name, String::as_str), rest].concat()
    };
    words.map(rename).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::EntityType;

    #[test]
    fn made_up_names_are_short_in_glue_and_module() {
        let mut imports = ImportSection::new();
        let memory = EntityType::Global(wasm_encoder::GlobalType {
            val_type: wasm_encoder::ValType::I32,
            mutable: false,
            shared: false,
        });
        for name in ["__wbg_then_fedcba9876543210", "memory", "__wbg_then_fe"] {
            imports.import("./page.js", name, memory);
        }
        let mut module = Module::new();
        module.section(&imports);
        let glue = "{__wbg_then_fe: f, __wbg_then_fedcba9876543210: __wbindgen_malloc}";
        let (glue, module) = shorten_imports(glue, &module.finish()).unwrap();
        assert_eq!(glue, "{i1: f, i0: __wbindgen_malloc}");
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(&module) {
            if let Payload::ImportSection(imports) = payload.unwrap() {
                names.extend(imports.into_imports().map(|import| import.unwrap().name));
            }
        }
        assert_eq!(names, ["i0", "memory", "i1"]);
    }
}
