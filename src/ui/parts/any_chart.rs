//! Any chart, behind one pointer: the component that shows charts is compiled once, not once a chart.

use std::any::Any;
use std::rc::Rc;

use crate::chart::erased::Area;
use crate::chart::table::Table;
use crate::chart::theme::Theme;
use crate::chart::{Chart, Reading, Size};
use crate::quantity::Lang;

/// What the page needs of a chart.
pub(crate) trait Shown: Any {
    fn title(&self, lang: Lang) -> String;
    fn subtitle(&self, lang: Lang) -> String;
    fn sentence(&self, lang: Lang) -> String;
    fn table(&self, lang: Lang) -> Table;
    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading>;
    fn source(&self, lang: Lang) -> String;
    /// Draws it over the whole of an area; whether that worked.
    fn draw(&self, area: &Area<'_>, theme: &Theme, lang: Lang) -> bool;
    fn is(&self, other: &dyn Any) -> bool;
}

impl<C: Chart + PartialEq + 'static> Shown for C {
    fn title(&self, lang: Lang) -> String {
        Chart::title(self, lang)
    }

    fn subtitle(&self, lang: Lang) -> String {
        Chart::subtitle(self, lang)
    }

    fn sentence(&self, lang: Lang) -> String {
        Chart::sentence(self, lang)
    }

    fn table(&self, lang: Lang) -> Table {
        Chart::table(self, lang)
    }

    fn readings(&self, size: Size, lang: Lang) -> Vec<Reading> {
        Chart::readings(self, size, lang)
    }

    fn source(&self, lang: Lang) -> String {
        Chart::source(self, lang)
    }

    fn draw(&self, area: &Area<'_>, theme: &Theme, lang: Lang) -> bool {
        Chart::draw(self, area, theme, lang).is_ok()
    }

    fn is(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<C>().is_some_and(|other| self == other)
    }
}

/// A chart to show or to hand out; equal to one that shows the same data in the same way.
#[derive(Clone)]
pub(crate) struct AnyChart(Rc<dyn Shown>);

impl AnyChart {
    pub(crate) fn get(&self) -> &dyn Shown {
        &*self.0
    }
}

impl<C: Chart + PartialEq + 'static> From<C> for AnyChart {
    fn from(chart: C) -> Self {
        Self(Rc::new(chart))
    }
}

impl PartialEq for AnyChart {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0.is(&*other.0 as &dyn Any)
    }
}
