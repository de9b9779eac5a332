//! Waves side by side: in what they differ, and what each says of it.

use crate::quantity::{Lang, none, quantity};
use crate::report::wave::order_name;
use crate::scenario::field::Measure;
use crate::scenario::wave::{Group, Setting, Wave};
use crate::units::Bytes;

/// Something that is stated of a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfWave {
    /// A number about it as a whole.
    Setting(Setting),
    /// Who goes first.
    Order,
    /// Who moves.
    Groups,
}

impl OfWave {
    fn is_same(self, one: Option<&Wave>, other: Option<&Wave>) -> bool {
        match self {
            Self::Setting(setting) => {
                one.map(|wave| wave.get(setting)) == other.map(|wave| wave.get(setting))
            }
            Self::Order => one.map(|wave| wave.order) == other.map(|wave| wave.order),
            Self::Groups => one.map(|wave| &wave.groups) == other.map(|wave| &wave.groups),
        }
    }

    /// What a wave says of it.
    pub fn write(self, wave: &Wave, lang: Lang) -> String {
        match self {
            Self::Setting(setting) if setting.none() == Some(wave.get(setting)) => {
                none(lang).to_owned()
            }
            Self::Setting(setting) => quantity(wave.get(setting), setting.measure(), lang),
            Self::Order => order_name(wave.order, lang).to_owned(),
            Self::Groups => {
                let groups = wave.groups.iter().map(|of| group(of, lang));
                groups.collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// In what any of these waves differs from the first; having none is a difference, too.
pub fn differing_waves(waves: &[Option<&Wave>]) -> Vec<OfWave> {
    let Some((first, others)) = waves.split_first() else { return Vec::new() };
    let settings = Setting::ALL.iter().copied().map(OfWave::Setting);
    settings
        .chain([OfWave::Order, OfWave::Groups])
        .filter(|of| others.iter().any(|other| !of.is_same(*first, *other)))
        .collect()
}

/// What a group is, as far as its machines are alike: `db: 4 × 64 GiB, 95 % in use, disk 40 GiB`.
fn group(of: &Group, lang: Lang) -> String {
    let size = |bytes: Bytes| quantity(bytes.get(), Measure::Size, lang);
    let (from, to) = (size(of.memory.0), size(of.memory.1));
    let memory = if from == to { from } else { format!("{from} – {to}") };
    let name = if of.name.is_empty() { String::new() } else { format!("{}: ", of.name) };
    let used = quantity(of.touched.get(), Measure::Share, lang);
    let disk = size(of.disk);
    let in_use = lang.pick("in use, disk", "belegt, Platte");
    format!("{name}{} × {memory}, {used} {in_use} {disk}", of.count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::Scenario;

    #[test]
    fn a_wave_differs_from_none_and_not_from_itself() {
        let wave = Wave::of(&Scenario::default());
        assert_eq!(differing_waves(&[Some(&wave), Some(&wave)]), []);
        assert_eq!(differing_waves(&[None, None]), []);
        let found = differing_waves(&[None, Some(&wave)]);
        assert!(found.contains(&OfWave::Groups) && found.contains(&OfWave::Order));
    }

    #[test]
    fn what_differs_is_written_in_both_languages() {
        let mut wave = Wave::of(&Scenario::default());
        let plain = wave.clone();
        wave.set(Setting::Window, 7200.0);
        let of = OfWave::Setting(Setting::Window);
        assert_eq!(differing_waves(&[Some(&plain), Some(&wave)]), [of]);
        assert_eq!(of.write(&plain, Lang::De), none(Lang::De));
        assert!(of.write(&wave, Lang::En).starts_with('2'));
        assert!(OfWave::Groups.write(&wave, Lang::De).contains("belegt"));
    }
}
