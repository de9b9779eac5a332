//! Movecast for JavaScript: the planner's answers as texts. What makes objects of them is js/plan.js.

use movecast::quantity::Lang;
use movecast::scenario::check::check;
use movecast::share::file::{describe, from_json_all};
use movecast::share::plan_file::PlanFile;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// The plan of a scenario file, and what there is to say of the file.
#[wasm_bindgen]
pub struct Planned {
    plan: String,
    notices: Vec<String>,
}

#[wasm_bindgen]
impl Planned {
    /// The plan, as `movecast-cli plan` prints it.
    #[wasm_bindgen(getter)]
    pub fn plan(&self) -> String {
        self.plan.clone()
    }

    /// Keys that mean nothing, and values that were cut to their bounds, each in a sentence that begins
    /// with its name.
    #[wasm_bindgen(getter)]
    pub fn notices(&self) -> Vec<String> {
        self.notices.clone()
    }
}

/// Plans the scenario of a file, with sentences in German or else in English.
///
/// # Errors
///
/// Where it is no scenario, or a value of it makes no sense: which, and why.
#[wasm_bindgen]
pub fn plan(scenario: &str, in_german: bool) -> Result<Planned, JsError> {
    let read = from_json_all(scenario)?;
    let lang = if in_german { Lang::De } else { Lang::En };
    let unknown = read.unknown.iter().map(ToString::to_string);
    let (_, findings) = check(*read.stated.scenario);
    let notices = unknown.chain(findings.iter().map(describe)).collect();
    let plan = serde_json::to_string(&PlanFile::said(&read.stated, lang))?;
    Ok(Planned { plan, notices })
}
