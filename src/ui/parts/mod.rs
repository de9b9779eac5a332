//! What the page is made of.

mod any_chart;
mod chart_view;
mod choice;
mod figures;
mod files;
mod form;
mod header;
mod notice;
mod points_field;
mod quantity_field;
mod table;
mod tabs;
mod task;
mod verdict;

pub(super) use any_chart::AnyChart;
pub(super) use chart_view::{ChartView, Height};
pub(super) use choice::{choice, color, list};
pub(super) use figures::Figures;
pub(super) use form::{Form, lockable};
pub(super) use header::{CopyLink, Header};
pub(super) use notice::NoticeBar;
pub(super) use table::table;
pub(super) use tabs::{Tabs, id as tab_id};
pub(super) use task::TaskBar;
pub(super) use verdict::VerdictBar;
