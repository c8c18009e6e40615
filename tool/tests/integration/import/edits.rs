//! What people wrote in a page file, which an import keeps: comments, the order of keys and formatting.

use insta::assert_snapshot;
use testing::fixtures::AGENT_LAUNCH;

use super::{FILE, catalog, empty_catalog, import, page, page_of_rows, review};

#[test]
fn comments_and_formatting_stay() {
    let folder = catalog();
    folder.replace(FILE, "[page]\n", "# Why this page is here.\n[page]\n");
    folder.replace(
        FILE,
        "  { name = \"GatewayError\", status = 500, code = \"RCS502\", message = \"Internal Gateway Error.\", description = \"Gateway Error.\" },\n  { name = \"InternalServerError\"",
        "  # Seen in production.\n  { code = 'RCS502', status = 0x1F4, name = \"GatewayError\", # odd\n    description = \"Gateway Error.\", message = \"Internal Gateway Error.\" },\n\n  { name = \"InternalServerError\"",
    );
    let written = folder.read(FILE);
    import(&folder, &page("run.txt"), &[]).assert_status(0);
    assert_eq!(folder.read(FILE), written);

    let (old, new) = ("Internal Gateway Error.", "Internal gateway failure.");
    let page = page("run.txt").replace(old, new);
    import(&folder, &page, &["--retrieved=2026-11-23"]).assert_status(0);
    assert_eq!(folder.read(FILE), written.replace(old, new));

    let row = "400RCS701Invalid json format passed.Invalid JSON.\n";
    let page = page.replace(row, &format!("{row}413RCS413Too large.Too Large.\n"));
    // It is in the common table too, and not in every endpoint's: a new quirk.
    import(&folder, &page, &["--retrieved=2026-11-23"]).assert_status(1);
    let file = folder.read(FILE);
    for kept in
        ["# Why this page is here.", "# Seen in production.", "'RCS502', status = 0x1F4", "# odd"]
    {
        assert!(file.contains(kept), "{kept}: {file}");
    }
}

/// The row of an error, as a page has it.
fn row(name: char) -> String {
    format!("400\tE-{name}\t{name} failed.\tFailed {name}.\n")
}

/// A comment belongs to the row in its line, or to the one below it, and moves with the row.
#[test]
fn comments_stay_with_their_rows() {
    let page = |names: &str| page_of_rows(&names.chars().map(row).collect::<String>());
    let folder = empty_catalog();
    let arguments = ["--source=https://docs.example.com", "--retrieved=2026-01-31"];
    import(&folder, &page("ABC"), &arguments).assert_status(0);
    for name in ["A", "B", "C"] {
        let start = format!("  {{ name = \"Failed{name}\"");
        folder.replace(FILE, &start, &format!("  # above {name}\n{start}"));
        let end = format!("\"Failed {name}.\" }},");
        folder.replace(FILE, &end, &format!("{end} # at {name}"));
    }
    let written = folder.read(FILE);
    for names in ["CAB", "ADC", "CDA"] {
        import(&folder, &page(names), &["--retrieved=2026-01-31"]).assert_status(0);
        let file = folder.read(FILE);
        let lines: Vec<&str> = file.lines().collect();
        let rows = lines.windows(2).filter(|lines| lines[1].starts_with("  {"));
        let mut found = String::new();
        for rows in rows {
            let (above, line) = (rows[0], rows[1]);
            let name = line.split("Failed").nth(1).unwrap().chars().next().unwrap();
            found.push(name);
            if name == 'D' {
                assert!(!above.contains("# above") && !line.contains("# at"), "{file}");
            } else {
                assert!(above.ends_with(&format!("# above {name}")), "{file}");
                assert!(line.ends_with(&format!("# at {name}")), "{file}");
            }
        }
        assert_eq!(found, names, "{file}");
        folder.write(FILE, &written);
    }
}

