//! A small map from names, in the order of the names.
//!
//! It is a sorted list: a tree of the standard library does the same and weighs some kilobytes in the
//! page's first load, for maps that hold a handful of names.

/// Values by their names.
#[derive(Debug, Clone, PartialEq)]
pub struct ByName<V>(Vec<(String, V)>);

impl<V> Default for ByName<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> ByName<V> {
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// The value of this name.
    pub fn get(&self, name: &str) -> Option<&V> {
        self.find(name).ok().and_then(|at| self.0.get(at)).map(|(_, value)| value)
    }

    /// Whether there is a value of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Puts a value there, in place of an older one.
    pub fn insert(&mut self, name: &str, value: V) {
        match self.find(name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name.to_owned(), value)),
        }
    }

    /// Takes the value of this name away, if there is one.
    pub fn remove(&mut self, name: &str) {
        if let Ok(at) = self.find(name) {
            self.0.remove(at);
        }
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Names and values in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&String, &V)> {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

impl<V> FromIterator<(String, V)> for ByName<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(pairs: I) -> Self {
        let mut all = Self::default();
        for (name, value) in pairs {
            all.insert(&name, value);
        }
        all
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig {
            rng_seed: proptest::test_runner::RngSeed::Fixed(19),
            ..ProptestConfig::default()
        })]

        #[test]
        fn it_holds_what_a_tree_holds(
            puts in prop::collection::vec(("[a-c]{0,2}", 0..9_u8), 0..20),
            gone in "[a-c]{0,2}",
        ) {
            let mut tree: BTreeMap<String, u8> = puts.iter().cloned().collect();
            let mut list: ByName<u8> = puts.into_iter().collect();
            tree.remove(&gone);
            list.remove(&gone);
            prop_assert!(list.iter().eq(tree.iter()));
            prop_assert_eq!(list.len(), tree.len());
            prop_assert_eq!(list.get(&gone), None);
            prop_assert!(tree.keys().all(|name| list.contains_key(name)));
        }
    }
}
