//! Max-min fair sharing over several links at once.
//!
//! Every flow crosses up to three links: its source's port, the link between the sites, its
//! destination's port. Rates are max-min fair (Bertsekas and Gallager, 6.5.2): none can grow without
//! taking from one that has no more. A link on which the level is lowest for all its flows is their
//! bottleneck; freezing those and looking again gives the shares in a few passes.
//!
//! Where the link that all cross is narrow enough, it alone decides, and one pass over its flows is
//! all there is to do. Otherwise what no change can reach is left alone: a link that carries all that
//! is asked of it joins nobody's fate to anybody else's, so that a change is followed only over links
//! that are full.

use crate::units::Bandwidth;

/// How many links a flow crosses.
pub(super) const CROSSED: usize = 3;

/// What a flow asks of the links that it crosses, and what it gets.
#[derive(Debug, Clone, Copy)]
struct Claim {
    links: [u32; CROSSED],
    demand: f64,
    weight: f64,
    rate: f64,
    frozen: bool,
    /// In which look it was last found to be concerned.
    seen: u32,
}

#[derive(Debug, Clone, Default)]
struct Link {
    capacity: f64,
    /// The claims on it.
    claims: Vec<u32>,
    /// Whether more is asked of it than it carries.
    is_full: bool,
    /// The share of a flow of weight one; no limit where all get what they ask for.
    level: f64,
    /// The weights of the claims on it.
    weights: f64,
    /// What its open claims have left of it, and their weights.
    left: f64,
    weight: f64,
    is_bottleneck: bool,
    /// In which look it was last looked at.
    seen: u32,
}

/// The links, and who wants what of them. The first link is common to all claims.
#[derive(Debug, Clone)]
pub(super) struct Sharing {
    links: Vec<Link>,
    claims: Vec<Claim>,
    look: u32,
    /// Links that a change reaches, some of them several times; and those looked at, once each.
    reached: Vec<u32>,
    looked_at: Vec<u32>,
    /// Claims that a change concerns; their rates may be new.
    concerned: Vec<u32>,
    /// How many of them have no rate yet.
    open: usize,
    /// Scratch: claims on the common link which want more than they get.
    wanting: Vec<Wanting>,
}

/// A claim on the common link.
#[derive(Debug, Clone, Copy)]
struct Wanting {
    number: u32,
    demand: f64,
    weight: f64,
}

impl Sharing {
    /// Links of these capacities, idle.
    pub(super) fn new(capacities: impl IntoIterator<Item = Bandwidth>) -> Self {
        let link = |capacity: Bandwidth| Link {
            capacity: capacity.get(),
            level: f64::MAX,
            ..Link::default()
        };
        Self {
            links: capacities.into_iter().map(link).collect(),
            claims: Vec::new(),
            look: 0,
            reached: Vec::new(),
            looked_at: Vec::new(),
            concerned: Vec::new(),
            open: 0,
            wanting: Vec::new(),
        }
    }

    /// States what claim `number` wants now; nothing, where it asks for zero.
    pub(super) fn state(
        &mut self,
        number: usize,
        links: [u32; CROSSED],
        demand: Bandwidth,
        weight: f64,
    ) {
        const NOTHING: Claim = Claim {
            links: [0; CROSSED],
            demand: 0.0,
            weight: 1.0,
            rate: 0.0,
            frozen: false,
            seen: 0,
        };
        if self.claims.len() <= number {
            self.claims.resize(number + 1, NOTHING);
        }
        let claim = &mut self.claims[number];
        let demand = demand.get();
        #[allow(clippy::float_cmp, reason = "what is the same to the bit is no change")]
        if claim.demand == demand && claim.weight == weight && claim.links == links {
            return;
        }
        let (before, after) = (0.0 < claim.demand, 0.0 < demand);
        for link in claim.links.into_iter().filter(|_| before) {
            let link = &mut self.links[link as usize];
            link.weights = less(link.weights, claim.weight);
        }
        for link in links.into_iter().filter(|_| after) {
            self.links[link as usize].weights += weight;
        }
        if before && (!after || claim.links != links) {
            for link in claim.links {
                let on_it = &mut self.links[link as usize].claims;
                if let Some(at) = on_it.iter().position(|other| *other == number as u32) {
                    on_it.swap_remove(at);
                }
            }
        }
        self.reached.extend(claim.links.iter().filter(|_| before));
        self.reached.extend(links.iter().filter(|_| after));
        if after && (!before || claim.links != links) {
            for link in links {
                self.links[link as usize].claims.push(number as u32);
            }
        }
        *claim =
            Claim { links, demand, weight, rate: if after { claim.rate } else { 0.0 }, ..*claim };
        if after {
            self.concerned.push(number as u32);
        }
    }