#[test]
fn the_common_table_is_where_the_page_has_it() {
    let folder = catalog();
    let (start, rest) = AGENT_LAUNCH.split_once("[[endpoint]]").unwrap();
    let (endpoints, rest) = rest.split_once("[common]").unwrap();
    let (common, quirks) = rest.split_once("[[quirk]]").unwrap();
    folder.write(FILE, format!("{start}[common]{common}[[endpoint]]{endpoints}[[quirk]]{quirks}"));
    let check = import(&folder, &page("run.txt"), &["--check"]);
    check.assert_status(1);
    assert_snapshot!(check.stdout.split_once("one place:").unwrap().1.trim(), @"
    Common
      the table moved from place 1 to 4

    to write this into the catalog, run the same command without --check
    ");
    import(&folder, &page("run.txt"), &["--retrieved=2026-11-23"]).assert_status(0);
    assert_eq!(folder.read(FILE), AGENT_LAUNCH);

    // The table after it may become another one.
    let page = page("run.txt");
    let (endpoints, common) = page.split_once("Common Error Scenarios").unwrap();
    let (endpoints, get) = endpoints.split_once("Get Agent Launch Status").unwrap();
    let page = format!("{endpoints}Common Error Scenarios{common}\n\nGet a status{get}");
    // The heading is a fact of several quirks, whose notes have to be read again.
    import(&folder, &page, &["--retrieved=2026-11-23"]).assert_status(1);
    import(&folder, &page, &["--check"]).assert_status(1);
    review(&folder);
    import(&folder, &page, &["--check"]).assert_status(0);
    let file = folder.read(FILE);
    let tables = ["Carrier Launch\"", "[common]", "Get a status", "[[quirk]]"];
    let positions = tables.map(|table| file.find(table).unwrap());
    assert!(positions.is_sorted(), "{file}");
}

/// The keys of an error's row in a page file.
fn keys(name: char) -> [String; 5] {
    [
        format!("name = \"Failed{name}\""),
        "status = 400".into(),
        format!("code = \"E-{name}\""),
        format!("message = \"{name} failed.\""),
        format!("description = \"Failed {name}.\""),
    ]
}

/// Each row may have a line, several may be in one line, and they may be tables.
#[test]
fn rows_keep_their_formatting() {
    let inline = |name| format!("{{ {} }}", keys(name).join(", "));
    let table = |name| format!("\n[[endpoint.errors]] # at {name}\n{}\n", keys(name).join("\n"));
    let file_with = |rows: &str| {
        format!(
            "[page]\nname = \"Page\"\ntitle = \"Get\"\nsource = \"https://docs.example.com\"\nretrieved = 2026-01-31\n\n[[endpoint]]\nname = \"Get\"\ntitle = \"Get\"\n{rows}"
        )
    };
    let (a, b, c) = (inline('A'), inline('B'), inline('C'));
    let cases = [
        // In one line.
        (format!("errors = [{a}, {b}]\n"), format!("errors = [{b}, {a}]\n"), "BA"),
        // A comment does not swallow the bracket, and one above the bracket stays.
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
        // A new row has the indentation of the others.
        (
            format!("errors = [\n    {a}, # at A\n]\n"),
            format!("errors = [\n    {c},\n    {a}, # at A\n]\n"),
            "CA",
        ),
        (format!("errors = [ {a} ]\n"), format!("errors = [ {c}, {a} ]\n"), "CA"),
        // A row that has not moved stays, however it is written.
        (format!("errors = [{a} ,\n   {b}]\n"), format!("errors = [{a} ,\n   {b}]\n"), "AB"),
        (
            format!("{}{}\n# the end\n", table('A'), table('B')),
            format!("{}{}\n# the end\n", table('B'), table('A')),
            "BA",
        ),
        (table('A'), format!("{}{}", table('A'), table('C').replace(" # at C", "")), "AC"),
        (format!("{}{}", table('A'), table('B')), table('B'), "B"),
    ];
    for (before, after, names) in cases {
        let folder = empty_catalog();
        folder.write(FILE, file_with(&before));
        let page = page_of_rows(&names.chars().map(row).collect::<String>());
        import(&folder, &page, &["--retrieved=2026-01-31"]).assert_status(0);
        assert_eq!(folder.read(FILE), file_with(&after));
    }
}

#[test]
fn line_endings_of_a_page_file_stay() {
    let folder = catalog();
    folder.replace(FILE, "\n", "\r\n");
    let written = folder.read(FILE);
    let (old, new) = ("Internal Gateway Error.", "Internal gateway failure.");
    let page = page("run.txt").replace(old, new);
    import(&folder, &page, &["--retrieved=2026-11-23"]).assert_status(0);
    assert_eq!(folder.read(FILE), written.replace(old, new));
}

/// Where a response has code and message is nothing that a page says.
#[test]
fn a_body_stays() {
    let pointers = "code = { pointer = \"/code\" } # a string\nmessage.pointer='/text'\n";
    for (before, after) in [
        ("body = { code = { pointer = \"/code\" },message={pointer = '/text' } } # odd\n", ""),
        ("body.code.pointer = \"/code\"\nbody.message.pointer = '/text'\n", ""),
        ("", &*format!("\n# About bodies.\n[page.body]\n{pointers}")),
        ("", "\n[page.body.code]\npointer = \"/code\"\n\n[page.body.message]\npointer = '/text'\n"),
        (
            "",
            "\n[page.body.message]\npointer = '/text'\n\n[page.body]\ncode = { pointer = '/code' }\n",
        ),
    ] {
        let folder = catalog();
        folder.replace(FILE, "source =", &format!("{before}source ="));
        let date = "retrieved = 2026-11-23\n";
        folder.replace(FILE, date, &format!("{date}{after}"));
        let written = folder.read(FILE);
        import(&folder, &page("run.txt"), &[]).assert_status(0);
        assert_eq!(folder.read(FILE), written);
        // A cell changes, and the common table is now in front of another one.
        let page = page("run.txt").replace("Internal Gateway Error.", "Internal gateway failure.");
        let (endpoints, common) = page.split_once("Common Error Scenarios").unwrap();
        let (endpoints, get) = endpoints.split_once("Get Agent Launch Status").unwrap();
        let page =
            format!("{endpoints}Common Error Scenarios{common}\n\nGet Agent Launch Status{get}");
        import(&folder, &page, &["--retrieved=2026-11-23"]);
        let file = folder.read(FILE);
        assert!(file.contains("Internal gateway failure."), "{file}");
        let (old, _) = written.split_once("\n[[endpoint]]").unwrap();
        let (new, _) = file.split_once("\n[[endpoint]]").unwrap();
        assert_eq!(new, old);
    }
}
