//! Secrets, texts that are cut anywhere, and those that are nothing known.

use super::*;

#[test]
fn machines_that_are_called_by_an_address_or_a_person_lose_their_name() {
    let text = "VM;RAM GB;vCPU\n10.1.2.3;4;1\nweb-10.1.2.3;8;1\njo@site;16;1\nfe80::1:2;32;1\nweb01;64;1\n";
    let found = import(text).expect("a fleet");
    let said = serde_json::to_string(&ImportFile::from(&found)).expect("JSON");
    for secret in ["10.1.2.3", "jo@", "fe80"] {
        assert!(!said.contains(secret), "{said}");
    }
    assert!(said.contains("web01"));
    assert_eq!(found.reading.fleet.iter().map(|of| of.count).sum::<u32>(), 5);
}

#[test]
fn what_stands_for_a_status_and_is_none_is_not_kept() {
    let text = "{\"return\": {\"status\": \"token=abc/123\", \"total-time\": 5, \"ram\": {\"total\": 4294967296}}}";
    let found = import(text).expect("facts");
    assert!(!found.reading.has("status") && found.reading.has("memory"));
}

#[test]
fn what_is_secret_in_a_text_stays_out() {
    let secret = "s3cr3t-t0ken";
    for text in [
        format!(
            "[DEFAULT]\ntransport_url = rabbit://nova:{secret}@10.1.2.3\n[libvirt]\nlive_migration_downtime = 500\n"
        ),
        format!(
            "<domain type='kvm'><name>{secret}</name><memory unit='GiB'>4</memory><devices><graphics passwd='{secret}' listen='10.1.2.3'/></devices></domain>"
        ),
        format!(
            "{{\"return\": {{\"status\": \"completed\", \"socket-address\": [{{\"host\": \"10.1.2.3\"}}], \"error-desc\": \"{secret}\", \"total-time\": 5, \"ram\": {{\"total\": 4294967296}}}}}}"
        ),
        format!(
            "apiVersion: kubevirt.io/v1\nkind: VirtualMachineInstance\nmetadata: {{annotations: {{token: {secret}}}}}\nspec: {{domain: {{memory: {{guest: 4Gi}}}}}}\n"
        ),
        format!(
            "memory: 4096\ncores: 2\nostype: l26\ncipassword: {secret}\nipconfig0: ip=10.1.2.3/24\n"
        ),
    ] {
        let found = import(&text).expect("facts");
        let said = serde_json::to_string(&ImportFile::from(&found)).expect("JSON");
        assert!(!said.contains(secret) && !said.contains("10.1.2.3"), "{said}");
    }
}

#[test]
fn what_cannot_be_read_says_what_was_expected() {
    assert_eq!(import("").err(), Some(NotRead::Empty));
    assert_eq!(import(" \n\u{feff}\0").err(), Some(NotRead::Empty));
    assert_eq!(import("Dear team, the move is on Monday.").err(), Some(NotRead::Unknown));
    assert_eq!(import(&"x".repeat(LARGEST + 1)).err(), Some(NotRead::TooLarge));
    assert_eq!(import("{\"movecast\": 2}").err(), Some(NotRead::Scenario));
}

proptest! {
    #![proptest_config(Config {
        cases: 400,
        failure_persistence: None,
        // The same cases every time.
        rng_seed: RngSeed::Fixed(1517),
        ..Config::default()
    })]

    #[test]
    fn a_text_that_is_cut_anywhere_is_read_or_refused(
        (_, text) in select(TEXTS),
        share in 0.0..1.0f64,
        junk in "[ -~\n]{0,12}",
    ) {
        let end = (text.len() as f64 * share) as usize;
        let end = (0..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        for hostile in [text[..end].to_owned(), format!("{}{junk}{}", &text[..end], &text[end..])] {
            if let Ok(found) = import(&hostile) {
                let (checked, _) = check(*found.stated.scenario);
                prop_assert!(plan(&checked).chosen().figures.total_time.get().is_finite());
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,300}") {
        let _ = import(&text);
    }
}
