//! `movecast-cli map`

use clap::ValueEnum;
use movecast::plan::map::{Axis, Map, Preset, Shown, USUAL};
use movecast::plan::remedy::Asked as Scenario;
use movecast::share::{axis, figure_names, map_file};

use super::failure::{Done, Failure, complain};
use super::input::{self, Asked};
use super::{rows, table};

/// How it is used.
pub(crate) const EXAMPLES: &str = "Examples:
  movecast-cli map --preset link-and-dirty-rate --set \"memory=64 GiB\" > map.csv
  movecast-cli map --x \"link-speed=1..25 Gbit/s:20\" --y dirty-page-rate --result downtime \\
    < scenario.json > map.csv
  movecast-cli map --x memory --y concurrency --result best-technique < scenario.json";

/// What to look at.
#[derive(clap::Args)]
pub(crate) struct Wanted {
    /// Input along the lower edge.
    #[arg(long, value_name = "INPUT[=LOW..HIGH[:N]]", required_unless_present = "preset")]
    x: Option<String>,
    /// Input along the left edge.
    #[arg(long, value_name = "INPUT[=LOW..HIGH[:N]]", required_unless_present = "preset")]
    y: Option<String>,
    /// What is shown: total-time, downtime, bytes, energy, carbon, cost, net-saving, break-even,
    /// arrived, converges, within-limits or best-technique; without it total-time, or the preset's.
    #[arg(long, value_name = "NAME")]
    result: Option<String>,
    /// Two inputs and a result that are worth a look; --x, --y and --result overrule it.
    #[arg(long, value_enum)]
    preset: Option<Named>,
}

/// The presets.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Named {
    /// How fast the link is, how fast memory is written: total time.
    LinkAndDirtyRate,
    /// What a migration may take of the link, how long a guest may stand still: does it converge?
    BandwidthAndDowntime,
    /// How large machines are, how many move at a time: total time.
    MemoryAndConcurrency,
    /// How much dearer the source is, how long they stay: what is saved.
    PriceAndStay,
}

impl From<Named> for Preset {
    fn from(named: Named) -> Self {
        match named {
            Named::LinkAndDirtyRate => Self::LinkAndDirtyRate,
            Named::BandwidthAndDowntime => Self::BandwidthAndDowntime,
            Named::MemoryAndConcurrency => Self::MemoryAndConcurrency,
            Named::PriceAndStay => Self::PriceAndStay,
        }
    }
}

/// Plans every pair of values.
pub(crate) fn run(asked: &Asked, wanted: &Wanted) -> Result<Done, Failure> {
    let stated = asked.stated()?;
    let scenario = input::question(&stated);
    let map = wanted.map(&scenario)?;
    for axis in [&map.x, &map.y] {
        input::warn_if_idle(axis.dial, &scenario);
    }
    let here = map.here(&scenario);
    let cells = rows::on_all_processors(map.y.values.len(), |row| map.row(&scenario, row));
    let mut out = table::begin(&map_file::columns(&map).join(","))?;
    for (row, cells) in cells.iter().enumerate() {
        for record in map_file::rows(&map, row, cells, here) {
            out.write_record(record)?;
        }
    }
    out.flush()?;
    for name in map_file::idle(&map, &cells) {
        complain(&format_args!("{name} makes no difference between these ends"));
    }
    Ok(Done::Whole)
}

impl Wanted {
    /// The map of a scenario.
    fn map(&self, scenario: &Scenario) -> Result<Map, Failure> {
        let preset = self.preset.map(|preset| Preset::from(preset).map(scenario));
        let axis = |option: &str, said: &Option<String>, usual: usize, preset: Option<Axis>| {
            let Some(said) = said else {
                return preset.ok_or_else(|| Failure::Because(format!("{option} is missing")));
            };
            axis::axis(said, scenario, usual)
                .map_err(|why| Failure::Because(format!("{option} {said}: {why}")))
        };
        let x = axis("--x", &self.x, USUAL[0], preset.as_ref().map(|map| map.x.clone()))?;
        let y = axis("--y", &self.y, USUAL[1], preset.as_ref().map(|map| map.y.clone()))?;
        if x.dial == y.dial {
            let why = format!("--x and --y are both {}; name two inputs", axis::name(x.dial));
            return Err(Failure::Because(why));
        }
        let usual = preset.map_or(Shown::Figure(figure_names::USUAL), |map| map.shown);
        let shown = self.result.as_deref().map_or(Ok(usual), shown)?;
        Ok(Map { x, y, shown })
    }
}

fn shown(name: &str) -> Result<Shown, Failure> {
    figure_names::find_shown(name).ok_or_else(|| {
        let (all, best) = (figure_names::all(), figure_names::BEST_TECHNIQUE);
        Failure::Because(format!("--result {name}: it is none of {all}, {best}"))
    })
}
