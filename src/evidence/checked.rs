//! What the predictions under each controller were checked on: published migrations whose rows state
//! all key inputs or all but one (grades A and B), as `movecast-cli validate` compares them.

use crate::scenario::Controller;

/// Published migrations of a controller.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Checked {
    /// Rows of grades A and B.
    pub rows: usize,
    /// Those that state how long it took.
    pub timed: usize,
    /// The size of the error of total time: median and 90th percentile.
    pub error: [f64; 2],
}

/// What there is of a controller; none where nobody has published a row of its own.
///
/// The figures are those of docs/accuracy.md; `tests/field.rs` holds them against the rows.
pub const fn checked(by: Controller) -> Option<Checked> {
    let (rows, timed, error) = match by {
        Controller::Qemu => (26, 26, [0.228, 0.469]),
        Controller::KubeVirt => (2, 2, [0.244, 0.359]),
        Controller::Proxmox => (1, 1, [0.151, 0.151]),
        Controller::CloudHypervisor => (4, 1, [0.052, 0.052]),
        Controller::Xen => (4, 4, [0.419, 0.5]),
        Controller::Nova | Controller::OpenShift => return None,
    };
    Some(Checked { rows, timed, error })
}
