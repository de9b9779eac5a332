//! Sizes and plans that nobody would draw.

use movecast::chart::dirty::Dirty;
use movecast::chart::payback::Payback;
use movecast::chart::paybacks::{Line, Paybacks};
use movecast::chart::picture::svg;
use movecast::chart::share_bar::ShareBar;
use movecast::chart::techniques::Techniques;
use movecast::chart::theme::Theme;
use movecast::chart::timeline::Timeline;
use movecast::chart::{Chart, Size};
use movecast::model::breakeven::{Account, BreakEven};
use movecast::model::trace::{Ending, Stage};
use movecast::quantity::Lang;
use movecast::scenario::Technique;
use movecast::units::{Energy, Seconds};

use super::PAGE;
use super::made::{dirty, timeline, trace};
use super::planned::for_every_chart;

fn any_size_is_drawn(chart: &impl Chart) {
    for (width, height) in
        [(1.0, 1.0), (1.0, 500.0), (500.0, 1.0), (40.0, 40.0), (10_000.0, 10_000.0)]
    {
        let size = Size { width, height };
        assert!(svg(chart, size, &Theme::DARK, Lang::De).ends_with("</svg>\n"));
        assert!(chart.readings(size, Lang::En).iter().all(|r| r.x.is_finite() && r.y.is_finite()));
    }
}

#[test]
fn no_size_is_too_small_or_too_large() {
    for_every_chart!(any_size_is_drawn);
}

#[test]
fn no_trace_is_too_short_or_too_long() {
    for count in [0, 1, 2, 1000, 100_000] {
        for takes in [0.0, 1e-9, 1.0, 1e12] {
            let step = |round| (Stage::PreCopy, round, takes, 1000.0, 900.0, 1.0);
            let trace = trace(Ending::OutOfTime, &(1..=count).map(step).collect::<Vec<_>>());
            let pictures = [
                svg(&timeline(&trace), PAGE, &Theme::LIGHT, Lang::En),
                svg(&dirty(&trace), PAGE, &Theme::LIGHT, Lang::En),
            ];
            for picture in pictures {
                // However many rounds there are, a picture has only so many pixels.
                assert!(picture.len() < 300_000 && !picture.contains("NaN"));
            }
        }
    }
}

#[test]
fn nothing_at_all_is_drawn_too() {
    any_size_is_drawn(&Timeline::default());
    any_size_is_drawn(&Dirty::default());
    any_size_is_drawn(&Techniques { rows: vec![], limit: Seconds::ZERO });
    any_size_is_drawn(&ShareBar { parts: [Energy::ZERO; 4] });
    let nothing = Payback {
        account: Account::Money,
        cost: 0.0,
        cost_range: None,
        saving_per_hour: 0.0,
        break_even: BreakEven::Never,
        stay: Seconds::ZERO,
    };
    any_size_is_drawn(&nothing);
    let everything = Payback { cost: 1e300, saving_per_hour: -1e300, ..nothing };
    any_size_is_drawn(&everything);
    any_size_is_drawn(&Paybacks { lines: vec![] });
    let line = |payback| Line { name: String::new(), technique: Technique::Block, payback };
    any_size_is_drawn(&Paybacks { lines: vec![line(nothing), line(everything)] });
}
