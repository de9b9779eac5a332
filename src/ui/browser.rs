//! The little of the browser that the page touches itself; nothing here fails or throws.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use web_sys::wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Element, HtmlElement, MediaQueryList};
use yew::prelude::*;

use crate::quantity::Lang;

/// The element of that id.
pub(super) fn element(id: &str) -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(id)
}

/// The outermost element, whose attributes set language and colors.
pub(super) fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// The language asked for by the page around this one, which may be empty; none where there is no
/// such page. static/inline/first.js says so.
pub(super) fn embedded() -> Option<String> {
    root()?.get_attribute("data-embed")
}

/// Whether the browser's first language is German.
pub(super) fn speaks_german() -> bool {
    let language = web_sys::window().and_then(|window| window.navigator().language());
    language.is_some_and(|language| language.to_ascii_lowercase().starts_with("de"))
}

/// The fragment of the address, with its `#`.
pub(super) fn fragment() -> String {
    web_sys::window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// The address without its fragment.
pub(super) fn address() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    href.unwrap_or_default().split('#').next().unwrap_or_default().to_owned()
}

/// Puts another fragment into the address. Browsers refuse this when it happens too often.
pub(super) fn set_fragment(fragment: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}"))).ok();
    }
}

/// Today's date, as people write it.
pub(super) fn today(lang: Lang) -> String {
    let date = js_sys::Date::new_0();
    let style = js_sys::Object::new();
    // With the month in letters, since people order figures differently.
    js_sys::Reflect::set(&style, &"dateStyle".into(), &"long".into()).ok();
    date.to_locale_date_string(lang.tag(), &style).into()
}

/// Opens the browser's print dialog.
pub(super) fn print() {
    if let Some(window) = web_sys::window() {
        window.print().ok();
    }
}

/// Moves the focus to the element of that id.
pub(super) fn focus(id: &str) {
    if let Some(found) = element(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        found.focus().ok();
    }
}

thread_local! {
    /// What is to have the focus once it is drawn.
    static AWAITED: Cell<Option<&'static str>> = const { Cell::new(None) };
}

/// Moves the focus to the element of that id, now or when it says that it [`is_drawn`].
pub(super) fn focus_when_drawn(id: &'static str) {
    AWAITED.set(element(id).is_none().then_some(id));
    focus(id);
}

/// Says that an element which is fetched before it is drawn is there now.
pub(super) fn is_drawn(id: &'static str) {
    if AWAITED.get() == Some(id) {
        AWAITED.set(None);
        focus(id);
    }
}

/// Moves the focus to the element of that id, which may be folded away.
pub(super) fn reveal(id: &str) {
    let folded = element(id).and_then(|found| found.closest("details").ok().flatten());
    if let Some(folded) = folded {
        folded.set_attribute("open", "").ok();
    }
    focus(id);
}

/// Puts a text on the clipboard and says whether that worked.
pub(super) fn copy(text: &str, done: Callback<bool>) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // It is missing where the page is not served securely.
    let Some(clipboard) = clipboard.filter(|clipboard| !clipboard.is_undefined()) else {
        done.emit(false);
        return;
    };
    let promise = clipboard.write_text(text);
    yew::platform::spawn_local(async move {
        done.emit(wasm_bindgen_futures::JsFuture::from(promise).await.is_ok());
    });
}

/// Offers what is at this address to be saved as a file.
pub(super) fn save(url: &str, name: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let link = document.and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        link.set_attribute("href", url).ok();
        link.set_attribute("download", name).ok();
        link.click();
    }
}

/// The text of a file of our own; none where it cannot be had, or where a page came in its place, as
/// portals and hosts of single pages answer for what they do not have.
pub(super) async fn fetch(path: &str) -> Option<String> {
    let answer =
        wasm_bindgen_futures::JsFuture::from(web_sys::window()?.fetch_with_str(path)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    let text = wasm_bindgen_futures::JsFuture::from(answer.text().ok()?).await.ok()?.as_string()?;
    let is_page = text.trim_start().starts_with('<');
    (!is_page).then_some(text)
}

/// Does the newest of what it is given once the page, as it is by then, has been painted: whoever
/// waits sees what matters first, and what was overtaken meanwhile costs nothing.
#[derive(Default)]
pub(super) struct AfterPaint(Rc<RefCell<Option<Act>>>);

type Act = Box<dyn FnOnce()>;

impl AfterPaint {
    pub(super) fn act(&self, act: Act) {
        if self.0.replace(Some(act)).is_some() {
            return;
        }
        let newest = Rc::clone(&self.0);
        // What a frame puts off comes after it.
        let frame = Closure::once_into_js(move || {
            let act = move || {
                if let Some(act) = newest.take() {
                    act();
                }
            };
            Timeout::new(0, act).forget();
        });
        if let Some(window) = web_sys::window() {
            window.request_animation_frame(frame.unchecked_ref()).ok();
        }
    }
}

/// A value, a frame later.
#[hook]
pub(super) fn use_a_frame_later<T: Clone + PartialEq + 'static>(value: T) -> T {
    let late = use_mut_ref(|| (value.clone(), AfterPaint::default()));
    let redraw = use_force_update();
    let (shown, soon) = &*late.borrow();
    if *shown != value {
        let late = Rc::clone(&late);
        soon.act(Box::new(move || {
            late.borrow_mut().0 = value;
            redraw.force_update();
        }));
    }
    shown.clone()
}

/// Whether a media query holds, now and later.
#[hook]
pub(super) fn use_media(query: &'static str) -> bool {
    let list = || -> Option<MediaQueryList> { web_sys::window()?.match_media(query).ok()? };
    let holds = use_state_eq(|| list().is_some_and(|list| list.matches()));
    {
        let holds = holds.clone();
        use_effect_with((), move |()| {
            let listener = list().map(|list| {
                let watched = list.clone();
                EventListener::new(&watched, "change", move |_| holds.set(list.matches()))
            });
            move || drop(listener)
        });
    }
    *holds
}

/// The width of an element, now and later; zero until it is known.
#[hook]
pub(super) fn use_width(node: &NodeRef) -> f64 {
    let width = use_state_eq(|| 0.0);
    {
        let width = width.clone();
        use_effect_with(node.clone(), move |node| {
            let element = node.cast::<Element>();
            let measure = {
                let element = element.clone();
                move || {
                    if let Some(element) = &element {
                        width.set(f64::from(element.client_width()));
                    }
                }
            };
            measure();
            let changed = Closure::<dyn Fn()>::new(measure);
            let observer = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
            if let (Some(observer), Some(element)) = (&observer, &element) {
                observer.observe(element);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(changed);
            }
        });
    }
    *width
}

/// Whether an element is on the screen right now; true until that is known.
#[hook]
pub(super) fn use_in_view(node: &NodeRef) -> Rc<Cell<bool>> {
    let seen = use_memo((), |()| Rc::new(Cell::new(true)));
    {
        let seen = Rc::clone(&seen);
        use_effect_with(node.clone(), move |node| {
            let crossed = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
                let last = entries.pop().dyn_into::<web_sys::IntersectionObserverEntry>();
                seen.set(last.is_ok_and(|entry| entry.is_intersecting()));
            });
            let observer =
                web_sys::IntersectionObserver::new(crossed.as_ref().unchecked_ref()).ok();
            if let (Some(observer), Some(element)) = (&observer, node.cast::<Element>()) {
                observer.observe(&element);
            }
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(crossed);
            }
        });
    }
    Rc::clone(&seen)
}
