//! The page's Content-Security-Policy: index.html states it, hosts may send it as a header too.
//!
//! It has no `frame-ancestors`: the page may be embedded anywhere (`?embed`), it has nothing that a
//! click could give away. A host that wants fewer neighbours sends that directive in its own header;
//! a `meta` element cannot state it.

use anyhow::{Context, Result, bail};

/// The policy that the page states, on one line.
pub(crate) fn policy(html: &str) -> Result<String> {
    let (_, rest) = html
        .split_once("http-equiv=\"Content-Security-Policy\"")
        .context("index.html has no Content-Security-Policy")?;
    let policy = rest.split('"').nth(1).context("the Content-Security-Policy has no content")?;
    for hole in ["'unsafe-inline'", "'unsafe-eval'"] {
        if policy.contains(hole) {
            bail!("the Content-Security-Policy must not allow {hole}");
        }
    }
    Ok(policy.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_read_from_the_page() {
        let html =
            "<meta http-equiv=\"Content-Security-Policy\"\n content=\"default-src\n 'none'\">";
        assert_eq!(policy(html).unwrap(), "default-src 'none'");
    }

    #[test]
    fn a_missing_or_lax_policy_is_refused() {
        assert!(policy("<html>").is_err());
        assert!(
            policy(r#"http-equiv="Content-Security-Policy" content="style-src 'unsafe-inline'""#)
                .is_err()
        );
    }
}
