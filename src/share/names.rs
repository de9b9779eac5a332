//! What inputs and options are called on the command line and in files.

use crate::plan::deciding::Input;
use crate::scenario::choice::Options;
use crate::scenario::presets::{Preset, WORKLOADS};
use crate::scenario::wave::Setting;
use crate::scenario::{Choice, Field, Technique};

/// The name of an input.
pub fn input(of: Input) -> String {
    match of {
        Input::Field(of) => field(of),
        Input::Choice(of) => choice(of),
        Input::Setting(of) => setting(of),
    }
}

/// The name of a number.
pub fn field(field: Field) -> String {
    match field {
        Field::Touched => "memory-in-use".to_owned(),
        Field::LinkRate => "link-speed".to_owned(),
        Field::MaxBandwidth => "rate-limit".to_owned(),
        Field::Window => "tcp-window".to_owned(),
        Field::ZeroScan => "zero-page-scan".to_owned(),
        Field::Populated => "memory-populated".to_owned(),
        Field::OtherTraffic => "link-other-traffic".to_owned(),
        Field::Functions => "vfio-functions".to_owned(),
        Field::FunctionPause => "vfio-pause".to_owned(),
        Field::FunctionState => "vfio-state".to_owned(),
        Field::Efficiency => "path-efficiency".to_owned(),
        Field::Network => "network-energy".to_owned(),
        other => hyphenated(&format!("{other:?}")),
    }
}

/// The name of a choice.
pub fn choice(choice: Choice) -> String {
    match choice {
        // What QEMU prints as its page size is that of its counters.
        Choice::PageSize => "host-page-size".to_owned(),
        other => hyphenated(&format!("{other:?}")),
    }
}

/// The name of a number of the wave.
pub fn setting(setting: Setting) -> String {
    match setting {
        Setting::InAll => "at-a-time-in-all".to_owned(),
        Setting::PerSource => "at-a-time-per-source".to_owned(),
        Setting::PerDestination => "at-a-time-per-destination".to_owned(),
        Setting::Sources => "source-hosts".to_owned(),
        Setting::Destinations => "destination-hosts".to_owned(),
        Setting::HostMemory => "destination-memory".to_owned(),
        Setting::HostThreads => "destination-threads".to_owned(),
        Setting::Occupied => "destination-occupied".to_owned(),
        Setting::Background => "other-traffic".to_owned(),
        other => hyphenated(&format!("{other:?}")),
    }
}

/// The name of an option: the field's word where links have a shorter one.
pub fn option(choice: Choice, place: usize) -> &'static str {
    match (choice, choice.name(place)) {
        (Choice::Technique, "pre") => "pre-copy",
        (Choice::Technique, "post") => "post-copy",
        (Choice::Controller, "ch") => "cloud-hypervisor",
        (_, name) => name,
    }
}

/// The name of a technique.
pub fn technique(technique: Technique) -> &'static str {
    option(Choice::Technique, technique.place())
}

/// The place of the option of this name, long or short; none where the choice does not have it.
pub fn option_named(choice: Choice, name: &str) -> Option<usize> {
    let name = name.trim().to_ascii_lowercase().replace([' ', '_'], "-");
    let name = match (choice, name.as_str()) {
        (Choice::Technique, "precopy" | "live") => "pre-copy",
        (Choice::Technique, "postcopy") => "post-copy",
        (Choice::Technique, "block-migration") => "block",
        (Choice::Controller, "libvirt" | "kvm" | "qemu-libvirt") => "qemu",
        (Choice::Controller, "openstack" | "openstack-nova") => "nova",
        (Choice::Controller, "openshift-virtualization" | "hco" | "ocp" | "cnv") => "openshift",
        (Choice::Controller, "proxmox-ve" | "pve") => "proxmox",
        (Choice::Controller, "xcp-ng" | "xenserver" | "xapi" | "xl") => "xen",
        (Choice::Controller, "ch" | "cloudhypervisor") => "cloud-hypervisor",
        (Choice::Encryption, "stunnel" | "user-tls") => "tls",
        (Choice::Encryption, "kernel-tls") => "ktls",
        (Choice::Compression, "qat") => "qatzip",
        (Choice::Compression, "iaa") => "qpl",
        (_, "yes" | "true" | "1") => "on",
        (_, "no" | "false" | "0") => "off",
        (_, name) => name,
    };
    let is_it = |place: &usize| {
        option(choice, *place) == name || choice.name(*place).eq_ignore_ascii_case(name)
    };
    (0..choice.count()).find(is_it)
}

