//! Strings that try to break something, from the catalog to the enums and their docs.

use std::collections::BTreeSet;

use error_catalog_model::{Rules, load};
use scraper::{ElementRef, Html, Selector};
use testing::consumer::Consumer;
use testing::oracle;
use toml::Value;

use crate::pages::string;

/// The catalog: that of the fixtures, a page with strings of 100,000 bytes, and a page whose errors have much in
/// common.
fn files() -> Vec<(&'static str, String)> {
    let long = "<b>x</b> é*_`|".repeat(100_000 / "<b>x</b> é*_`|".len());
    let long = format!(
        "[page]\nname = \"Long\"\ntitle = 'T{long}'\nsource = \"https://docs.example.com\"\n\
         retrieved = 2026-01-31\n[[endpoint]]\nname = \"One\"\ntitle = 'O{long}'\nerrors = [\n\
         {{ name = \"A\", status = 400, code = 'C{long}', message = 'M{long}', description = 'D{long}' }},\n]\n"
    );
    vec![
        ("keywords", include_str!("../fixtures/hostile/keywords.toml").to_owned()),
        ("long", long),
        ("markup", include_str!("../fixtures/hostile/markup.toml").to_owned()),
        ("mixed", mixed()),
        ("scripts", include_str!("../fixtures/hostile/scripts.toml").to_owned()),
    ]
}

/// A page of 60 errors that have few statuses, codes and messages, and the same in several tables: the first
/// ten, all in the opposite order, and every other one.
fn mixed() -> String {
    let codes = ["A", "B", "long-code-1", "long-code-2"];
    // Numbers without a common factor, so that all combinations are there, in an order of no importance.
    let errors = (0..60_u16).map(|number| {
        let (status, message) = (400 + number % 3, number * 7 % 5);
        let code = codes[usize::from(number * 11 % 13 % 4)];
        format!(
            "{{ name = 'E{number}', status = {status}, code = '{code}', message = 'm{message}', description = 'd{number}' }},\n"
        )
    });
    let errors: Vec<String> = errors.collect();
    let turned: String = errors.iter().rev().map(String::as_str).collect();
    let odd: String = errors.iter().skip(1).step_by(2).map(String::as_str).collect();
    let tables = [("Short", errors[..10].concat()), ("Turned", turned), ("Odd", odd)];
    let tables = tables.map(|(name, errors)| {
        format!("[[endpoint]]\nname = '{name}'\ntitle = '{name}'\nerrors = [\n{errors}]\n")
    });
    let page = "[page]\nname = 'Mixed'\ntitle = 'Mixed'\nsource = 'https://docs.example.com/mixed'\n\
                retrieved = 2026-01-31\n";
    page.to_owned() + &tables.concat()
}

const LIBRARY: &str = r#"
//! The enums of a catalog whose strings and names try to break something.

#![deny(warnings, missing_docs, unreachable_pub, clippy::all)]

include!("catalog.rs");
"#;

/// A crate with the enums of the catalog, and a program that uses them all.
fn hostile() -> Consumer {
    let consumer = Consumer::new("hostile", "2024", "");
    for (name, text) in files() {
        consumer.folder.write(format!("errors/{name}.toml"), text);
    }
    // What the documentation gets wrong is not acknowledged for all pages.
    let catalog = load(&consumer.folder.path("errors"), Rules::WithoutQuirks).unwrap();
    let code = error_catalog_codegen::generate(&catalog);
    consumer.folder.write("src/catalog.rs", code);
    consumer.folder.write("src/lib.rs", LIBRARY);
    consumer.folder.write("src/lookup_oracle.rs", oracle::LOOKUP);
    consumer.folder.write("src/main.rs", include_str!("../consumers/hostile.rs"));
    consumer
}

/// A row: its name, status, code, message and description.
type Row = (String, i64, String, String, String);

/// A table of a page, or all of it.
struct Table {
    module: &'static str,
    page: String,
    name: String,
    title: String,
    source: String,
    /// The pointers to code and message.
    pointers: Option<[Option<String>; 2]>,
    rows: Vec<Row>,
    /// What the page has for its errors.
    quirks: Vec<Quirk>,
}