    /// What a claim gets.
    pub(super) fn rate(&self, number: usize) -> Bandwidth {
        Bandwidth::new(self.claims.get(number).map_or(0.0, |claim| claim.rate))
    }

    /// What a flow of weight one over these links would get, if it asked.
    pub(super) fn level(&self, links: [u32; CROSSED]) -> Bandwidth {
        let levels = links.map(|link| self.links[link as usize].level);
        Bandwidth::new(levels.into_iter().fold(f64::MAX, f64::min))
    }

    /// The claims whose rates the last change may have changed.
    pub(super) fn concerned(&self) -> &[u32] {
        &self.concerned
    }

    /// Shares anew after what was stated since.
    pub(super) fn settle(&mut self) {
        if self.reached.is_empty() || self.fill_common() {
            return;
        }
        self.look += 1;
        self.spread();
        self.fill_all();
    }

    /// Shares the common link as if there were no others; whether there is that much room on them.
    ///
    /// Then that is the max-min share: the common link stops all that want more. It is what
    /// [`Self::pass`] comes to, without a look at the others.
    fn fill_common(&mut self) -> bool {
        let Some((common, others)) = self.links.split_first_mut() else { return false };
        let fit = |others: &[Link], level: f64| {
            others.iter().all(|link| level * link.weights <= link.capacity * (1.0 - 1e-9))
        };
        // Its flows get this at least.
        if !fit(others, common.capacity / common.weights.max(1.0)) {
            return false;
        }
        self.wanting.clear();
        let (mut asked, mut weights) = (0.0, 0.0);
        for number in &common.claims {
            let Claim { demand, weight, .. } = self.claims[*number as usize];
            asked += demand;
            weights += weight;
            self.wanting.push(Wanting { number: *number, demand, weight });
        }
        if asked <= common.capacity * (1.0 + 1e-12) {
            return false;
        }
        let (mut left, mut level) = (common.capacity, 0.0);
        // What the content leave raises the level for the others.
        let mut is_any_content = true;
        while is_any_content && 0.0 < weights {
            level = left.max(0.0) / weights;
            is_any_content = false;
            let claims = &mut self.claims;
            self.wanting.retain(|want| {
                let is_content = want.demand <= level * want.weight;
                if is_content {
                    claims[want.number as usize].rate = want.demand;
                    is_any_content = true;
                    left -= want.demand;
                    weights = less(weights, want.weight);
                }
                !is_content
            });
        }
        if !fit(others, level) {
            return false;
        }
        for want in &self.wanting {
            self.claims[want.number as usize].rate = level * want.weight;
        }
        (common.level, common.is_full) = (level, true);
        for other in others {
            other.level = f64::MAX;
        }
        self.concerned.clone_from(&common.claims);
        true
    }

    /// Shares all links that were looked at.
    fn fill_all(&mut self) {
        for number in &self.looked_at {
            let link = &mut self.links[*number as usize];
            link.left = link.capacity;
            link.weight = 0.0;
        }
        // Claims that were not reached over a full link keep their rates; all on a full link were.
        for number in &self.concerned {
            let claim = &mut self.claims[*number as usize];
            claim.frozen = false;
            for link in claim.links {
                self.links[link as usize].weight += claim.weight;
            }
        }
        self.open = self.concerned.len();
        while 0 < self.open && self.pass() {}
    }

    /// Forgets which claims were concerned.
    pub(super) fn done(&mut self) {
        self.concerned.clear();
        self.reached.clear();
        self.looked_at.clear();
    }

