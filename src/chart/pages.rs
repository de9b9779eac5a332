//! One moment of a migration: where it is in its course, and what has become of memory, cell by cell.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::prelude::DrawingBackend;
use plotters::style::Color;

use super::pen::Pen;
use super::rect::Rect;
use super::table::Table;
use super::theme::Theme;
use super::words::{size, stage};
use super::{Chart, Drawn, Reading, Size};
use crate::model::trace::Stage;
use crate::plan::film::{CELLS, Cell, Film, Moment, Place, Scene};
use crate::quantity::{Lang, duration, percent};
use crate::units::{Bytes, Seconds};

/// Height of the strip that shows the whole course, and the room below it.
const STRIP: f64 = 10.0;
const BELOW: f64 = 10.0;
/// From this width on there are twice as many cells in a row.
const WIDE: f64 = 560.0;
/// Room between cells.
const GAP: f64 = 1.0;

/// One moment of a film.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pages<'a> {
    /// Of which.
    pub film: &'a Film,
    /// Which.
    pub moment: &'a Moment,
}

impl Pages<'_> {
    fn scene(&self) -> &Scene {
        &self.film.scenes[self.moment.scene]
    }

    /// What is going on: `Round 3`, `Stop-and-copy`.
    pub fn stage(&self, lang: Lang) -> String {
        scene_name(self.scene(), lang)
    }

    /// How much of the time has passed: `3 min of 15 min`.
    pub fn clock(&self, lang: Lang) -> String {
        let (at, end) = (self.moment.at.get(), self.film.end().get());
        format!("{} {} {}", duration(at, lang), lang.pick("of", "von"), duration(end, lang))
    }

    /// Where the guest runs.
    pub const fn place(&self, lang: Lang) -> &'static str {
        match self.moment.place {
            Place::Source => {
                lang.pick("the guest runs at the source", "der Gast läuft am Ursprung")
            }
            Place::Nowhere => lang.pick("the guest stands still", "der Gast steht still"),
            Place::Destination => {
                lang.pick("the guest runs at the destination", "der Gast läuft am Ziel")
            }
        }
    }

    /// What there is to count: how it looks, what it is, and how much of it.
    pub fn amounts(&self, lang: Lang) -> Vec<(Option<Cell>, &'static str, String)> {
        let moment = self.moment;
        let pushed = (moment.there - moment.fetched).or_zero();
        let mut amounts = vec![
            (Some(Cell::Waiting), lang.pick("Not sent yet", "Noch nicht gesendet"), moment.waiting),
            (Some(Cell::Dirty), lang.pick("Written again since", "Seither geändert"), moment.dirty),
            (Some(Cell::There), lang.pick("At the destination", "Am Ziel"), pushed),
        ];
        if self.film.scenes.iter().any(|scene| scene.stage == Stage::DemandPaging) {
            let name = lang.pick("Fetched by faults", "Durch Faults geholt");
            amounts.push((Some(Cell::Fetched), name, moment.fetched));
        }
        if self.film.scenes.iter().any(|scene| scene.stage == Stage::DiskCopy) {
            let name = lang.pick("Disk still to be copied", "Festplatte noch zu kopieren");
            amounts.push((None, name, moment.disk));
        }
        amounts.push((None, lang.pick("Sent so far", "Bisher gesendet"), moment.sent));
        let write = |(cell, name, amount): (Option<Cell>, _, Bytes)| {
            // How often a guest asks is an estimate, all else is the model's.
            let about = if cell == Some(Cell::Fetched) { "≈\u{202f}" } else { "" };
            (cell, name, format!("{about}{}", size(amount.or_zero(), lang)))
        };
        let mut amounts: Vec<_> = amounts.into_iter().map(write).collect();
        if moment.throttle.is_positive() {
            let name = lang.pick("CPUs throttled by", "CPUs gedrosselt um");
            amounts.push((None, name, percent(moment.throttle.get(), lang)));
        }
        amounts
    }
}

fn scene_name(scene: &Scene, lang: Lang) -> String {
    let name = stage(scene.stage, lang);
    if 0 < scene.round { format!("{name} {}", scene.round) } else { name.to_owned() }
}

