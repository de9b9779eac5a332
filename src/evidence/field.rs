//! Published migrations on real hosts: what documents, mailing lists and pull requests state.
//!
//! Hardly a row states all that decides. What is missing is assumed, and every assumption is named; no
//! figure of a row is fitted on it.

use super::case::{BadCell, Case, Cells, KERNEL, Kind, MIB, MS, Measured, Row};
use super::sender::{ONE_CONNECTION, Plane, Sender, compression, encryption};
use crate::decimal;
use crate::model::control::auto_converge::AutoConverge;
use crate::model::control::kubevirt::{KubeVirt, Tuning};
use crate::model::control::nova::Nova;
use crate::model::control::rules::{Action, Orders, Patience, PostCopy, Rules, Since};
use crate::model::control::xbzrle::Xbzrle;
use crate::model::control::{cloud_hypervisor, xen};
use crate::model::dirty::{DirtyCurve, MeasuredCurve, MeasuredPoint, Pattern, WorkingSet};
use crate::model::guest::{Disk, Guest};
use crate::model::link::Path;
use crate::model::rate::{Compression, Encryption, one_after_the_other};
use crate::scenario::Field;
use crate::units::{Bandwidth, Bytes, Ratio, Seconds};

const GIB: f64 = 1024.0 * MIB;
const GBIT: f64 = 125e6;

/// Round trip of a network within a data center.
const LAN: Seconds = Seconds::ms(0.2);
/// The link where a row names none.
const USUAL_LINK_GBIT: f64 = 10.0;
/// The share of its memory that a guest has in use where nobody looked: the paper's, 1952 of 2048 MiB.
const IN_USE: f64 = 1952.0 / 2048.0;
/// What an idle Linux has in use, besides a 64th of its memory for page descriptors.
const IDLE: Bytes = Bytes::mib(512.0);
/// What Proxmox does before and after the memory: its task log of a nearly empty guest.
const PROXMOX_OVERHEAD: Seconds = Seconds::new(7.0);
/// What one thread rewrites without pause; nobody published it.
const WRITER: Bandwidth = Bandwidth::new(1e9);
/// Since when QEMU synchronises the bitmap while it throttles, however long a round is: version 9.2.
const SYNCHRONIZES_SINCE: &str = "2024-12";
/// Since when cloud-hypervisor sends only what the host has given the guest (commit 1ad1de1).
const SPARSE_SINCE: &str = "2026-06-12";
/// What it calls "no time-out": longer than anybody waits.
const PATIENT: Seconds = Seconds::hours(240.0);
/// Rounds that cloud-hypervisor sent before version 52, which has a time-out instead.
const CAPPED_ROUNDS: u32 = 5;

/// Memory dirtied within some seconds against that within one: the medians of the guests measured with
/// real workloads (static/data/measured/qemu_workloads.csv).
const USUAL_CURVE: [(f64, f64); 5] =
    [(0.1, 0.2), (0.3, 0.48), (1.0, 1.0), (4.0, 2.23), (10.0, 3.56)];
/// Their median within one second.
const USUAL_DIRTY_MIB: f64 = 10.8;

/// Reads a row, and names what had to be assumed.
pub(super) fn row(cells: &Cells<'_>) -> Row {
    let mut reader = Reader { cells, assumed: Vec::new() };
    let case = reader.case()?;
    let measured = reader.measured();
    Ok((Case { assumed: reader.assumed, ..case }, measured))
}

struct Reader<'a> {
    cells: &'a Cells<'a>,
    assumed: Vec<String>,
}

