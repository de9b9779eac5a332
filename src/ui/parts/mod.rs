//! What the page is made of.

mod any_chart;
mod asked;
mod chart_view;
mod choice;
pub(super) mod explained;
mod failed;
mod figures;
mod files;
mod form;
mod goals;
mod header;
mod help;
mod notice;
mod points_field;
mod quantity_field;
mod table;
mod tabs;
mod task;
mod verdict;
mod working;

pub(super) use any_chart::AnyChart;
pub(super) use asked::{Asked, Lead};
pub(super) use chart_view::{ChartView, Height};
pub(super) use choice::{choice, color, list, option, options};
pub(super) use failed::failed;
pub(super) use figures::{Spreads, figures};
pub(super) use form::{Form, lockable, sections};
pub(super) use goals::{goals, leading_figure, view_of};
pub(super) use header::{CopyLink, header};
pub(super) use help::Help;
pub(super) use notice::notice_bar;
pub(super) use table::table;
pub(super) use tabs::{Tabs, id as tab_id, named as view_named};
pub(super) use task::TaskBar;
pub(super) use verdict::verdict_bar;
pub(super) use working::Working;
