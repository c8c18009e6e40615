//! `import`: pages of every form, what changed on them, and what cannot be read without a guess.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use insta::{assert_snapshot, with_settings};
use serde_json::Value;
use tempfile::TempDir;

const FORMS: [&str; 5] = ["html", "md", "tabs.txt", "run.txt", "cells.txt"];

/// The real catalog in a folder of its own.
fn catalog() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy("../catalog/agent-launch.toml", folder.path().join("agent-launch.toml")).unwrap();
    folder
}

fn import(catalog: &TempDir, page: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_catalog"))
        .arg("import")
        .arg(page)
        .args(arguments)
        .arg("--catalog")
        .arg(catalog.path())
        .output()
        .unwrap()
}

fn fixture(form: &str) -> String {
    let page = fs::read_to_string(format!("tests/fixtures/pages/agent-launch.{form}")).unwrap();
    // A checkout may have changed the line endings.
    page.replace("\r\n", "\n")
}

fn file(catalog: &TempDir) -> String {
    fs::read_to_string(catalog.path().join("agent-launch.toml")).unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

#[track_caller]
fn assert_status(output: &Output, status: i32) {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{}{stderr}", stdout(output));
}

/// Writes a page, and imports it.
fn import_text(catalog: &TempDir, text: &str, arguments: &[&str]) -> Output {
    let page = tempfile::NamedTempFile::new().unwrap();
    fs::write(page.path(), text).unwrap();
    import(catalog, page.path(), &[&["--page=agent-launch"], arguments].concat())
}

#[test]
fn the_page_says_what_the_catalog_says_in_every_form() {
    let catalog = catalog();
    let before = file(&catalog);
    for form in FORMS {
        let check = import_text(&catalog, &fixture(form), &["--check"]);
        assert_status(&check, 0);
        let write = import_text(&catalog, &fixture(form), &[]);
        assert_status(&write, 0);
        assert_eq!(file(&catalog), before, "{form}");
    }
}

/// But for what only people know: the names that need one, the quirks, and the day.
#[test]
fn a_new_page_becomes_the_same_file_in_every_form() {
    let mut made = Vec::new();
    for form in FORMS {
        let catalog = tempfile::tempdir().unwrap();
        let output = import_text(
            &catalog,
            &fixture(form),
            &["--retrieved=2026-11-23", "--source=https://docs.example.com"],
        );
        // Its quirks are not acknowledged yet.
        assert_status(&output, 1);
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(stderr.matches("kind = ").count(), 7, "{stderr}");
        let text = file(&catalog);
        let lines = text.lines().filter(|line| !line.starts_with("source"));
        made.push(lines.collect::<Vec<_>>().join("\n"));
    }
    for (form, text) in FORMS.iter().zip(&made) {
        assert_eq!(*text, made[0], "{form}");
    }
    assert_snapshot!(made[0]);
}

#[test]
fn what_is_passed_over_is_said() {
    let output = import_text(&catalog(), &fixture("html"), &["--check"]);
    let notes = stdout(&output).lines().filter(|line| line.starts_with("note"));
    assert_snapshot!(notes.collect::<Vec<_>>().join("\n"));
}

#[test]
fn one_message_that_changed_changes_one_cell_and_the_day() {
    let catalog = catalog();
    let before = file(&catalog);
    let page = fixture("run.txt").replace(
        "RCS601RCS Channel is not enabled for this User.",
        "RCS601RCS is not enabled for this user.",
    );
    let check = import_text(&catalog, &page, &["--check", "--format=json"]);
    assert_status(&check, 1);
    let changes: Vec<Value> =
        stdout(&check).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(changes.len(), 4);
    for change in &changes {
        assert_eq!(change["change"], "cell-changed");
        assert_eq!(change["name"], "RcsNotEnabled");
        assert_eq!(change["cell"], "message");
        assert_eq!(change["old"], "RCS Channel is not enabled for this User.");
        assert_eq!(change["new"], "RCS is not enabled for this user.");
    }
    assert_eq!(file(&catalog), before);

    let write = import_text(&catalog, &page, &["--retrieved=2027-01-31"]);
    assert_status(&write, 0);
    let expected = before
        .replace("RCS Channel is not enabled for this User.", "RCS is not enabled for this user.")
        .replace("retrieved = 2026-11-23", "retrieved = 2027-01-31");
    assert_eq!(file(&catalog), expected);

    // The second time there is nothing to do, and the day stays.
    assert_status(&import_text(&catalog, &page, &[]), 0);
    assert_eq!(file(&catalog), expected);
}

/// Each kind of change alone: the page's text, what is replaced in it, and by what.
#[test]
fn each_kind_of_change_is_accounted_for() {
    let get = "Get Agent Launch Status\n";
    let fetch = "400RCS904Failed to fetch Agent launch request.Missing Agent Number Query.\n";
    let row = "400RCS701Invalid json format passed.Invalid JSON.\n";
    let cases = [
        ("message", "Internal Gateway Error.", "Internal gateway failure."),
        ("description", "Launch Status Not Found.", "Status Unknown."),
        ("status", "500RCS502", "502RCS502"),
        ("code", "RCS601", "RCS602"),
        ("row-added", fetch, &format!("{fetch}429RCS429Too many requests.Slow Down.\n")),
        ("row-removed", fetch, ""),
        (
            "row-moved",
            "400RCS601RCS Channel is not enabled for this User.RCS Not Enabled.\n405RCS405Method not allowed.Method Not Allowed.\n400RCS904Failed to create Agent launch request.Launch Request Failed.\n",
            "405RCS405Method not allowed.Method Not Allowed.\n400RCS904Failed to create Agent launch request.Launch Request Failed.\n400RCS601RCS Channel is not enabled for this User.RCS Not Enabled.\n",
        ),
        ("retitled", get, "Get Status\n"),
        (
            "endpoint-added",
            get,
            &format!(
                "Revoke Agent Launch API\n\nStatus CodeError CodeMessageDescription\n{row}410RCS410Already revoked.Gone.\n\n{get}"
            ),
        ),
        ("endpoint-removed", "", ""),
        ("endpoints-moved", "", ""),
        (
            "mended",
            "405RCS405Failed to create Agent launch request.",
            "405RCS405Method not allowed.",
        ),
        ("together", "", ""),
    ];
    for (name, old, new) in cases {
        let mut page = fixture("run.txt");
        let tables: Vec<String> = page.split_inclusive("\n\n\n").map(str::to_owned).collect();
        let parts: Vec<&str> = page.split("Create Agent Carrier Launch\n").collect();
        let (first, rest) = (parts[0].to_owned(), parts[1].to_owned());
        let (second, last) = rest.split_once(get).unwrap();
        assert!(!tables.is_empty());
        page = match name {
            "endpoint-removed" => format!("{first}{get}{last}"),
            "endpoints-moved" => {
                let (intro, create) = first.split_once("Create Agent Launch API\n").unwrap();
                format!("{intro}Create Agent Carrier Launch\n{second}Create Agent Launch API\n{create}{get}{last}")
            }
            "together" => page
                .replace("Internal Gateway Error.", "Internal gateway failure.")
                .replace(fetch, "")
                .replace("Create Agent Carrier Launch\n", "Create a carrier launch\n")
                .replace("500RCS500Internal server error.Internal Server Error.\n\nC", "500RCS500Internal server error.Internal Server Error.\n503RCS503Try again later.Overloaded.\n\nC"),
            _ => {
                assert!(page.contains(old), "{name}");
                page.replace(old, new)
            }
        };

        let catalog = catalog();
        let before = file(&catalog);
        let check = import_text(&catalog, &page, &["--check"]);
        assert_status(&check, 1);
        assert_eq!(file(&catalog), before, "{name}");
        let account = stdout(&check).split_once('\n').unwrap().1.to_owned();

        // Written, the file says what the page says; comments and the order of keys stay.
        import_text(&catalog, &page, &["--retrieved=2026-11-24"]);
        assert_status(&import_text(&catalog, &page, &["--check"]), 0);
        let changed = similar_lines(&before, &file(&catalog));
        with_settings!({ snapshot_suffix => name, omit_expression => true }, {
            assert_snapshot!(format!("{account}\n{changed}"));
        });
    }
}

/// The lines of a file that changed.
fn similar_lines(old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    let changes =
        diff.iter_all_changes().filter(|change| change.tag() != similar::ChangeTag::Equal);
    changes.map(|change| change.tag().to_string() + &change.to_string()).collect()
}

/// Comments, the order of keys and formatting are people's.
#[test]
fn what_people_wrote_stays() {
    let catalog = catalog();
    let own = file(&catalog)
        .replace("[page]\n", "# Why this page is here.\n[page]\n")
        .replace(
            "  { name = \"GatewayError\", status = 500, code = \"RCS502\", message = \"Internal Gateway Error.\", description = \"Gateway Error.\" },\n  { name = \"InternalServerError\"",
            "  # Seen in production.\n  { code = 'RCS502', status = 0x1F4, name = \"GatewayError\", # odd\n    description = \"Gateway Error.\", message = \"Internal Gateway Error.\" },\n\n  { name = \"InternalServerError\"",
        );
    fs::write(catalog.path().join("agent-launch.toml"), &own).unwrap();
    assert_status(&import_text(&catalog, &fixture("run.txt"), &[]), 0);
    assert_eq!(file(&catalog), own);

    let page = fixture("run.txt").replace("Internal Gateway Error.", "Internal gateway failure.");
    assert_status(&import_text(&catalog, &page, &["--retrieved=2026-11-23"]), 0);
    assert_eq!(file(&catalog), own.replace("Internal Gateway Error.", "Internal gateway failure."));

    let page = page.replace(
        "400RCS701Invalid json format passed.Invalid JSON.\n",
        "400RCS701Invalid json format passed.Invalid JSON.\n413RCS413Too large.Too Large.\n",
    );
    // It is in the common table too, and not in every endpoint's: a new quirk.
    assert_status(&import_text(&catalog, &page, &["--retrieved=2026-11-23"]), 1);
    let text = file(&catalog);
    for kept in
        ["# Why this page is here.", "# Seen in production.", "'RCS502', status = 0x1F4", "# odd"]
    {
        assert!(text.contains(kept), "{kept}: {text}");
    }
}

#[test]
fn what_cannot_be_read_without_a_guess_is_refused() {
    for path in refused() {
        let catalog = catalog();
        let before = file(&catalog);
        let output = import(&catalog, &path, &["--page=agent-launch"]);
        assert_status(&output, 1);
        assert_eq!(file(&catalog), before);
        let name = path.file_name().unwrap().to_str().unwrap();
        with_settings!({ snapshot_suffix => name, omit_expression => true }, {
            assert_snapshot!(String::from_utf8(output.stderr).unwrap());
        });

        let json = import(&catalog, &path, &["--page=agent-launch", "--format=json"]);
        for line in stdout(&json).lines() {
            let finding: Value = serde_json::from_str(line).unwrap();
            assert_eq!(finding["rule"], name.split('.').next().unwrap(), "{line}");
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the paths are sorted below")]
fn refused() -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir("tests/fixtures/pages/refused").unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() > 5);
    paths
}

#[test]
fn a_page_may_come_from_standard_input_and_needs_a_name_then() {
    let catalog = catalog();
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_catalog"))
            .args(["import", "-", "--check", "--catalog"])
            .arg(catalog.path())
            .args(arguments)
            .stdin(fs::File::open("tests/fixtures/pages/agent-launch.md").unwrap())
            .output()
            .unwrap()
    };
    assert_status(&run(&["--page=agent-launch"]), 0);
    assert_status(&run(&[]), 2);
    assert_status(&run(&["--page=../agent-launch"]), 2);
    assert_status(&run(&["--page=agent-launch", "--retrieved=yesterday"]), 2);
}

/// The first that can be a link.
#[test]
fn a_new_page_may_say_its_address() {
    let canonical = "<link rel=canonical href='https://a.example.com/errors'>";
    let relative = "<link rel=canonical href='/errors'>";
    let shared = "<meta property='og:url' content='https://b.example.com/errors'>";
    for (head, arguments, address) in [
        (canonical.to_owned(), &[][..], Some("https://a.example.com/errors")),
        ([relative, shared, canonical].concat(), &[], Some("https://a.example.com/errors")),
        ([relative, shared].concat(), &[], Some("https://b.example.com/errors")),
        (canonical.to_owned(), &["--source=https://c.example.com"], Some("https://c.example.com")),
        (relative.to_owned(), &[], None),
    ] {
        let catalog = tempfile::tempdir().unwrap();
        let page = format!(
            "<html><head>{head}</head><body>{}",
            fixture("html").split_once("<body>").unwrap().1
        );
        let output = import_text(&catalog, &page, arguments);
        let Some(address) = address else {
            assert_status(&output, 2);
            continue;
        };
        assert!(file(&catalog).contains(&format!("source = \"{address}\"\n")), "{head}");
    }
}

#[test]
fn a_file_that_is_no_catalog_is_not_edited() {
    let catalog = catalog();
    let broken = file(&catalog).replace("status = 500", "status = \"500\"");
    fs::write(catalog.path().join("agent-launch.toml"), &broken).unwrap();
    let output = import_text(&catalog, &fixture("run.txt"), &[]);
    assert_status(&output, 1);
    assert!(String::from_utf8_lossy(&output.stderr).contains("error[wrong-type]"));
    assert_eq!(file(&catalog), broken);
}

const ROW: &str = "<tr><td>400</td><td>E1</td><td>No.</td><td>Bad.</td></tr>";
const HEADER: &str =
    "<tr><th>Status Code</th><th>Error Code</th><th>Message</th><th>Description</th></tr>";

fn html(rows: &str) -> String {
    format!("<h2>Get</h2><table>{HEADER}{rows}</table>")
}

fn markdown(rows: &str) -> String {
    format!(
        "## Get\n\n| Status Code | Error Code | Message | Description |\n|---|---|---|---|\n{rows}"
    )
}

/// Text of kinds that other sites have.
fn unusual_text() -> Vec<(&'static str, String)> {
    let tabs = |rows: &str| format!("Get\n\nStatus Code\tError Code\tMessage\tDescription\n{rows}");
    let run = |rows: &str| format!("Get\n\nStatus CodeError CodeMessageDescription\n{rows}");
    let code_first = |rows: &str| format!("Get\n\nError CodeStatus CodeMessageDescription\n{rows}");
    let cells = |rows: &str| {
        format!("Get\n\nStatus Code\n\nError Code\n\nMessage\n\nDescription\n\n{rows}")
    };
    vec![
        ("run: a code without digits", run("400E1No.Bad.\n401UNAUTHORIZEDNo token.No Token.\n")),
        ("run: a code of digits only", run("400E1No.Bad.\n\n4001001No token.No Token.\n")),
        (
            "run: a message that begins with digits, one row",
            run("400SMS10110 digits needed.Ten Digits.\n"),
        ),
        (
            "run: a message that begins with digits, two rows",
            run("400SMS10110 digits needed.Ten Digits.\n400SMS102No.Bad.\n"),
        ),
        ("run: a code with digits inside", run("400E2E101No.Bad.\n400E2E102No.Worse.\n")),
        ("run: a question", run("400E1Who are you?Not Logged In.\n")),
        ("run: a code that goes on behind a hyphen", run("400E1-2No.Bad.\n400E1-3No.Worse.\n")),
        ("run: a code that goes on behind a low line", run("400E1_2No.Bad.\n400E1_3No.Worse.\n")),
        ("run: code first, of one digit", code_first("E1400No.Bad.\nE2404No.Worse.\n")),
        ("run: code first", code_first("E101400No.Bad.\nE102404No.Worse.\n")),
        (
            "run: code first, a row below prose",
            code_first("E101400No.Bad.\n\nSome prose.\n\nE102404No.Worse.\n"),
        ),
        (
            "tabs: a cell of two lines",
            tabs("400\tE1\tNo.\tBad.\n401\tE2\tNo.\tWorse.\nAnd more.\n"),
        ),
        (
            "tabs: an empty line, tabs at the end",
            tabs("400\tE1\tNo.\tBad.\t\n\n401\tE2\tNo.\tWorse.\n"),
        ),
        ("tabs: tags in a cell", tabs("400\tE1\tThe <body> is missing.\tBad.\n")),
        ("tabs: an empty cell", tabs("400\tE1\tNo.\t\n")),
        (
            "tabs: an unknown name for the status",
            "Get\n\nNr\tError Code\tMessage\tDescription\n400\tE1\tNo.\tBad.\n".into(),
        ),
        (
            "tabs: a header of eight lines",
            tabs("400\tE1\tNo.\tBad.\n").replace("Code\tE", "Code\n1\n2\n3\n4\n5\n6\n7\tE"),
        ),
        (
            "tabs: a header of nine lines",
            tabs("400\tE1\tNo.\tBad.\n").replace("Code\tE", "Code\n1\n2\n3\n4\n5\n6\n7\n8\tE"),
        ),
        (
            "tabs: other statuses",
            tabs("400\tE1\tNo.\tBad.\n")
                .replace("Get", "Status Code\tMessage\nSENT\tIt is sent.\n\nGet"),
        ),
        ("tabs: Windows", tabs("400\tE1\tNo.\tBad.\n").replace('\n', "\r\n")),
        ("cells: a status with words", cells("400 Bad Request\n\nE1\n\nNo.\n\nBad.\n")),
        (
            "cells: a remark on each column",
            cells("400\n\nE1\n\nNo.\n\nBad.\n")
                .replace("\n\nError", "\nof HTTP\n\nError")
                .replace("\n\nMess", "\nof ours\n\nMess")
                .replace("Description", "Description\n(what it means)"),
        ),
        (
            "cells: an empty cell",
            cells("400\n\nE1\n\nNo.\n\nBad.\n\n401\n\nE2\n\nNo.\n\n\n\nThe end.\n"),
        ),
        ("cells: a cell of two lines", cells("400\n\nE1\n\nNo\nway.\n\nBad.\n")),
    ]
}

fn unusual_markdown() -> Vec<(&'static str, String)> {
    vec![
        ("Markdown: a pipe too many", markdown("| 400 | E1 | Use a | b. | Bad. |\n")),
        ("Markdown: an escaped pipe", markdown("| 400 | E1 | Use a \\| b. | Bad. |\n")),
        ("Markdown: a cell too few", markdown("| 400 | E1 | No. |\n")),
        ("Markdown: a row without pipes", markdown("| 400 | E1 | No. | Bad. |\n401\n| 402 | E2 | No. | Worse. |\n")),
        ("Markdown: tags in a cell", markdown("| 400 | E1 | The <id> is missing. | Bad. |\n")),
        ("Markdown: bold for headings", markdown("| 400 | E1 | No. | Bad. |\n").replace("## Get", "# Page\n\n**Get**")),
        ("Markdown: a line for a heading", markdown("| 400 | E1 | No. | Bad. |\n").replace("## Get", "First.\nGet  \na parcel")),
        ("Markdown: a line that is bold", markdown("| 400 | E1 | No. | Bad. |\n").replace("## Get", "First.\n**Get**")),
        ("Markdown: a line that is bold in part", markdown("| 400 | E1 | No. | Bad. |\n").replace("## Get", "First.\n\nGet a **parcel**")),
        ("Markdown: a heading with the name of its anchor", markdown("| 400 | E1 | No. | Bad. |\n").replace("Get", "Get {#get}")),
        ("Markdown: a heading that is the name of its anchor", markdown("| 400 | E1 | No. | Bad. |\n").replace("Get", "{#get}")),
        ("Markdown: a line that shows nothing below a table", markdown("| 400 | E1 | No. | Bad. |\n\u{200b}\nSend\n\n") + &markdown("| 401 | E2 | No. | Worse. |\n").replace("## Get\n\n", "")),
        ("Markdown: nothing but a line that shows nothing", markdown("| 400 | E1 | No. | Bad. |\n\u{200b}\n\n") + &markdown("| 401 | E2 | No. | Worse. |\n").replace("## Get\n\n", "")),
        ("Markdown: a table in a list", "- Get\n  | Status Code | Error Code | Message | Description |\n  |---|---|---|---|\n  | 400 | E1 | No. | Bad. |\n".into()),
        ("Markdown: a table in a list that is quoted", "> - Get\n>   | Status Code | Error Code | Message | Description |\n>   |---|---|---|---|\n>   | 400 | E1 | No. | Bad. |\n".into()),
        ("Markdown: a table in HTML", format!("# Page\n\n{}\n", html(ROW))),
        ("Markdown: elements deep inside each other", markdown("| 400 | E1 | No. | Bad. |\n") + "\n" + &"<div>".repeat(50_000)),
    ]
}

fn unusual_html() -> Vec<(&'static str, String)> {
    let row = ROW;
    vec![
        ("HTML: bold for headings", html(row).replace("<h2>Get</h2>", "<h1>Page</h1><p><strong>Get</strong></p>")),
        ("HTML: a heading with an anchor and a button", html(row).replace("Get", "<div>Get\u{200b}</div><a class=hash-link>#</a><button>Copy</button>")),
        ("HTML: a heading with a heading in it", html(row).replace("<h2>Get</h2>", "<div role=heading>Get <p><b>a</b></p> parcel</div>")),
        ("HTML: a heading with a heading in it that is not shown", html(row).replace("Get", "Get <template><h3>no</h3></template>a parcel")),
        ("HTML: a heading of several elements", html(row).replace("Get", "<div>Get</div><div>a <i>par</i>cel</div>")),
        ("HTML: a heading that is inline", html(row).replace("<h2>Get</h2>", "Before.<span role=heading>Get</span>After.")),
        ("HTML: a line for a heading", html(row).replace("<h2>Get</h2>", "<div>First.</div>Get <i>a</i> parcel")),
        ("HTML: bold with spaces around it", html(row).replace("<h2>Get</h2>", "<h1>Page</h1><p> <b>Get</b> </p>")),
        ("HTML: a paragraph that is bold in part", html(row).replace("<h2>Get</h2>", "<h2>Get</h2><p><b>All</b> of these</p>")),
        ("HTML: bold that is no paragraph", html(row).replace("<h2>Get</h2>", "<h2>Get</h2><div><b>All</b></div>")),
        ("HTML: a title above the header", html(row).replace("<table>", "<table><tr><th colspan=4>Errors</th></tr>")),
        ("HTML: a title and an empty row above the header", html(row).replace("<table>", "<table><tr><th colspan=4>Errors</th></tr><tr></tr>")),
        ("HTML: three rows above the header", html(row).replace("<table>", "<table><tr><th>Errors</th></tr><tr></tr><tr></tr>")),
        ("HTML: a text and its status", html(row).replace("<table>", "<table><tr><th>Message</th><th>Status</th></tr><tr><td>No.</td><td>404</td></tr></table><table>")),
        ("HTML: words as short as a status", html(row).replace("<table>", "<table><tr><th>Nr</th><th>Id</th><th>Text</th></tr><tr><td>abc</td><td>E1</td><td>No.</td></tr></table><table>")),
        ("HTML: numbers like a status", html(row).replace("<table>", "<table><tr><th>Nr</th><th>Id</th><th>Text</th></tr><tr><td>404</td><td>Paper</td><td>e1</td></tr><tr><td>405</td><td>A good 1</td><td>1</td></tr></table><table>")),
        ("HTML: a status and a code alone", html(row).replace("<table>", "<table><tr><th>Nr</th><th>Id</th></tr><tr><td>404</td><td>E1</td></tr></table><table>")),
        ("HTML: a header with marks", html(row).replace("Error Code", "Error Codes<sup>1</sup>").replace("Message", "Message *")),
        ("HTML: a mark at a code", html(&row.replace("E1", "E1<sup>2</sup>"))),
        ("HTML: what is not shown", html(&row.replace("E1", "E1<script>x()</script><span hidden>y</span>"))),
        ("HTML: several statuses", html(&row.replace("400", "400 / 401"))),
        ("HTML: a range of statuses", html(&row.replace("400", "500 - 599"))),
        ("HTML: a table for the layout", format!("<table><tr><td>{}</td></tr></table>", html(row))),
        ("HTML: an unknown header", html(row).replace(HEADER, "<tr><th>Nr</th><th>Id</th><th>Text</th><th>Reason</th></tr>")),
        ("HTML: two columns of one kind", html(row).replace("Description", "Error Message")),
        ("HTML: other statuses", html(row).replace("<table>", "<table><tr><th>Status</th><th>Description</th></tr><tr><td>SENT</td><td>It is sent.</td></tr></table><table>")),
        ("HTML: two tables of common errors", [html(row).replace("Get", "Common Errors"), html(row).replace("Get", "Common Error Codes")].concat()),
        ("HTML: a cell that spans more than there is", html(&row.replace("<td>400", "<td rowspan=999999 colspan=1>400").replace("<td>Bad", "<td colspan=999999>Bad"))),
        ("HTML: a cell that is too long to stand in many rows", html(&format!("{}{}", row.replace("<td>400", &format!("<td rowspan=2>400 {}", "a".repeat(1 << 20))), "<tr><td>E2</td><td>No.</td><td>Worse.</td></tr>"))),
        ("HTML: elements deep inside each other", html(row) + &"<div>".repeat(50_000)),
        ("HTML: marks that are not closed", html(row) + &(0..3_000).map(|at| format!("<b id={at}><p>")).collect::<Vec<_>>().concat()),
        ("HTML: no rows", html("")),
        ("HTML: a name that is reserved", html(row).replace("Get", "Documented")),
    ]
}

/// Pages of kinds that other sites have: read as they stand, or refused; nothing is lost or guessed.
#[test]
fn unusual_pages_are_read_as_they_stand_or_refused() {
    let mut seen = String::new();
    for (name, page) in [unusual_text(), unusual_markdown(), unusual_html()].concat() {
        let catalog = tempfile::tempdir().unwrap();
        let output = import_text(&catalog, &page, &["--source=https://docs.example.com"]);
        let stderr = String::from_utf8_lossy(&output.stderr);
        let written = fs::read_to_string(catalog.path().join("agent-launch.toml"));
        assert_eq!(output.status.code(), Some(i32::from(written.is_err())), "{name}: {stderr}");
        let is_said =
            |line: &&str| ["title", "  {", "error["].iter().any(|begin| line.starts_with(begin));
        let text = written.as_deref().unwrap_or(&stderr);
        let lines: Vec<&str> = text.lines().filter(is_said).collect();
        seen.push_str(&[name, "\n    ", &lines.join("\n    "), "\n"].concat());
    }
    assert_snapshot!(seen);
}

/// A remark belongs to the row that it stands at, or to the one below; it goes where the row goes.
#[test]
fn comments_stay_with_their_rows() {
    let catalog = tempfile::tempdir().unwrap();
    let page = |rows: [&str; 3]| {
        let rows = rows.map(|name| format!("400\tE-{name}\t{name} failed.\tFailed {name}.\n"));
        format!("Get\n\nStatus Code\tError Code\tMessage\tDescription\n{}", rows.concat())
    };
    import_text(
        &catalog,
        &page(["A", "B", "C"]),
        &["--source=https://docs.example.com", "--retrieved=2026-01-31"],
    );
    let mut own = file(&catalog);
    for name in ["A", "B", "C"] {
        let row = format!("  {{ name = \"Failed{name}\"");
        own = own.replace(&row, &format!("  # above {name}\n{row}"));
        own = own.replace(
            &format!("\"Failed {name}.\" }},"),
            &format!("\"Failed {name}.\" }}, # at {name}"),
        );
    }
    fs::write(catalog.path().join("agent-launch.toml"), &own).unwrap();
    for rows in [["C", "A", "B"], ["A", "D", "C"], ["C", "D", "A"]] {
        assert_status(&import_text(&catalog, &page(rows), &["--retrieved=2026-01-31"]), 0);
        let text = file(&catalog);
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("  {")) {
            let name = line.split("Failed").nth(1).unwrap().chars().next().unwrap();
            if name == 'D' {
                assert!(!lines[number - 1].contains("# above") && !line.contains("# at"), "{text}");
            } else {
                assert!(lines[number - 1].ends_with(&format!("# above {name}")), "{text}");
                assert!(line.ends_with(&format!("# at {name}")), "{text}");
            }
        }
        fs::write(catalog.path().join("agent-launch.toml"), &own).unwrap();
    }
}

