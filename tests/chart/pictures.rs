//! Pictures, compared with stored ones.

use std::path::Path;

use movecast::chart::picture::{About, poster, svg};
use movecast::chart::theme::Theme;
use movecast::chart::{Chart, Size};
use movecast::quantity::Lang;

use super::made::{
    dirty, forced, given_up, handed_over, patient, payback, paybacks, scatter, share_bar,
    techniques, timeline,
};
use super::{PAGE, PHONE};

/// Compares a picture with the stored one; `UPDATE_SNAPSHOTS=1` stores it.
#[track_caller]
fn looks_as_before(name: &str, picture: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::create_dir_all(path.parent().expect("in a directory")).expect("made");
        std::fs::write(&path, picture).expect("written");
    }
    let stored = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == picture, "{name} has changed: look at it, then run with UPDATE_SNAPSHOTS=1");
}

#[track_caller]
fn snapshot(name: &str, chart: &impl Chart) {
    let phone = Size { height: chart.height(PHONE.width), ..PHONE };
    let page = Size { height: chart.height(PAGE.width), ..PAGE };
    looks_as_before(&format!("{name}.svg"), &svg(chart, page, &Theme::LIGHT, Lang::En));
    looks_as_before(&format!("{name}-phone.svg"), &svg(chart, phone, &Theme::DARK, Lang::De));
}

#[test]
fn rounds_look_as_before() {
    snapshot("rounds-forced", &timeline(&forced()));
    snapshot("rounds-patient", &timeline(&patient()));
    snapshot("rounds-given-up", &timeline(&given_up()));
    snapshot("rounds-handed-over", &timeline(&handed_over()));
}

#[test]
fn memory_to_be_sent_looks_as_before() {
    snapshot("dirty-forced", &dirty(&forced()));
    snapshot("dirty-patient", &dirty(&patient()));
    snapshot("dirty-given-up", &dirty(&given_up()));
    snapshot("dirty-handed-over", &dirty(&handed_over()));
}

#[test]
fn costs_and_techniques_look_as_before() {
    snapshot("techniques", &techniques());
    snapshot("payback", &payback(0.01));
    snapshot("payback-late", &payback(5e-6));
    snapshot("payback-never", &payback(-0.01));
    snapshot("paybacks", &paybacks());
    snapshot("share-bar", &share_bar());
    snapshot("scatter", &scatter());
}

#[test]
fn a_picture_to_paste_says_what_it_shows() {
    let about = About {
        source: "Source: Movecast".to_owned(),
        scenario: "Scenario: Pre-copy; VMs to move 10".to_owned(),
        link: format!("https://example.org/#2&p=paper&N={}&.=4k53r", "a".repeat(120)),
        instead: String::new(),
    };
    let picture = |size| poster(&timeline(&forced()), size, &Theme::LIGHT, Lang::En, &about);
    let page = picture(PAGE);
    let title = timeline(&forced()).title(Lang::En);
    assert!(page.contains(&format!("<title>{title}</title>")), "{page}");
    let description = page.split("<desc>").nth(1).and_then(|rest| rest.split("</desc>").next());
    assert!(description.is_some_and(|text| text.ends_with(&about.link.replace('&', "&amp;"))));
    looks_as_before("poster.svg", &picture(PAGE));
    looks_as_before("poster-phone.svg", &picture(PHONE));
}

#[test]
fn a_guest_that_stands_still_is_hatched() {
    let mut chart = timeline(&forced());
    let stopped = svg(&chart, PAGE, &Theme::LIGHT, Lang::En);
    // Strokes, tint and label all have the one colour.
    assert!(20 < stopped.matches("stroke=\"#B3261E\"").count());
    assert!(stopped.contains("stands still"));
    chart.bands.retain(|band| !band.stage.stands_still());
    assert!(!svg(&chart, PAGE, &Theme::LIGHT, Lang::En).contains("#B3261E"));
}

#[test]
fn what_fits_into_the_limit_is_named_wherever_there_is_room() {
    for size in [PHONE, PAGE] {
        let picture = svg(&dirty(&forced()), size, &Theme::LIGHT, Lang::En);
        assert!(picture.contains("fits into 500"));
    }
}

#[test]
fn a_moment_too_short_to_be_seen_is_still_drawn() {
    let picture = svg(&timeline(&handed_over()), PHONE, &Theme::LIGHT, Lang::En);
    let is_drawn = |line: &str| line.starts_with("<rect") && line.contains("fill=\"#B3261E\"");
    assert!(picture.lines().any(is_drawn));
}
