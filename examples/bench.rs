//! The model's figures.
use movecast::{plan, scenario::{self, Technique}};
fn main() {
    let (c, _) = scenario::check::check(scenario::Scenario::default());
    let p = plan::plan(&c);
    for o in &p.outcomes {
        println!("{:?} {:?}", o.technique, o.figures);
        for s in o.trace.of(0) { println!("   {:?} r{} {:.1}..{:.1} pending {:.0} MiB sent {:.0} MiB mirrored {:.1}", s.stage, s.round, s.start.get(), s.end.get(), s.pending.to_mib(), s.sent.to_mib(), s.mirrored.to_mib()); }
    }
    let t = std::time::Instant::now();
    for _ in 0..1000 { std::hint::black_box(plan::plan(&c)); }
    println!("plan {:?}", t.elapsed() / 1000);
    let t = std::time::Instant::now();
    std::hint::black_box(plan::ranges(&c, Technique::Block, 1000));
    println!("sample {:?}", t.elapsed() / 1000);
}