/// The errors, kind, note and tables of a quirk.
#[derive(Clone)]
struct Quirk {
    errors: Vec<String>,
    shown: (String, String, Vec<String>),
}

fn quirks(file: &toml::Table) -> Vec<Quirk> {
    let quirks = file.get("quirk").map_or(&[][..], |quirks| quirks.as_array().unwrap());
    let names = |quirk: &Value, key: &str| -> Vec<String> {
        let names = quirk.get(key).map_or(&[][..], |names| names.as_array().unwrap());
        names.iter().map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let quirks = quirks.iter().map(|quirk| {
        let [kind, note] = ["kind", "note"].map(|key| string(quirk, key).to_owned());
        Quirk { errors: names(quirk, "errors"), shown: (kind, note, names(quirk, "tables")) }
    });
    quirks.collect()
}

/// The tables of the catalog, read without the generator's help. The first of each page has all its rows.
fn tables() -> Vec<Table> {
    let owned = |table: &Value, key: &str| string(table, key).to_owned();
    let mut tables = Vec::new();
    for (module, file) in files() {
        let file: toml::Table = file.parse().unwrap();
        let page = &file["page"];
        let rows = |table: &Value| -> Vec<Row> {
            let rows = table["errors"].as_array().unwrap().iter();
            let values = |row: &Value| {
                let [name, code, message, description] =
                    ["name", "code", "message", "description"].map(|key| owned(row, key));
                (name, row["status"].as_integer().unwrap(), code, message, description)
            };
            rows.map(values).collect()
        };
        let pointer =
            |key| page["body"].get(key).map(|value: &Value| string(value, "pointer").to_owned());
        let pointers = page.get("body").map(|_| ["code", "message"].map(pointer));
        let new = |table: &Value, rows: Vec<Row>| Table {
            module,
            page: owned(page, "name"),
            name: owned(table, "name"),
            title: owned(table, "title"),
            source: owned(page, "source"),
            pointers: pointers.clone(),
            rows,
            quirks: quirks(&file),
        };
        // The fixtures have the common table first.
        let listed = file.get("common").into_iter().chain(file["endpoint"].as_array().unwrap());
        let listed: Vec<Table> = listed.map(|table| new(table, rows(table))).collect();
        let mut seen = BTreeSet::new();
        let all = listed.iter().flat_map(|table| table.rows.clone());
        let all = all.filter(|row| seen.insert(row.clone())).collect();
        tables.push(new(page, all));
        tables.extend(listed);
    }
    tables
}

#[test]
fn every_value_is_returned_as_it_is_and_nothing_warns() {
    let consumer = hostile();
    consumer.lint(&["--target-dir=target"]);
    let shown = consumer.succeed(&["run", "--quiet", "--target-dir=target"]);
    let mut expected = Vec::new();
    for Table { page, name, title, source, pointers, rows, quirks, .. } in tables() {
        for values in rows {
            let quirks = quirks.iter().filter(|quirk| quirk.errors.contains(&values.0));
            let quirks: Vec<String> =
                quirks.map(|quirk| format!("    {:?}", quirk.shown)).collect();
            let values = (&page, &name, &title, Some(&source), &pointers, values);
            expected.push(format!("{values:?}"));
            expected.extend(quirks);
        }
    }
    let shown: Vec<&str> = shown.lines().collect();
    assert_eq!(shown.len(), expected.len());
    for (shown, expected) in shown.iter().zip(&expected) {
        assert_eq!(shown, expected);
    }
}

fn select<'d>(document: &'d Html, selector: &str) -> impl Iterator<Item = ElementRef<'d>> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).collect::<Vec<_>>().into_iter()
}