/// The input of this name, or of one that it also goes by.
pub fn find(name: &str) -> Option<Input> {
    let name = name.trim().to_ascii_lowercase().replace(['_', ' '], "-");
    let name = match name.as_str() {
        "at-a-time" => "concurrency",
        "bandwidth" | "link" | "link-rate" => "link-speed",
        "max-bandwidth" => "rate-limit",
        "latency" | "round-trip" => "rtt",
        "channels" | "connections" => "streams",
        "touched" | "in-use" => "memory-in-use",
        "machines" | "guests" => "vms",
        "dirty-rate" => "dirty-page-rate",
        "downtime" => "downtime-limit",
        "rounds" => "round-limit",
        name => name,
    };
    all().find(|known| input(*known) == name)
}

/// The name of a workload preset: `PostgreSQL, idle` as `postgresql-idle`.
pub fn workload(preset: &Preset) -> String {
    slug(preset.name[0])
}

/// The workload of this name, in full or as far as it is the only one that begins so.
pub fn workload_named(name: &str) -> Option<&'static Preset> {
    let name = slug(name);
    let exact = WORKLOADS.iter().find(|preset| workload(preset) == name);
    exact.or_else(|| {
        let mut alike = WORKLOADS.iter().filter(|preset| workload(preset).starts_with(&name));
        alike.next().filter(|_| !name.is_empty() && alike.next().is_none())
    })
}

/// Letters and digits in lower case, with a hyphen for all between them.
fn slug(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-").to_lowercase()
}

/// The known name that is most like this one, where there is any like it.
pub fn nearest(name: &str) -> Option<String> {
    let known = all().map(input);
    let by_distance = known.map(|known| (distance(name, &known), known));
    let (distance, nearest) = by_distance.min_by_key(|(distance, _)| *distance)?;
    (distance <= 2.max(name.len() / 3)).then_some(nearest)
}

/// Everything that can be stated.
pub fn all() -> impl Iterator<Item = Input> {
    let fields = Field::ALL.iter().map(|field| Input::Field(*field));
    let choices = Choice::ALL.iter().map(|choice| Input::Choice(*choice));
    let settings = Setting::ALL.iter().map(|setting| Input::Setting(*setting));
    choices.chain(fields).chain(settings)
}

/// How many letters have to be put in, left out or changed (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, one) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (to, other) in b.iter().enumerate() {
            let changed = before + usize::from(one != *other);
            before = row[to + 1];
            row[to + 1] = changed.min(before + 1).min(row[to] + 1);
        }
    }
    row[b.len()]
}

/// `RoundLimit` as `round-limit`.
fn hyphenated(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_page_in_small_letters() {
        assert_eq!(field(Field::MaxBandwidth), "rate-limit");
        assert_eq!(field(Field::DirtyPageRate), "dirty-page-rate");
        assert_eq!(choice(Choice::PermitPostCopy), "permit-post-copy");
        assert_eq!(setting(Setting::Window), "window");
    }

    #[test]
    fn every_name_means_one_thing() {
        for known in all() {
            assert_eq!(find(&input(known)), Some(known));
        }
    }

    #[test]
    fn every_option_is_found_by_its_name_and_by_its_short_one() {
        for choice in Choice::ALL {
            for place in 0..choice.count() {
                assert_eq!(option_named(*choice, option(*choice, place)), Some(place));
                assert_eq!(option_named(*choice, choice.name(place)), Some(place));
            }
        }
    }

    #[test]
    fn a_misspelled_name_leads_to_the_right_one() {
        assert_eq!(nearest("memry").as_deref(), Some("memory"));
        assert_eq!(nearest("downtime-limt").as_deref(), Some("downtime-limit"));
        assert_eq!(nearest("colour"), None);
    }
}