impl Chart for Pages<'_> {
    fn title(&self, lang: Lang) -> String {
        format!("{}: {}", self.stage(lang), self.place(lang))
    }

    fn subtitle(&self, lang: Lang) -> String {
        let cell = size(self.film.cell(), lang);
        match lang {
            Lang::En => format!(
                "Each cell stands for {cell} of memory. The model knows how many pages there are, not which ones."
            ),
            Lang::De => format!(
                "Jede Zelle steht für {cell} Speicher. Das Modell weiß, wie viele Seiten es sind, nicht welche."
            ),
        }
    }

    fn sentence(&self, lang: Lang) -> String {
        let amounts: Vec<String> = self
            .amounts(lang)
            .iter()
            .map(|(_, name, amount)| format!("{name}: {amount}"))
            .collect();
        format!("{}. {}. {}.", self.clock(lang), self.title(lang), amounts.join("; "))
    }

    fn table(&self, lang: Lang) -> Table {
        let mut table =
            Table::new(self.title(lang), &lang.pick(["What", "Amount"], ["Was", "Menge"]));
        let row = |(_, name, amount): (Option<Cell>, &str, String)| vec![name.to_owned(), amount];
        table.rows = self.amounts(lang).into_iter().map(row).collect();
        table
    }

    /// None: cells are no data.
    fn readings(&self, _: Size, _: Lang) -> Vec<Reading> {
        Vec::new()
    }

    fn height(&self, width: f64) -> f64 {
        let columns = columns(width);
        libm::round(STRIP + BELOW + width / columns as f64 * (CELLS / columns) as f64)
    }

    fn draw<B: DrawingBackend>(
        &self,
        area: &DrawingArea<B, Shift>,
        theme: &Theme,
        _: Lang,
    ) -> Drawn<B> {
        let pen = &Pen::new(area, theme);
        let Size { width, .. } = pen.size();
        draw_strip(pen, self, width, theme)?;
        let columns = columns(width);
        let side = width / columns as f64;
        let place = |at: usize| {
            let left = (at % columns) as f64 * side;
            let top = STRIP + BELOW + (at / columns) as f64 * side;
            Rect::new(left, top, left + side - GAP, top + side - GAP)
        };
        let all = |kind: Cell, margin: f64| -> Vec<Rect> {
            let cells = self.moment.cells.iter().enumerate();
            cells
                .filter(|(_, cell)| **cell == kind)
                .map(|(at, _)| inner(place(at), margin))
                .collect()
        };
        // Each kind has a shape of its own beside its colour.
        pen.fill_all(&all(Cell::Waiting, 0.32), theme.muted.mix(0.6))?;
        pen.fill_all(&all(Cell::There, 0.0), theme.pre_copy)?;
        pen.fill_all(&all(Cell::Dirty, 0.0), theme.warn)?;
        pen.fill_all(&all(Cell::Dirty, 0.26), theme.ground)?;
        pen.fill_all(&all(Cell::Fetched, 0.0), theme.post_copy)?;
        pen.fill_all(&all(Cell::Fetched, 0.38), theme.ground)
    }
}

const fn columns(width: f64) -> usize {
    if width < WIDE { 32 } else { 64 }
}

fn inner(rect: Rect, share: f64) -> Rect {
    let (x, y) = (rect.width() * share, rect.height() * share);
    Rect::new(rect.left + x, rect.top + y, rect.right - x, rect.bottom - y)
}

/// The whole course as a strip, with a mark where it is.
fn draw_strip<B: DrawingBackend>(
    pen: &Pen<'_, B>,
    pages: &Pages<'_>,
    width: f64,
    theme: &Theme,
) -> Drawn<B> {
    let end = pages.film.end();
    let x = |at: Seconds| width * at.share_of(end).get();
    for scene in &pages.film.scenes {
        let place = Rect::new(x(scene.start), 2.0, x(scene.end), STRIP - 2.0);
        let wide = Rect { right: place.right.max(place.left + 1.0), ..place };
        match scene.stage {
            stage if stage.stands_still() => pen.hatch(wide, theme.bad)?,
            Stage::DiskCopy => pen.fill(place, theme.block.mix(0.5))?,
            Stage::DemandPaging => pen.fill(place, theme.post_copy.mix(0.5))?,
            Stage::PreCopy => {
                let strength = if scene.round % 2 == 0 { 0.3 } else { 0.5 };
                pen.fill(place, theme.pre_copy.mix(strength))?;
            }
            _ => pen.fill(place, theme.muted.mix(0.3))?,
        }
    }
    let mark = x(pages.moment.at).clamp(1.0, (width - 1.0).max(1.0));
    pen.fill(Rect::new(mark - 1.0, 0.0, mark + 1.0, STRIP + BELOW - 6.0), theme.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::picture::svg;
    use crate::plan::plan;
    use crate::scenario::check::check;
    use crate::scenario::{Scenario, Technique};

    fn film(technique: Technique) -> Film {
        let mut scenario = Scenario::default();
        scenario.policy.technique = technique;
        let (checked, _) = check(scenario);
        Film::of(&checked, plan(&checked).chosen()).expect("memory moves")
    }

    #[test]
    fn a_moment_says_where_it_is_and_what_has_become_of_memory() {
        let film = film(Technique::PreCopy);
        let moment = film.at(film.end() * 0.5);
        let pages = Pages { film: &film, moment: &moment };
        let said = pages.sentence(Lang::En);
        assert!(said.contains("Round") && said.contains("runs at the source"), "{said}");
        assert!(said.contains("Written again since"), "{said}");
        let said = pages.sentence(Lang::De);
        assert!(said.contains("Runde") && said.contains("läuft am Ursprung"), "{said}");
    }

    #[test]
    fn faults_are_told_of_where_there_are_some() {
        let fetched = |technique| {
            let film = film(technique);
            let moment = film.at(film.end());
            let amounts = Pages { film: &film, moment: &moment }.amounts(Lang::En);
            amounts.iter().any(|(cell, ..)| *cell == Some(Cell::Fetched))
        };
        assert!(fetched(Technique::PostCopy));
        assert!(!fetched(Technique::Offline));
    }

    #[test]
    fn narrow_and_wide_pictures_hold_all_cells() {
        let film = film(Technique::PreCopy);
        let moment = film.at(film.end());
        let pages = Pages { film: &film, moment: &moment };
        for width in [320.0, 720.0] {
            let size = Size { width, height: pages.height(width) };
            let picture = svg(&pages, size, &Theme::LIGHT, Lang::En);
            let path = picture.lines().rfind(|line| line.contains("<polygon"));
            let corners = path.map_or(0, |path| path.matches(',').count());
            assert!(CELLS * 6 <= corners, "{corners} {width}");
        }
    }
}