/// The text of an element, with a space for all white space between two words.
fn text(element: ElementRef<'_>) -> String {
    words(&element.text().collect::<String>())
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn rustdoc_shows_every_string_as_text() {
    let consumer = hostile();
    consumer.succeed(&["doc", "--quiet", "--no-deps", "--lib", "--target-dir=target"]);
    let files = consumer.folder.list();
    let docs = |begin: &str, end: &str| {
        let docs = files.iter().filter(|file| file.starts_with(begin) && file.ends_with(end));
        docs.map(|file| (file, consumer.folder.read(file))).collect::<Vec<_>>()
    };
    for (file, page) in docs("target/doc/", ".html") {
        for markup in ["<script>alert", "<img src=x", "<svg onload", "<b>of</b>", "<b>x</b>"] {
            assert!(!page.contains(markup), "{markup} in {file}");
        }
    }
    let tables = tables();
    let sources: BTreeSet<&str> = tables.iter().map(|table| table.source.as_str()).collect();
    let parsed = |table: &Table, file: &str| {
        let path = format!("target/doc/hostile/{}/{file}", table.module);
        let page = Html::parse_document(&consumer.folder.read(path));
        assert_harmless(&page, &sources);
        page
    };
    let mut quirk_links = 0;
    for table in &tables {
        let page = parsed(table, &format!("enum.{}Error.html", table.name));
        let module = parsed(table, "index.html");
        assert_variants(table, &page);
        quirk_links += assert_quirk_links(&page, &module);
        if table.name == table.page {
            assert_module(table, &tables, &module);
        }
    }

    assert!(quirk_links > 0);

    let index = docs("target/doc/search", ".js");
    assert!(index.iter().any(|(_, script)| script.contains("Ошибка") || script.contains("\\xd0")));
    for (_, script) in index {
        assert_strings_end(&script);
        // The search shows aliases as they are.
        for markup in ["<script", "</script", "<img", "<svg", "<b>", "</h1>", "<!--"] {
            assert!(!script.contains(markup), "{markup} in {script}");
        }
    }
}

/// No string of the catalog becomes an element or an attribute, and of its addresses only those of the pages
/// are links.
fn assert_harmless(document: &Html, sources: &BTreeSet<&str>) {
    let is_of_catalog = |value: &str| value.contains("alert(") || value.contains("x.png");
    for element in select(document, "*") {
        for (attribute, value) in element.value().attrs() {
            let is_text = matches!(attribute, "content" | "title" | "aria-label");
            assert!(is_text || !is_of_catalog(value), "{}", element.html());
        }
    }
    assert!(!select(document, "script").any(|script| is_of_catalog(&text(script))));
    let known = [
        "a", "code", "div", "h2", "h3", "p", "pre", "span", "table", "tbody", "td", "th", "thead",
        "tr",
    ];
    for element in select(document, ".docblock *") {
        assert!(known.contains(&element.value().name()), "{}", element.html());
        let address = element.attr("href").unwrap_or_default();
        // In an address, rustdoc writes other characters than those of ASCII as bytes.
        let is_source =
            address.starts_with("https://docs.example.com") && sources.contains(&*text(element));
        let is_internal =
            !address.contains(':') || address.starts_with("https://doc.rust-lang.org/");
        assert!(is_internal || is_source, "{}", element.html());
    }
}

/// Each variant has its values, and the enum its title.
fn assert_variants(table: &Table, document: &Html) {
    let first = select(document, ".docblock").next().map(text).unwrap();
    assert!(first.contains(&words(&table.title)), "{first}");
    let mut rows = table.rows.iter();
    let mut variant = None;
    for element in select(document, "[id^='variant.'], .docblock") {
        let id = element.attr("id").and_then(|id| id.strip_prefix("variant."));
        if let Some(name) = id.filter(|name| !name.contains('.')) {
            variant = Some(name.to_owned());
        } else if let Some(name) = variant.take() {
            let (row, status, code, message, description) = rows.next().unwrap();
            assert_eq!(&name, row);
            let paragraphs: Vec<String> =
                element.children().filter_map(ElementRef::wrap).map(text).collect();
            let expected = [
                words(&format!("Code {code}, HTTP {status}: {description}")),
                words(&format!("Message: {message}")),
            ];
            assert_eq!(paragraphs[..2], expected);
        }
    }
    assert_eq!(rows.next(), None);
}

/// Every link to a quirk leads to its heading in the module, which rustdoc does not check. Returns how many
/// there are.
fn assert_quirk_links(document: &Html, module: &Html) -> usize {
    let links: Vec<ElementRef<'_>> = select(document, ".docblock a[href*='#quirk-']").collect();
    for link in &links {
        let (path, id) = link.attr("href").unwrap().split_once('#').unwrap();
        assert_eq!(path, "index.html");
        let heading = select(module, &format!("[id='{id}'] code")).next().map(text);
        assert_eq!(heading, Some(text(*link)), "{id}");
    }
    links.len()
}

/// The module has the page's title and address, a line for each error, and the quirks with their notes.
fn assert_module(page: &Table, tables: &[Table], document: &Html) {
    let docs = text(select(document, ".docblock").next().unwrap());
    assert!(docs.contains(&words(&format!("Errors of {}.", page.title))), "{docs}");
    let addresses = select(document, ".docblock p a").map(text);
    let addresses: Vec<String> = addresses.filter(|text| text.starts_with("https:")).collect();
    assert_eq!(addresses, [page.source.as_str()]);
    let codes = select(document, ".docblock tbody td:nth-child(3)").map(text);
    assert!(codes.eq(page.rows.iter().map(|(_, _, code, ..)| words(code))));
    let titles = tables.iter().filter(|table| table.page == page.page && table.name != page.name);
    let columns = select(document, ".docblock thead th").skip(3).map(text);
    assert!(columns.eq(titles.map(|table| words(&table.title))));

    let (_, file) = files().into_iter().find(|(name, _)| *name == page.module).unwrap();
    let file: toml::Table = file.parse().unwrap();
    let quirks = file.get("quirk").map_or(&[][..], |quirks| quirks.as_array().unwrap());
    let headings: Vec<ElementRef<'_>> = select(document, ".docblock h3").collect();
    assert_eq!(headings.len(), quirks.len());
    for ((heading, quirk), number) in headings.iter().zip(quirks).zip(1..) {
        let kind = string(quirk, "kind");
        assert!(text(*heading).ends_with(&format!("Quirk {number}: {kind}")), "{}", text(*heading));
        let mut paragraphs = heading.next_siblings().filter_map(ElementRef::wrap).map(text);
        assert_eq!(paragraphs.next().unwrap(), words(string(quirk, "note")));
        let errors = quirk["errors"].as_array().unwrap().iter();
        let errors: Vec<&str> = errors.map(|error| error.as_str().unwrap()).collect();
        let listed = paragraphs.next().unwrap();
        let listed = listed.strip_prefix("Errors: ").unwrap();
        let named = quirk.get("tables").map_or(&[][..], |names| names.as_array().unwrap());
        let named = named.iter().map(|name| {
            let table = tables.iter().find(|table| name.as_str() == Some(&table.name)).unwrap();
            words(&table.title)
        });
        let named: Vec<String> = named.collect();
        // Of `not-common`, those that lack the errors.
        let place = match (kind, named.join(", ")) {
            (_, named) if named.is_empty() => named,
            ("not-common", named) => format!(", not in {named}"),
            (_, named) => format!(", in {named}"),
        };
        assert_eq!(
            listed.strip_suffix(&place).unwrap().split(", ").collect::<BTreeSet<_>>(),
            errors.into_iter().collect()
        );
    }
}

/// Every string of a script ends.
fn assert_strings_end(script: &str) {
    let mut within = None;
    let mut characters = script.chars();
    while let Some(character) = characters.next() {
        match (within, character) {
            (Some(_), '\\') => _ = characters.next(),
            (Some(quote), _) if quote == character => within = None,
            (None, '"' | '\'' | '`') => within = Some(character),
            (Some('"' | '\''), '\n') => panic!("a string does not end in {script}"),
            _ => {}
        }
    }
    assert_eq!(within, None, "{script}");
}
