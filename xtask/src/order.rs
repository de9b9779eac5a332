//! The order of a module's functions: what is alike stands together, and compresses better so.

use std::collections::HashMap;

use anyhow::Result;
use wasm_encoder::{NameMap, NameSection, Section};
use wasmparser::{Parser, Payload, TypeRef};

/// How many bytes in a row count as alike; an instruction with its operand takes about as many.
const SHINGLE: usize = 4;

/// What more functions than this have in common tells nothing of them.
const COMMON: usize = 200;

/// The module, its own functions named so that those which are alike follow each other in the order of
/// their names. It must hold no names yet.
pub(crate) fn named_by_likeness(module: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut places: Vec<(usize, usize)> =
        by_likeness(&bodies).into_iter().enumerate().map(|(place, body)| (body, place)).collect();
    places.sort_unstable();
    let mut names = NameMap::new();
    for (body, place) in places {
        names.append(imported + u32::try_from(body)?, &format!("f{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut named = module.to_vec();
    section.append_to(&mut named);
    Ok(named)
}

/// Each body's place in an order in which each is followed by the one, of those left, with which it has
/// the most in common for their length; the first of them where several have.
fn by_likeness(bodies: &[&[u8]]) -> Vec<usize> {
    let shingles: Vec<Vec<&[u8]>> = bodies.iter().map(|body| shingles(body)).collect();
    let mut holders: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (at, own) in shingles.iter().enumerate() {
        for shingle in own {
            holders.entry(shingle).or_default().push(at);
        }
    }
    let mut is_left = vec![true; bodies.len()];
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = (!bodies.is_empty()).then_some(0);
    let mut shared = vec![0_usize; bodies.len()];
    while let Some(at) = next {
        is_left[at] = false;
        order.push(at);
        let mut near = Vec::new();
        for shingle in &shingles[at] {
            let alike = &holders[shingle];
            if COMMON < alike.len() {
                continue;
            }
            for &other in alike.iter().filter(|other| is_left[**other]) {
                if shared[other] == 0 {
                    near.push(other);
                }
                shared[other] += 1;
            }
        }
        near.sort_unstable();
        // As fractions, so that the order is the same on every machine.
        let length = |other: usize| shingles[at].len() + shingles[other].len();
        let best = near.iter().copied().reduce(|best, other| {
            let is_nearer = shared[best] * length(other) < shared[other] * length(best);
            if is_nearer { other } else { best }
        });
        for other in near {
            shared[other] = 0;
        }
        next = best.or_else(|| is_left.iter().position(|left| *left));
    }
    order
}

/// All that stands in so many bytes in a row, each once.
fn shingles(body: &[u8]) -> Vec<&[u8]> {
    let mut found: Vec<&[u8]> = body.windows(SHINGLE).collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together_and_nothing_is_lost() {
        let bodies: [&[u8]; 5] = [b"abcdefgh", b"12345678", b"abcdefgx", b"1234567x", b"ab"];
        assert_eq!(by_likeness(&bodies), [0, 2, 1, 3, 4]);
        assert_eq!(by_likeness(&[]), [0; 0]);
    }
}