impl Reader<'_> {
    fn assume(&mut self, what: impl Into<String>) {
        self.assumed.push(what.into());
    }

    fn says(&self, column: &str, words: &[&str]) -> bool {
        let text = self.cells.text(column).to_ascii_lowercase();
        words.iter().any(|word| text.contains(word))
    }

    fn case(&mut self) -> Result<Case, BadCell> {
        let technique = self.cells.text("technique").to_ascii_lowercase();
        let concurrency = at_a_time(&technique);
        let kind = if technique.contains("post-copy") || technique.contains("postcopy") {
            Kind::Postcopy
        } else if technique.contains("auto-converge") {
            Kind::AutoConverge
        } else if technique.contains("xbzrle") {
            Kind::Xbzrle
        } else if 1 < concurrency {
            Kind::Concurrent
        } else {
            Kind::Precopy
        };
        let plane = Plane::named(self.cells.text("controller"), self.cells.text("hypervisor"));
        if plane == Plane::Other {
            self.assume(format!("{} migrates as QEMU does", self.cells.text("hypervisor")));
        }
        let guest = self.guest(plane)?;
        let sender = self.sender(plane, kind, &guest)?;
        let downtime_limit = sender.orders.rules.downtime_limit;
        let rtt = self.rtt()?;
        Ok(Case {
            run_id: self.cells.text("id").to_owned(),
            batch_id: String::new(),
            kind,
            workload: String::new(),
            link: self.link(rtt)?,
            rtt,
            max_bandwidth: None,
            downtime_limit,
            cap: PATIENT,
            concurrency,
            order: 0,
            write_bytes: 8.0,
            channels: sender.streams,
            stream_limit: Bandwidth::new(f64::MAX),
            throttle: (20.0, 10.0),
            xbzrle_cache: guest.memory / 10.0,
            postcopy_policy: String::new(),
            guest,
            sender: Some(sender),
            assumed: Vec::new(),
        })
    }

    fn rtt(&mut self) -> Result<Seconds, BadCell> {
        if let Some(ms) = self.cells.within("rtt_ms", Field::Rtt, MS)? {
            return Ok(Seconds::ms(ms));
        }
        self.assume(format!("a round trip of {} ms", LAN.to_ms()));
        Ok(LAN)
    }

    /// The link; where a row states what was reached, one that carries just that.
    fn link(&mut self, rtt: Seconds) -> Result<Bandwidth, BadCell> {
        let link = self.cells.within("link_gbit_s", Field::LinkRate, GBIT)?;
        if let Some(reached) = self.cells.within("effective_gbit_s", Field::LinkRate, GBIT)? {
            let reached = Bandwidth::new(reached * GBIT);
            return Ok(reached * (reached.get() / Path::new(reached, rtt).goodput().get()));
        }
        let gbit = link.unwrap_or_else(|| {
            self.assume(format!("a link of {USUAL_LINK_GBIT} Gbit/s"));
            USUAL_LINK_GBIT
        });
        Ok(Bandwidth::new(gbit * GBIT))
    }

    fn guest(&mut self, plane: Plane) -> Result<Guest, BadCell> {
        let memory = Bytes::new(self.cells.needed("mem_gib", Field::Memory, GIB)?);
        let touched = self.touched(memory)?;
        let guest = Guest {
            memory,
            touched,
            dirty: self.dirty_curve(touched)?,
            busy: Ratio::new(1.0),
            disk: Disk::default(),
        };
        Ok(match self.populated(plane, memory)? {
            Some(populated) => guest.populated(populated),
            None => guest,
        })
    }

    /// What a hypervisor sends that looks for no zero pages: what the row states that the host had given
    /// the guest, else all of its memory. cloud-hypervisor took what was never touched along until June
    /// 2026.
    fn populated(&mut self, plane: Plane, memory: Bytes) -> Result<Option<Bytes>, BadCell> {
        let date = self.cells.text("date");
        let is_sparse = plane == Plane::CloudHypervisor && SPARSE_SINCE <= date;
        if !matches!(plane, Plane::Xen | Plane::CloudHypervisor) || is_sparse {
            return Ok(None);
        }
        let stated = self.cells.optional("populated_gib")?;
        if stated.is_none() {
            self.assume("all of its memory given by the host, and sent");
        }
        Ok(Some(stated.map_or(memory, Bytes::gib)))
    }

    fn touched(&mut self, memory: Bytes) -> Result<Bytes, BadCell> {
        if let Some(stress) = self.qemu_stress() {
            let touched = (stress + IDLE + memory / 64.0).min(memory);
            self.assume(format!(
                "{:.1} GiB in use: the stress test shares its memory among its threads",
                touched.to_gib()
            ));
            return Ok(touched);
        }
        if let Some(gib) = self.cells.optional("touched_gib")? {
            return Ok(Bytes::gib(gib).min(memory));
        }
        let touched = if self.says("dirty_description", &["all pages zero", "all zero"]) {
            Bytes::ZERO
        } else if self.is_idle()? {
            (IDLE + memory / 64.0).min(memory)
        } else {
            memory * IN_USE
        };
        self.assume(format!("{:.1} GiB in use", touched.to_gib()));
        Ok(touched)
    }

    /// Whether it is said to be idle and not known to write.
    fn is_idle(&self) -> Result<bool, BadCell> {
        let writes = self.cells.optional("dirty_mib_s")?.is_some_and(|mib| 0.0 < mib);
        Ok(!writes && self.says("dirty_description", &["idle", "fresh"]))
    }

    fn dirty_curve(&mut self, touched: Bytes) -> Result<DirtyCurve, BadCell> {
        let stated = self.cells.within("dirty_mib_s", Field::DirtyPageRate, MIB)?;
        if let Some(mib) = stated.filter(|mib| 0.0 < *mib) {
            self.assume("it writes pages again as often as the workloads that were measured");
            return Ok(usual_curve(mib, touched));
        }
        let set = if stated.is_some() || touched == Bytes::ZERO {
            return Ok(DirtyCurve::Sets(Vec::new()));
        } else if self.says("dirty_description", &["heavy write"]) {
            self.assume("all that is in use is written again within a second");
            let rate = Bandwidth::new(touched.get());
            WorkingSet { size: touched, rate, pattern: Pattern::Sequential }
        } else if self.says("dirty_description", &["without pause", "as fast as"]) {
            let writers = self.writers();
            self.assume(format!("{writers} × {:.0} MB/s written", WRITER.get() / 1e6));
            let size = self.qemu_stress().unwrap_or(touched).min(touched);
            let rate = WRITER * writers;
            WorkingSet { size, rate, pattern: Pattern::Sequential }
        } else if self.is_idle()? {
            KERNEL
        } else {
            self.assume(format!("{USUAL_DIRTY_MIB} MiB dirtied within a second"));
            return Ok(usual_curve(USUAL_DIRTY_MIB, touched));
        };
        Ok(DirtyCurve::Sets(vec![set]))
    }

    /// What QEMU's own stress test (tests/migration-stress/stress.c) writes: it divides the memory that
    /// it is told among its threads.
    fn qemu_stress(&self) -> Option<Bytes> {
        let text = self.cells.text("dirty_description").to_ascii_lowercase();
        let is_it = text.contains("qemu") && text.contains("stress");
        number_before(&text, " mb").filter(|_| is_it).map(Bytes::mib)
    }

    /// How many vCPUs write, where the description says so.
    fn writers(&self) -> f64 {
        let text = self.cells.text("dirty_description").to_ascii_lowercase();
        number_before(&text, " vcpu").map_or(1.0, |count| count.clamp(1.0, 1024.0))
    }

    fn sender(&mut self, plane: Plane, kind: Kind, guest: &Guest) -> Result<Sender, BadCell> {
        let orders = self.orders(plane, kind, guest)?;
        let stated = self.cells.within("channels", Field::Streams, 1.0)?;
        let streams = stated.unwrap_or(plane.streams()).max(1.0);
        let compression = compression(self.cells.text("compression"));
        let encryption = encryption(self.cells.text("tls"));
        let encoded = Ratio::new(1.0 / compression.ratio().get());
        let has_reached = self.cells.optional("effective_gbit_s")?.is_some();
        if compression != Compression::None {
            self.assume(format!(
                "{compression:?} leaves {:.0} % of each page",
                100.0 * encoded.get()
            ));
        }
        let plain = encryption.stream_rate().unwrap_or(ONE_CONNECTION);
        if encryption != Encryption::None && !has_reached {
            let gbit = plain.to_mbit_per_s() / 1e3;
            self.assume(format!("a stream encrypts {gbit} Gbit/s ({encryption:?})"));
        }
        let stream_limit = match compression.memory_rate(streams) {
            _ if has_reached => Bandwidth::new(f64::MAX),
            Some(rate) if encryption == Encryption::None => rate * encoded.get(),
            Some(rate) => one_after_the_other(rate * encoded.get(), plain),
            None => plain,
        };
        let profile = (plane == Plane::Xen).then_some(xen::PROFILE);
        // What was reached on the whole holds the time in which nothing was sent.
        let looks = !has_reached;
        let is_proof = [" A", " B", "=A", "=B"].iter().any(|grade| {
            self.cells.text("notes").split(';').next().is_some_and(|first| first.contains(grade))
        });
        Ok(Sender {
            plane,
            is_proof,
            orders,
            streams: streams as u32,
            stream_limit,
            encoded,
            profile,
            looks,
        })
    }

    fn orders(&mut self, plane: Plane, kind: Kind, guest: &Guest) -> Result<Orders, BadCell> {
        let limit = self.downtime_limit(plane)?;
        let throttles = kind == Kind::AutoConverge || plane == Plane::Proxmox;
        let capped = self.says("controller", &["capped"]);
        let mut orders = match plane {
            Plane::Qemu | Plane::Other | Plane::Proxmox => Orders::from(Rules::plain(
                Seconds::ZERO,
                limit,
                Patience { rounds: None, since: Since::Job, time: PATIENT, then: Action::Abort },
            )),
            Plane::KubeVirt => {
                let tuned = self.says("controller", &["tuning", "tuned"]);
                let tuning = if tuned { Tuning::Stepwise } else { Tuning::Off };
                let overhead = Seconds::ZERO;
                KubeVirt { overhead, max_downtime: limit, tuning, ..KubeVirt::default() }
                    .orders(guest)
            }
            Plane::Nova => {
                Nova { overhead: Seconds::ZERO, downtime: limit, ..Nova::default() }.orders(guest)
            }
            Plane::Xen => xen::orders(Seconds::ZERO),
            Plane::CloudHypervisor => cloud_hypervisor::orders(
                Seconds::ZERO,
                limit,
                cloud_hypervisor::TIMEOUT,
                Action::Abort,
            ),
        };
        let rules = &mut orders.rules;
        if throttles {
            let usual = AutoConverge::default();
            let date = self.cells.text("date");
            // The patch was measured before it was merged.
            let is_patched = self.says("notes", &["background sync"]);
            let is_older = !date.is_empty() && date < SYNCHRONIZES_SINCE && !is_patched;
            let within = usual.synchronizes_within.filter(|_| !is_older);
            rules.auto_converge = Some(AutoConverge { synchronizes_within: within, ..usual });
        }
        if kind == Kind::Xbzrle {
            rules.xbzrle = Some(Xbzrle { cache: guest.memory / 10.0, write: Bytes::new(8.0) });
        }
        if kind == Kind::Postcopy {
            rules.post_copy = PostCopy::AfterFirstRound;
        }
        if plane == Plane::Proxmox {
            rules.overhead = PROXMOX_OVERHEAD;
            self.assume(format!("{} s before and after the memory", PROXMOX_OVERHEAD.get()));
        }
        if capped {
            let stated = number_before(
                &self.cells.text("dirty_description").to_ascii_lowercase(),
                " rounds",
            );
            rules.patience.rounds =
                Some(stated.map_or(CAPPED_ROUNDS, |rounds| rounds.min(1000.0) as u32));
        }
        Ok(orders)
    }

    /// The downtime limit, or where it begins and ends where it is raised.
    fn downtime_limit(&mut self, plane: Plane) -> Result<Seconds, BadCell> {
        let text = self.cells.text("downtime_limit_ms");
        if let Some((_, most)) = text.split_once('-') {
            return decimal::read(most.trim())
                .filter(|ms| 0.0 < *ms)
                .map(Seconds::ms)
                .ok_or_else(|| self.cells.bad("downtime_limit_ms", format!("'{text}'?")));
        }
        if let Some(ms) = self.cells.within("downtime_limit_ms", Field::DowntimeLimit, MS)? {
            return Ok(Seconds::ms(ms));
        }
        let usual = plane.downtime_limit();
        if plane != Plane::Xen {
            self.assume(format!("a downtime limit of {} ms", usual.to_ms()));
        }
        Ok(usual)
    }

    fn measured(&self) -> Measured {
        let number = |column| self.cells.optional(column).ok().flatten().unwrap_or(f64::NAN);
        Measured {
            completed: !self.cells.text("converged").eq_ignore_ascii_case("no"),
            total: number("total_time_s"),
            blackout: number("downtime_ms") / 1e3,
            transferred: number("transferred_gib") * GIB,
            heartbeat_gap: f64::NAN,
            block_total: f64::NAN,
            makespan: f64::NAN,
            rounds: f64::NAN,
        }
    }
}

/// "10 VMs at a time".
fn at_a_time(technique: &str) -> u32 {
    let (least, most) = Field::Concurrency.bounds();
    number_before(technique, " vms at a time").map_or(1, |count| count.clamp(least, most) as u32)
}

/// The number that stands right before these words.
fn number_before(text: &str, words: &str) -> Option<f64> {
    let (before, _) = text.split_once(words)?;
    before.rsplit(' ').next().and_then(decimal::read)
}

fn usual_curve(within_a_second: f64, touched: Bytes) -> DirtyCurve {
    let point = |(seconds, share): (f64, f64)| MeasuredPoint {
        interval: Seconds::new(seconds),
        dirtied: Bytes::mib(within_a_second * share).min(touched),
    };
    DirtyCurve::Measured(MeasuredCurve::new(&USUAL_CURVE.map(point), touched))
}
