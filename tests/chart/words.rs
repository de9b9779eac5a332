//! Titles, sentences and tables.

use movecast::chart::Chart;
use movecast::chart::paybacks::Paybacks;
use movecast::quantity::Lang;

use super::LANGS;
use super::made::{
    dirty, forced, given_up, handed_over, patient, payback, paybacks, scatter, techniques, timeline,
};
use super::planned::for_every_chart;

#[track_caller]
fn says(chart: &impl Chart, english: &str, german: &str) {
    let title = |lang| chart.title(lang).replace(['\u{202f}', '\u{a0}'], " ");
    assert_eq!(title(Lang::En), english);
    assert_eq!(title(Lang::De), german);
}

#[test]
fn the_title_says_the_finding() {
    says(
        &timeline(&forced()),
        "Round 5 still leaves 1702 MiB: the guest stands still for 2 min 32 s",
        "Nach Runde 5 fehlen noch 1702 MiB: Der Gast steht 2 min 32 s still",
    );
    says(
        &timeline(&handed_over()),
        "Handed over after 60 ms of standing still; all memory is there after 3 min 2 s",
        "Nach 60 ms Stillstand übergeben; nach 3 min 2 s ist der ganze Speicher da",
    );
    says(
        &dirty(&patient()),
        "After 120 rounds 7.78 MiB are left, which fit into the downtime limit of 500 ms",
        "Nach 120 Runden bleiben 7,78 MiB; das passt in das Downtime-Limit von 500 ms",
    );
    says(
        &timeline(&given_up()),
        "Cancelled after 38 min 57 s: 570 MiB were still missing, the guest stays",
        "Nach 38 min 57 s abgebrochen: 570 MiB fehlten noch, der Gast bleibt",
    );
    says(
        &techniques(),
        "Quickest live move, and shortest downtime: Post-copy, 3 min 2 s and 60 ms",
        "Schnellster Live-Umzug mit kürzestem Ausfall: Post-Copy, 3 min 2 s und 60 ms",
    );
    says(
        &scatter(),
        "Total migration time: half of 10 predictions are within 2.5 %",
        "Gesamte Migrationszeit: die Hälfte von 10 Vorhersagen liegt innerhalb von 2,5 %",
    );
    says(
        &payback(-0.01),
        "The move costs 5 ct and never pays for itself",
        "Der Umzug kostet 5 ct und zahlt sich nie aus",
    );
    says(
        &paybacks(),
        "B pays first, after 2 h 30 min: plan 2",
        "B zahlt sich zuerst aus, nach 2 h 30 min: plan 2",
    );
    let never = Paybacks { lines: paybacks().lines.split_off(3) };
    says(&never, "None of them ever pays", "Keines zahlt sich je aus");
}

fn tables_are_rectangular_and_captioned(chart: &impl Chart) {
    for lang in LANGS {
        let table = chart.table(lang);
        assert!(!table.caption.is_empty() && !table.rows.is_empty());
        for row in &table.rows {
            assert_eq!(row.len(), table.columns.len(), "{row:?}");
        }
        for text in [chart.title(lang), chart.subtitle(lang), chart.sentence(lang)] {
            assert!(!text.is_empty());
        }
    }
    assert_ne!(chart.sentence(Lang::En), chart.sentence(Lang::De));
}

#[test]
fn tables_have_a_cell_per_column_in_both_languages() {
    for_every_chart!(tables_are_rectangular_and_captioned);
    tables_are_rectangular_and_captioned(&scatter());
}
