//! What differs between a page and the catalog: the report of it, and the file afterwards.

use std::fmt::Write as _;

use insta::{assert_snapshot, with_settings};
use similar::{ChangeTag, TextDiff};
use testing::fixtures::AGENT_LAUNCH;

use super::{FILE, catalog, import, page, review};

#[test]
fn a_changed_message_changes_one_value_and_the_day() {
    let folder = catalog();
    let (old, new) =
        ("RCS Channel is not enabled for this User.", "RCS is not enabled for this user.");
    let page = page("run.txt").replace(&format!("RCS601{old}"), &format!("RCS601{new}"));
    let check = import(&folder, &page, &["--check", "--format=json"]);
    check.assert_status(1);
    let changes = check.json_lines();
    assert_eq!(changes.len(), 4);
    for change in &changes {
        assert_eq!(change["change"], "cell-changed");
        assert_eq!(change["name"], "RcsNotEnabled");
        assert_eq!(change["cell"], "message");
        assert_eq!(change["old"], old);
        assert_eq!(change["new"], new);
    }
    assert_eq!(folder.read(FILE), AGENT_LAUNCH);

    import(&folder, &page, &["--retrieved=2027-01-31"]).assert_status(0);
    let expected =
        AGENT_LAUNCH.replace(old, new).replace("retrieved = 2026-11-23", "retrieved = 2027-01-31");
    assert_eq!(folder.read(FILE), expected);

    // The second time there is nothing to do, and the day stays.
    import(&folder, &page, &[]).assert_status(0);
    assert_eq!(folder.read(FILE), expected);
}

const GET: &str = "Get Agent Launch Status\n";
const FETCH: &str = "400RCS904Failed to fetch Agent launch request.Missing Agent Number Query.\n";

/// Exchanges a string of the page for another one.
fn replaced(old: &str, new: &str) -> String {
    let page = page("run.txt");
    assert!(page.contains(old), "{old}");
    page.replace(old, new)
}

/// Pages that differ from the catalog in one kind of change each, and one in several.
fn changed_pages() -> Vec<(&'static str, String)> {
    let page = page("run.txt");
    let (first, rest) = page.split_once("Create Agent Carrier Launch\n").unwrap();
    let (intro, create) = first.split_once("Create Agent Launch API\n").unwrap();
    let (carrier, last) = rest.split_once(GET).unwrap();

    let enabled = "400RCS601RCS Channel is not enabled for this User.RCS Not Enabled.\n";
    let others = "405RCS405Method not allowed.Method Not Allowed.\n400RCS904Failed to create Agent launch request.Launch Request Failed.\n";
    let revoke = "Revoke Agent Launch API\n\nStatus CodeError CodeMessageDescription\n400RCS701Invalid json format passed.Invalid JSON.\n410RCS410Already revoked.Gone.\n\n";
    let server = "500RCS500Internal server error.Internal Server Error.\n";
    let together = page
        .replace("Internal Gateway Error.", "Internal gateway failure.")
        .replace(FETCH, "")
        .replace("Create Agent Carrier Launch\n", "Create a carrier launch\n")
        .replace(
            &format!("{server}\nC"),
            &format!("{server}503RCS503Try again later.Overloaded.\n\nC"),
        );
    vec![
        ("message", replaced("Internal Gateway Error.", "Internal gateway failure.")),
        ("description", replaced("Launch Status Not Found.", "Status Unknown.")),
        ("status", replaced("500RCS502", "502RCS502")),
        ("code", replaced("RCS601", "RCS602")),
        ("row-added", replaced(FETCH, &format!("{FETCH}429RCS429Too many requests.Slow Down.\n"))),
        ("row-removed", replaced(FETCH, "")),
        ("row-moved", replaced(&format!("{enabled}{others}"), &format!("{others}{enabled}"))),
        ("retitled", replaced(GET, "Get Status\n")),
        ("endpoint-added", replaced(GET, &format!("{revoke}{GET}"))),
        ("endpoint-removed", format!("{first}{GET}{last}")),
        (
            "endpoints-moved",
            format!(
                "{intro}Create Agent Carrier Launch\n{carrier}Create Agent Launch API\n{create}{GET}{last}"
            ),
        ),
        (
            "corrected",
            replaced(
                "405RCS405Failed to create Agent launch request.",
                "405RCS405Method not allowed.",
            ),
        ),
        ("together", together),
    ]
}

#[test]
fn each_kind_of_change_is_reported_and_written() {
    let mut reports = String::new();
    for (name, page) in changed_pages() {
        let folder = catalog();
        let check = import(&folder, &page, &["--check"]);
        check.assert_status(1);
        assert_eq!(folder.read(FILE), AGENT_LAUNCH, "{name}");
        let (_, changes) = check.stdout.split_once('\n').unwrap();

        // Once it is written, the file says what the page says. The snapshot has only lines that changed, so
        // all other lines are as people wrote them.
        _ = import(&folder, &page, &["--retrieved=2026-11-24", "--allow-removals"]);
        let lines = changed_lines(AGENT_LAUNCH, &folder.read(FILE));
        review(&folder);
        import(&folder, &page, &["--check"]).assert_status(0);
        writeln!(reports, "# {name}\n{changes}\n{lines}").unwrap();
    }
    with_settings!({ omit_expression => true }, { assert_snapshot!(reports) });
}

fn changed_lines(old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let changes = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changes.map(|change| change.tag().to_string() + &change.to_string()).collect()
}

/// An error with the same status and code may be another one, and so may the one next to it.
#[test]
fn a_name_is_not_given_to_another_error() {
    let folder = catalog();
    let page = replaced(
        "Method not allowed.Launch Status Not Found.",
        "Rate limit exceeded.Too Many Requests.",
    );
    _ = import(&folder, &page, &[]);
    let file = folder.read(FILE);
    assert!(!file.contains("name = \"LaunchStatusNotFound\""));
    assert!(file.contains("name = \"TooManyRequests\""));
}