    /// Finds the claims that the change reaches over full links.
    fn spread(&mut self) {
        let look = self.look;
        let stated = std::mem::take(&mut self.concerned);
        for number in stated {
            let claim = &mut self.claims[number as usize];
            if claim.seen != look && 0.0 < claim.demand {
                claim.seen = look;
                self.concerned.push(number);
            }
        }
        let mut at = 0;
        while at < self.reached.len() {
            let number = self.reached[at] as usize;
            at += 1;
            if self.links[number].seen == look {
                continue;
            }
            let claims = std::mem::take(&mut self.links[number].claims);
            self.looked_at.push(number as u32);
            let link = &mut self.links[number];
            link.seen = look;
            let asked: f64 = claims.iter().map(|claim| self.claims[*claim as usize].demand).sum();
            let was_full = link.is_full;
            link.is_full = link.capacity * (1.0 + 1e-12) < asked;
            link.level = f64::MAX;
            if was_full || link.is_full {
                for number in &claims {
                    let claim = &mut self.claims[*number as usize];
                    if claim.seen != look {
                        claim.seen = look;
                        self.concerned.push(*number);
                        self.reached.extend(claim.links);
                    }
                }
            }
            self.links[number].claims = claims;
        }
    }

    /// Freezes what is certain; whether something is left.
    fn pass(&mut self) -> bool {
        for number in &self.looked_at {
            let link = &mut self.links[*number as usize];
            link.is_bottleneck = link.is_full && 0.0 < link.weight;
            if link.is_bottleneck {
                link.level = link.left.max(0.0) / link.weight;
            }
        }
        let (mut is_any_left, mut is_any_content) = (false, false);
        for at in 0..self.concerned.len() {
            let number = self.concerned[at] as usize;
            let Claim { links, demand, weight, frozen, .. } = self.claims[number];
            if frozen {
                continue;
            }
            let level_of = |link: u32| {
                let link = &self.links[link as usize];
                if link.is_full { link.level } else { f64::MAX }
            };
            let levels = links.map(level_of);
            let lowest = levels.into_iter().fold(f64::MAX, f64::min);
            if demand <= lowest * weight {
                self.freeze(number, demand);
                is_any_content = true;
                continue;
            }
            is_any_left = true;
            for (link, level) in links.into_iter().zip(levels) {
                if lowest < level {
                    self.links[link as usize].is_bottleneck = false;
                }
            }
        }
        // What the content leave raises the levels for the others.
        if !is_any_left || is_any_content {
            return is_any_left;
        }
        let mut has_frozen = false;
        for at in 0..self.concerned.len() {
            let number = self.concerned[at] as usize;
            let Claim { links, weight, frozen, demand, .. } = self.claims[number];
            let bottleneck = links.iter().find(|link| self.links[**link as usize].is_bottleneck);
            if let (false, Some(link)) = (frozen, bottleneck) {
                let level = self.links[*link as usize].level;
                self.freeze(number, (level * weight).min(demand));
                has_frozen = true;
            }
        }
        has_frozen
    }

    fn freeze(&mut self, number: usize, rate: f64) {
        self.open -= 1;
        let claim = &mut self.claims[number];
        claim.frozen = true;
        claim.rate = rate;
        for link in claim.links {
            let link = &mut self.links[link as usize];
            link.left -= rate;
            link.weight = less(link.weight, claim.weight);
        }
    }
}

