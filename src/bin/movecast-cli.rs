//! The planner on the command line.
use movecast::evidence::{case, predict};
use movecast::model::profile::Profile;

fn main() {
    let rows = case::read(std::io::stdin()).unwrap();
    let rows: Vec<_> = rows.into_iter().filter_map(Result::ok).collect();
    let cases: Vec<_> = rows.iter().map(|r| r.0.clone()).collect();
    let all = predict::predict_all(&cases, &Profile::QEMU_LAB);
    println!("run_id,kind,completed,completes,total,p10,p50,p90,blackout,b10,b50,b90,bytes,bp50,rounds,block,bblock,makespan,pmakespan,hb,stall");
    for ((c, m), p) in rows.iter().zip(&all) {
        println!(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
            c.run_id, c.kind.name(), m.completed, p.completes, m.total, p.total.p10, p.total.p50, p.total.p90,
            m.blackout, p.downtime.p10, p.downtime.p50, p.downtime.p90, m.transferred, p.transferred.p50, m.rounds,
            m.block_total, p.block_total.unwrap_or(f64::NAN), m.makespan, p.makespan.unwrap_or(f64::NAN), m.heartbeat_gap, p.longest_stall
        );
    }
}