/// The common table stands among the endpoints where the page has it.
#[test]
fn the_common_table_goes_where_the_page_has_it() {
    let catalog = catalog();
    let own = file(&catalog);
    let (start, rest) = own.split_once("[[endpoint]]").unwrap();
    let (endpoints, rest) = rest.split_once("[common]").unwrap();
    let (common, quirks) = rest.split_once("[[quirk]]").unwrap();
    let first = format!("{start}[common]{common}[[endpoint]]{endpoints}[[quirk]]{quirks}");
    fs::write(catalog.path().join("agent-launch.toml"), first).unwrap();
    let check = import_text(&catalog, &fixture("html"), &["--check"]);
    assert_status(&check, 1);
    assert_snapshot!(stdout(&check).split_once("one place:").unwrap().1, @r"
    Common
      the table moved from place 1 to 4
    ");
    assert_status(&import_text(&catalog, &fixture("html"), &["--retrieved=2026-11-23"]), 0);
    assert_eq!(file(&catalog), own);

    // Another table may become what the common one stood before.
    let page = fixture("run.txt");
    let (endpoints, common) = page.split_once("Common Error Scenarios").unwrap();
    let (endpoints, get) = endpoints.split_once("Get Agent Launch Status").unwrap();
    let page = format!("{endpoints}Common Error Scenarios{common}\n\nGet a status{get}");
    assert_status(&import_text(&catalog, &page, &["--retrieved=2026-11-23"]), 0);
    assert_status(&import_text(&catalog, &page, &["--check"]), 0);
    let places = ["Carrier Launch\"", "[common]", "Get a status", "[[quirk]]"];
    let places = places.map(|text| file(&catalog).find(text).unwrap());
    assert!(places.is_sorted(), "{}", file(&catalog));
}

/// Rows may stand in lines of their own, in one line, or as tables.
#[test]
fn rows_stay_as_they_are_written() {
    let row = |name: &str| {
        let cells = [
            "status = 400".into(),
            format!("code = \"E-{name}\""),
            format!("message = \"{name} failed.\""),
            format!("description = \"Failed {name}.\""),
        ];
        [&[format!("name = \"Failed{name}\"")], &cells[..]].concat()
    };
    let inline = |name: &str| format!("{{ {} }}", row(name).join(", "));
    let table =
        |name: &str| format!("\n[[endpoint.errors]] # at {name}\n{}\n", row(name).join("\n"));
    let file_of = |rows: &str| {
        format!(
            "[page]\nname = \"Page\"\ntitle = \"Get\"\nsource = \"https://docs.example.com\"\nretrieved = 2026-01-31\n\n[[endpoint]]\nname = \"Get\"\ntitle = \"Get\"\n{rows}"
        )
    };
    let (a, b, c) = (inline("A"), inline("B"), inline("C"));
    let cases = [
        // In one line.
        (format!("errors = [{a}, {b}]\n"), format!("errors = [{b}, {a}]\n"), "BA"),
        // A remark does not get in front of the bracket, and one above the bracket stays.
        (
            format!("errors = [\n  {a}, # at A\n  {b}]\n"),
            format!("errors = [\n  {b},\n  {a} # at A\n]\n"),
            "BA",
        ),
        (
            format!("errors = [\n  {a}, # at A\n  {b},\n  # the end\n]\n"),
            format!("errors = [\n  {b},\n  {a}, # at A\n  # the end\n]\n"),
            "BA",
        ),
        // A new row is as far from the margin as the others, and goes as it came.
        (
            format!("errors = [\n    {a}, # at A\n]\n"),
            format!("errors = [\n    {c},\n    {a}, # at A\n]\n"),
            "CA",
        ),
        (format!("errors = [ {a} ]\n"), format!("errors = [ {c}, {a} ]\n"), "CA"),
        // What is where it was stays, however it is written.
        (format!("errors = [{a} ,\n   {b}]\n"), format!("errors = [{a} ,\n   {b}]\n"), "AB"),
        (
            format!("{}{}\n# the end\n", table("A"), table("B")),
            format!("{}{}\n# the end\n", table("B"), table("A")),
            "BA",
        ),
        (table("A"), format!("{}{}", table("A"), table("C").replace(" # at C", "")), "AC"),
        (format!("{}{}", table("A"), table("B")), table("B"), "B"),
    ];
    for (before, after, names) in cases {
        let catalog = tempfile::tempdir().unwrap();
        fs::write(catalog.path().join("agent-launch.toml"), file_of(&before)).unwrap();
        let rows =
            names.chars().map(|name| format!("400\tE-{name}\t{name} failed.\tFailed {name}.\n"));
        let page = format!(
            "Get\n\nStatus Code\tError Code\tMessage\tDescription\n{}",
            rows.collect::<String>()
        );
        assert_status(&import_text(&catalog, &page, &["--retrieved=2026-01-31"]), 0);
        assert_eq!(file(&catalog), file_of(&after));
    }
}

#[test]
fn the_line_endings_of_a_file_stay() {
    let catalog = catalog();
    let own = file(&catalog).replace('\n', "\r\n");
    fs::write(catalog.path().join("agent-launch.toml"), &own).unwrap();
    let page = fixture("run.txt").replace("Internal Gateway Error.", "Internal gateway failure.");
    assert_status(&import_text(&catalog, &page, &["--retrieved=2026-11-23"]), 0);
    assert_eq!(file(&catalog), own.replace("Internal Gateway Error.", "Internal gateway failure."));
}

/// The same status and code are not the same error, and neither is the neighbour of one that is gone.
#[test]
fn a_name_is_not_handed_to_another_error() {
    let catalog = catalog();
    let other = fixture("run.txt").replace(
        "Method not allowed.Launch Status Not Found.",
        "Rate limit exceeded.Too Many Requests.",
    );
    import_text(&catalog, &other, &[]);
    assert!(!file(&catalog).contains("name = \"LaunchStatusNotFound\""));
    assert!(file(&catalog).contains("name = \"TooManyRequests\""));
}
