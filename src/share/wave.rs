//! A wave as text in a link.

use std::fmt::Write as _;

use crate::decimal;
use crate::scenario::wave::{Group, Order, Setting, Wave, Workload};
use crate::units::{Bandwidth, Bytes, Ratio};

/// Links, but for their checksums, to two published findings that seem to contradict each other: the
/// paper's ten proxies (here without load, prepared as by a tunnelled OpenStack), of which more at a
/// time are faster, and the OSIC's evacuation under Nova's limits, of which more at once are slower.
pub const FINDINGS: [&str; 2] = [
    "1&o=9.3&w=2097152&d=1048576&mt=536870912&vl=0.02",
    "1&t=pre&n=12&c=1&o=6.9&b=1250000000&ls=462500000&w=0&d=0&vl=0.02&wave=listed,ls:1,ld:1000,la:1000,lb:4,lo:5.4;,12,8589934592:8589934592,0.4539,s,42949672960,4,0",
];

/// The wave as a value in a link: the order and what differs from the defaults, then a part per
/// group, with semicolons between them.
pub fn encode(wave: &Wave) -> String {
    let mut text = wave.order.name().to_owned();
    for setting in Setting::ALL {
        let value = wave.get(*setting);
        if value.to_bits() != setting.default().to_bits() {
            let _ = write!(text, ",{}:{value}", setting.key());
        }
    }
    for group in &wave.groups {
        let Group { name, count, memory, touched, workload, disk, vcpus, priority } = group;
        let (from, to) = (memory.0.get(), memory.1.get());
        let workload = match workload {
            Workload::Scenario => "s".to_owned(),
            Workload::Preset(place) => format!("p:{place}"),
            Workload::Writes { set, rate } => format!("w:{}:{}", set.get(), rate.get()),
        };
        let _ = write!(
            text,
            ";{},{count},{from}:{to},{},{workload},{},{vcpus},{priority}",
            escape(name),
            touched.get(),
            disk.get(),
        );
    }
    text
}

/// Reads what [`encode`] wrote; none where it is anything else, or beyond the bounds of this version.
pub fn decode(text: &str) -> Option<Wave> {
    let mut parts = text.split(';');
    let mut head = parts.next()?.split(',');
    let name = head.next()?;
    let order = Order::ALL.iter().find(|(_, known)| *known == name)?.0;
    let mut wave = Wave::default();
    wave.order = order;
    for pair in head {
        let (key, value) = pair.split_once(':')?;
        let setting = Setting::ALL.iter().find(|setting| setting.key() == key)?;
        let value = decimal::read(value)?;
        wave.set(*setting, value);
        if wave.get(*setting).total_cmp(&value).is_ne() {
            return None;
        }
    }
    for part in parts.take(Wave::MOST_GROUPS + 1) {
        let cells: Vec<&str> = part.split(',').collect();
        let [name, count, memory, touched, workload, disk, vcpus, priority] = cells.as_slice()
        else {
            return None;
        };
        let (from, to) = memory.split_once(':')?;
        wave.groups.push(Group {
            name: unescape(name)?,
            count: decimal::read(count)? as u32,
            memory: (Bytes::new(decimal::read(from)?), Bytes::new(decimal::read(to)?)),
            touched: Ratio::new(decimal::read(touched)?),
            workload: match *workload.split(':').collect::<Vec<_>>().as_slice() {
                ["s"] => Workload::Scenario,
                ["p", place] => Workload::Preset(decimal::read(place)? as usize),
                ["w", set, rate] => Workload::Writes {
                    set: Bytes::new(decimal::read(set)?),
                    rate: Bandwidth::new(decimal::read(rate)?),
                },
                _ => return None,
            },
            disk: Bytes::new(decimal::read(disk)?),
            vcpus: decimal::read(vcpus)?,
            priority: decimal::read(priority)? as u32,
        });
    }
    (wave.checked().0 == wave).then_some(wave)
}

/// Letters, digits, `-`, `_` and `.` as they are, all others by number.
fn escape(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.') {
            text.push(letter);
        } else {
            let _ = write!(text, "!{:x}!", u32::from(letter));
        }
    }
    text
}

fn unescape(text: &str) -> Option<String> {
    let mut name = String::new();
    for (at, part) in text.split('!').enumerate() {
        if at % 2 == 0 {
            name.push_str(part);
        } else {
            name.push(char::from_u32(u32::from_str_radix(part, 16).ok()?)?);
        }
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Lang;
    use crate::scenario::Scenario;
    use crate::share::groups;

    #[test]
    fn a_link_reads_back_as_written() {
        let mut wave = Wave::of(&Scenario::default());
        let like = Group::of(&Scenario::default());
        let text = "Größe, 1;2\t7\t4-16\t25\tIdle\nb\t1\t2\t50\t1 @ 5";
        wave.groups.extend(groups::read(text, &like, Lang::En).groups);
        wave.order = Order::Hottest;
        wave.set(Setting::Window, 3600.0);
        let text = encode(&wave);
        assert_eq!(decode(&text), Some(wave));
        for end in 0..text.len() {
            // Any beginning is a wave or none, and never a panic.
            let _ = decode(&text[..end]);
        }
        for odd in
            ["", "x", "listed;", "listed,zz:1", "listed,s:1e999", "listed;a,1,1:1,1,p:99999,1,1,-1"]
        {
            let _ = decode(odd);
        }
        assert_eq!(decode("nothing"), None);
    }
}