/// What is left of weights; what rounding leaves of the weights of none is no weight.
fn less(weights: f64, weight: f64) -> f64 {
    let left = weights - weight;
    if left < 1e-9 { 0.0 } else { left }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mbit(rate: f64) -> Bandwidth {
        Bandwidth::mbit_per_s(rate)
    }

    /// Links in Mbit/s, flows as (links, demand, weight); what they get.
    fn shares(links: &[f64], flows: &[([u32; CROSSED], f64, f64)]) -> Vec<f64> {
        let mut sharing = Sharing::new(links.iter().map(|rate| mbit(*rate)));
        for (number, (links, demand, weight)) in flows.iter().enumerate() {
            sharing.state(number, *links, mbit(*demand), *weight);
        }
        sharing.settle();
        sharing.done();
        (0..flows.len()).map(|number| sharing.rate(number).to_mbit_per_s()).collect()
    }

    #[track_caller]
    fn check(links: &[f64], flows: &[([u32; CROSSED], f64, f64)], expected: &[f64]) {
        let got = shares(links, flows);
        let close = got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6);
        assert!(close, "{got:?}, not {expected:?}");
    }

    #[test]
    fn one_link_is_shared_as_in_the_engine() {
        let all = [0, 1, 2];
        let flows = [(all, 5000.0, 1.0), (all, 5000.0, 1.0), (all, 100.0, 1.0)];
        check(&[900.0, 1e5, 1e5], &flows, &[400.0, 400.0, 100.0]);
        let flows = [(all, 5000.0, 1.0), (all, 5000.0, 2.0)];
        check(&[900.0, 1e5, 1e5], &flows, &[300.0, 600.0]);
    }

    #[test]
    fn what_a_narrow_port_cannot_take_goes_to_others() {
        // Two from source 1, one of them to a slow destination 3; one from source 2.
        let flows = [([0, 1, 3], 1e4, 1.0), ([0, 1, 4], 1e4, 1.0), ([0, 2, 4], 1e4, 1.0)];
        check(&[1e4, 1000.0, 1000.0, 100.0, 1000.0], &flows, &[100.0, 500.0, 500.0]);
        check(&[900.0, 1000.0, 1000.0, 100.0, 1000.0], &flows, &[100.0, 400.0, 400.0]);
    }

    #[test]
    fn a_change_reaches_those_it_concerns_only() {
        let mut sharing = Sharing::new([1e5, 1000.0, 1000.0, 1000.0, 1000.0].map(mbit));
        for number in 0..2 {
            sharing.state(number, [0, 1, 3], mbit(900.0), 1.0);
            sharing.state(number + 2, [0, 2, 4], mbit(900.0), 1.0);
        }
        sharing.settle();
        sharing.done();
        sharing.state(0, [0, 1, 3], Bandwidth::ZERO, 1.0);
        sharing.settle();
        assert_eq!(sharing.concerned(), [1]);
        assert!((sharing.rate(1).to_mbit_per_s() - 900.0).abs() < 1e-6);
        assert!((sharing.rate(2).to_mbit_per_s() - 500.0).abs() < 1e-6);
    }

    /// Max-min: no link carries more than it can, nobody gets more than he asks for, and who gets
    /// less crosses a full link on which nobody of his weight gets more.
    #[test]
    fn shares_are_max_min_fair_whatever_came_before() {
        use crate::model::luck::Luck;
        let capacities = [3000.0, 1000.0, 1000.0, 500.0, 800.0, 1000.0, 300.0];
        let mut luck = Luck::drawn(11, 0);
        let mut pick = |below: f64| (luck.even() * below) as u32;
        let mut sharing = Sharing::new(capacities.map(mbit));
        let mut flows = [([0, 1, 4], 0.0, 1.0); 24];
        for _ in 0..2000 {
            let number = pick(24.0) as usize;
            let demand = f64::from(pick(4.0)) * 400.0;
            flows[number] = ([0, 1 + pick(3.0), 4 + pick(3.0)], demand, 0.5 + f64::from(pick(3.0)));
            let (links, demand, weight) = flows[number];
            sharing.state(number, links, mbit(demand), weight);
            sharing.settle();
            sharing.done();
            let rate = |number: usize| sharing.rate(number).to_mbit_per_s();
            let on = |link: u32| (0..24).filter(move |flow: &usize| flows[*flow].0.contains(&link));
            for (link, capacity) in (0..).zip(capacities) {
                assert!(on(link).map(rate).sum::<f64>() < capacity + 1e-6);
            }
            for (number, (links, demand, weight)) in flows.iter().enumerate() {
                assert!(rate(number) < demand + 1e-6);
                let is_stopped_at = |link: u32| {
                    let is_full =
                        capacities[link as usize] - 1e-6 < on(link).map(rate).sum::<f64>();
                    let level = rate(number) / weight + 1e-6;
                    is_full && on(link).all(|other| rate(other) / flows[other].2 < level)
                };
                let is_content = demand - 1e-6 < rate(number);
                assert!(is_content || links.iter().any(|link| is_stopped_at(*link)), "{number}");
            }
        }
    }
}
