//! Parts of the planner that are fetched when they are first needed: how far one has got, and trying
//! again.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;
use yew::prelude::*;

/// How far a part has got.
pub(super) enum Progress<D> {
    Loading,
    /// It could not be fetched.
    Failed,
    /// It is here: what draws it.
    Here(D),
}

/// The part that is needed now, and what tries again to fetch it. What is `known` need not be fetched,
/// and what was fetched is kept.
#[hook]
pub(super) fn use_chunk<K, D, F>(
    needed: K,
    known: &[(K, D)],
    fetch: fn(K) -> F,
) -> (Progress<D>, Callback<()>)
where
    K: Copy + PartialEq + 'static,
    D: Copy + 'static,
    F: Future<Output = Result<D, SplitLoaderError>> + 'static,
{
    let here = use_mut_ref(|| known.to_vec());
    let failed = use_state_eq(|| None);
    let attempt = use_state_eq(|| 0_u32);
    let changed = use_force_update();
    let draw = find(&here, needed);
    {
        let (failed, here) = (failed.setter(), Rc::clone(&here));
        use_effect_with((needed, *attempt), move |(needed, _)| {
            let needed = *needed;
            failed.set(None);
            if find(&here, needed).is_none() {
                spawn_local(async move {
                    match fetch(needed).await {
                        Ok(draw) => {
                            here.borrow_mut().push((needed, draw));
                            changed.force_update();
                        }
                        Err(_) => failed.set(Some(needed)),
                    }
                });
            }
        });
    }
    let progress = match draw {
        Some(draw) => Progress::Here(draw),
        None if *failed == Some(needed) => Progress::Failed,
        None => Progress::Loading,
    };
    (progress, Callback::from(move |()| attempt.set(*attempt + 1)))
}

fn find<K: Copy + PartialEq, D: Copy>(here: &RefCell<Vec<(K, D)>>, needed: K) -> Option<D> {
    here.borrow().iter().find(|(known, _)| *known == needed).map(|(_, draw)| *draw)
}
