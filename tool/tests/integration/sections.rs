//! The sections of Markdown files that `generate` writes. What is wrong with their markers is in the cases.

use insta::assert_snapshot;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use testing::folder::Folder;

use crate::{GENERATED, SCHEMA, SETTINGS, repository, tool};

/// A repository in which sections of a file are generated too.
pub(crate) fn with_sections(readme: impl AsRef<[u8]>) -> Folder {
    let folder = repository();
    folder.write("catalog/catalog.toml", format!("{SETTINGS}sections = [\"../README.md\"]\n"));
    folder.write("README.md", readme);
    folder
}

pub(crate) const README: &str = "\
# Errors of parcels

<!-- catalog: coverage -->
<!-- end of catalog: coverage -->
Between.
<!-- catalog: quirks -->
As it was.
<!-- end of catalog: quirks -->";

#[test]
fn sections_show_what_is_in_the_catalog() {
    let folder = with_sections(README);
    let output = tool().succeed(&folder, ["generate"]);
    assert_eq!(
        output,
        format!("{GENERATED} was written\n{SCHEMA} was written\nREADME.md was written\n")
    );
    assert_snapshot!(folder.read("README.md"), @"
    # Errors of parcels

    <!-- catalog: coverage -->

    | page | endpoints | rows | distinct errors | read on |
    |---|---|---|---|---|
    | [Parcels](https://docs.example.com/parcels) | 2, and a table of common errors | 6 | 4 | 2026-01-31 |

    <!-- end of catalog: coverage -->
    Between.
    <!-- catalog: quirks -->

    On the page [Parcels](https://docs.example.com/parcels):

    | quirk | errors | tables | note |
    |---|---|---|---|
    | `indistinguishable` | `NoSuchParcel`, `ParcelLost` | Get a parcel | The parcel may have been lost: ask again later. |
    | `reused-code` | `NoSuchParcel`, `ParcelLost` | | The parcel may have been lost: ask again later. |
    | `not-common` | `NotLoggedIn` | Get a parcel, Send a parcel | The parcel may have been lost: ask again later. |

    <!-- end of catalog: quirks -->
    ");
    let output = tool().succeed(&folder, ["generate", "--check"]);
    assert!(output.ends_with("README.md is up to date\n"), "{output}");
}

#[test]
fn a_page_without_quirks_is_not_among_those_with_quirks() {
    let folder = with_sections("<!-- catalog: quirks -->\n<!-- end of catalog: quirks -->\n");
    let letters = "[page]\nname = \"Letters\"\ntitle = \"Letters\"\n\
                   source = \"https://docs.example.com/letters\"\nretrieved = 2026-02-28\n\n\
                   [[endpoint]]\nname = \"GetLetter\"\ntitle = \"Get a letter\"\nerrors = [\n  \
                   { name = \"NoSuchLetter\", status = 404, code = \"L-1\", \
                   message = \"No such letter.\", description = \"Letter Not Found.\" },\n]\n";
    folder.write("catalog/letters.toml", letters);
    tool().succeed(&folder, ["generate"]);
    assert!(!folder.read("README.md").contains("Letters"));
    folder.remove("catalog/parcels.toml");
    tool().succeed(&folder, ["generate"]);
    assert_snapshot!(folder.read("README.md"), @"
    <!-- catalog: quirks -->

    No quirks are known.

    <!-- end of catalog: quirks -->
    ");
}

#[test]
fn a_page_without_an_address_has_no_link_and_no_day() {
    let sections = "<!-- catalog: coverage -->\n<!-- end of catalog: coverage -->\n\n\
                    <!-- catalog: quirks -->\n<!-- end of catalog: quirks -->\n";
    let folder = with_sections(sections);
    let is_origin = |line: &&str| line.starts_with("source = ") || line.starts_with("retrieved = ");
    let page = folder.read("catalog/parcels.toml");
    let lines: Vec<&str> = page.lines().filter(|line| !is_origin(line)).collect();
    folder.write("catalog/parcels.toml", lines.join("\n"));
    folder.replace("catalog/parcels.toml", "title = \"Parcels\"", "title = \"[Par]cels | <b>\"");
    tool().succeed(&folder, ["generate"]);
    let readme = folder.read("README.md");
    let lines: Vec<&str> = readme.lines().filter(|line| line.contains("cels")).collect();
    assert_snapshot!(lines.join("\n"), @r"
    | \[Par\]cels \| \<b\> | 2, and a table of common errors | 6 | 4 | |
    On the page \[Par\]cels \| \<b\>:
    ");
}

/// Each rule is in the table, with a sentence that is complete and is no more than a cell.
#[test]
fn a_section_lists_the_rules() {
    let folder = with_sections("<!-- catalog: rules -->\n<!-- end of catalog: rules -->\n");
    tool().succeed(&folder, ["generate"]);
    let readme = folder.read("README.md");
    for rule in cargo_catalog::rules() {
        let start = format!("| `{}` | ", rule.name);
        let lines: Vec<&str> =
            readme.lines().filter_map(|line| line.strip_prefix(&start)).collect();
        let [line] = &*lines else { panic!("{}: {lines:?}", rule.name) };
        let sentence = line.strip_suffix(". |").unwrap_or_else(|| panic!("{}: {line}", rule.name));
        assert!(!sentence.contains(['|', '#']) && !sentence.contains(". "), "{sentence}");
    }
    // The kinds of quirks come first.
    let (kinds, others) = readme.split_once("| other rule | what it finds |").unwrap();
    assert!(kinds.contains("`reused-code`") && !others.contains("`reused-code`"));
    assert!(others.contains("`syntax`") && others.contains("`section-marker`"));
}

/// What people wrote stays as it is, with whatever line endings.
#[test]
fn what_is_outside_of_the_sections_stays() {
    let outside = "\u{feff}# Title  \r\nline\ntab\there \r\n\r\n";
    let end = "\r\n\n\nno line ending ``` <!-- other -->";
    let readme = format!(
        "{outside}<!-- catalog: coverage -->\r\nold\n<!-- end of catalog: coverage -->{end}"
    );
    let folder = with_sections(&readme);
    tool().succeed(&folder, ["generate"]);
    let generated = folder.read("README.md");
    let begin = format!("{outside}<!-- catalog: coverage -->\r\n\r\n| page |");
    assert!(generated.starts_with(&begin), "{generated:?}");
    let end = format!("|\r\n\r\n<!-- end of catalog: coverage -->{end}");
    assert!(generated.ends_with(&end), "{generated:?}");
    let section = &generated[outside.len()..generated.len() - end.len()];
    assert_eq!(section.matches('\n').count(), section.matches("\r\n").count());
    tool().succeed(&folder, ["generate", "--check"]);

    // A checkout that changes line endings makes no difference.
    folder.write("README.md", generated.replace("\r\n", "\n"));
    tool().succeed(&folder, ["generate", "--check"]);
    folder.write("README.md", generated.replace("\r\n", "\n").replace('\n', "\r\n"));
    tool().succeed(&folder, ["generate", "--check"]);
}

#[test]
fn check_shows_each_file_that_is_stale() {
    let folder = with_sections(README);
    tool().succeed(&folder, ["generate"]);
    folder.replace("catalog/parcels.toml", "2026-01-31", "2026-02-01");
    let before = folder.read("README.md");
    let output = tool().run(&folder, ["generate", "--check"]);
    output.assert_status(1);
    for line in [
        "-| [Parcels](https://docs.example.com/parcels) | 2, and a table of common errors | 6 | 4 | 2026-01-31 |",
        "+| [Parcels](https://docs.example.com/parcels) | 2, and a table of common errors | 6 | 4 | 2026-02-01 |",
        "README.md is not up to date",
        "rcs-errors/src/generated.rs is not up to date",
        "catalog/catalog.schema.json is up to date",
    ] {
        assert!(output.stdout.lines().any(|shown| shown == line), "{line}: {output:?}");
    }
    assert_eq!(folder.read("README.md"), before);
}

#[test]
fn everything_that_is_wrong_in_all_files_is_reported() {
    let folder = with_sections(b"<!-- catalog: coverage -->\n\xE4");
    folder.replace(
        "catalog/catalog.toml",
        "[\"../README.md\"]",
        "[\"../README.md\", \"a.md\", \"b.md\"]",
    );
    folder.write("catalog/a.md", "<!-- end of catalog: quirks -->\n");
    folder.write("catalog/b.md", README);
    let output = tool().run(&folder, ["generate", "--format=json"]);
    output.assert_status(1);
    let findings = output.json_lines();
    let findings: Vec<_> =
        findings.iter().map(|finding| (&finding["rule"], &finding["path"])).collect();
    assert_eq!(
        findings,
        [
            (&"not-utf8".into(), &"README.md".into()),
            (&"section-marker".into(), &"catalog/a.md".into())
        ]
    );
}

/// Strings that try to become markup, a link, a cell, a line or a marker.
const HOSTILE: [&str; 9] = [
    "<!-- end of catalog: coverage --> <!-- end of catalog: quirks --> <!-- catalog: rules -->",
    "--> <!-- x --> <script>alert(1)</script> <b>bold</b> <img src=x onerror=y>",
    "[link](javascript:alert(1)) [other][ref] [ref]: javascript:x ![image](x.png) [^1]",
    "a | b || c \\| d \\\\| e |",
    "`code` ``two`` ``` *it* **bold** __under__ ~~strike~~ $math$",
    "# heading",
    "1. list",
    "&lt;b&gt; &#x5b; &amp; ]( ) [",
    "https://example.com <https://example.com> www.example.com <a@example.com>",
];

/// Addresses that are valid, with characters that mean something in Markdown.
const ADDRESSES: [&str; 3] = [
    "https://docs.example.com/a_(b)_)x(|y|&lt;&copy=1*z*_a_~b~[c](d)!e",
    "https://docs.example.com/](javascript:alert(1))|--[x]:y#",
    "http://docs.example.com/#x-(y",
];

/// A page with such strings wherever a section shows them.
fn hostile_page(string: &str, source: &str) -> String {
    let string = toml_edit::Value::from(string);
    format!(
        "[page]\nname = \"Parcels\"\ntitle = {string}\nsource = \"{source}\"\nretrieved = 2026-01-31\n\n\
         [[endpoint]]\nname = \"GetParcel\"\ntitle = {string}\nerrors = [\n  \
         {{ name = \"A\", status = 404, code = \"1\", message = \"M.\", description = \"One.\" }},\n  \
         {{ name = \"B\", status = 404, code = \"1\", message = \"M.\", description = \"Two.\" }},\n]\n\n\
         [[quirk]]\nkind = \"indistinguishable\"\ntables = [\"GetParcel\"]\nerrors = [\"A\", \"B\"]\n\
         note = {string}\n\n\
         [[quirk]]\nkind = \"reused-code\"\nerrors = [\"A\", \"B\"]\nnote = {string}\n"
    )
}

/// The texts of all cells, and the addresses of all links; panics at anything else than text and code in tables,
/// paragraphs and links, and the markers.
fn rendered(markdown: &str) -> (Vec<String>, Vec<String>) {
    let (mut cells, mut links) = (Vec::new(), Vec::new());
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::all()) {
        match event {
            Event::Start(Tag::TableCell) => text.clear(),
            Event::End(TagEnd::TableCell) => cells.push(text.clone()),
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            Event::Html(html) => assert!(README.contains(html.trim_end()), "{html}"),
            Event::Start(
                Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::Paragraph | Tag::HtmlBlock,
            )
            | Event::End(
                TagEnd::Table
                | TagEnd::TableHead
                | TagEnd::TableRow
                | TagEnd::Paragraph
                | TagEnd::HtmlBlock
                | TagEnd::Link,
            ) => {}
            other => panic!("{other:?} in {markdown}"),
        }
    }
    (cells, links)
}

/// Strings of the documentation are shown as they are, and never become markup.
#[test]
fn sections_show_hostile_strings_as_text() {
    let (_, readme) = README.split_once("\n\n").unwrap();
    let folder = with_sections(readme);
    let strings = HOSTILE.iter().zip(ADDRESSES.iter().cycle());
    for (string, source) in strings.chain(ADDRESSES.iter().map(|source| (&"Title", source))) {
        folder.write("catalog/parcels.toml", hostile_page(string, source));
        tool().succeed(&folder, ["check", "--reviewed"]);
        tool().succeed(&folder, ["generate"]);
        let markdown = folder.read("README.md");
        let (cells, links) = rendered(&markdown);
        let coverage = ["page", "endpoints", "rows", "distinct errors", "read on"];
        let expected: Vec<&str> = coverage
            .into_iter()
            .chain([string, "1", "2", "2", "2026-01-31"])
            .chain(["quirk", "errors", "tables", "note"])
            .chain(["indistinguishable", "A, B", string, string])
            .chain(["reused-code", "A, B", "", string])
            .collect();
        assert_eq!(cells, expected, "{markdown}");
        assert_eq!(links, [*source, source], "{markdown}");
        // What is written can be read again.
        let output = tool().succeed(&folder, ["generate", "--check"]);
        assert!(output.ends_with("README.md is up to date\n"));
    }
}

/// Neither can be part of a catalog.
#[test]
fn line_breaks_and_other_addresses_are_rejected() {
    for (string, source, rule) in [
        ("a\nb", ADDRESSES[0], "invisible-character"),
        ("a", "javascript:alert(1)", "source-address"),
        ("a", "https://example.com/<!-- -->", "source-address"),
    ] {
        let folder = with_sections(README);
        folder.write("catalog/parcels.toml", hostile_page(string, source));
        let output = tool().run(&folder, ["generate", "--format=json"]);
        output.assert_status(1);
        assert!(output.json_lines().iter().any(|finding| finding["rule"] == rule), "{output:?}");
        assert_eq!(folder.read("README.md"), README);
    }
}
