//! Movecast: a what-if planner for live migration of virtual machines.
