//! Texts that are out to break something, all the way: from the catalog to the enums and their docs.

#[path = "common/consumer.rs"]
mod consumer;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use consumer::{Consumer, lint};
use rcs_errors_codegen::Codegen;
use scraper::{ElementRef, Html, Selector};
use toml::Value;

/// The catalog: that of the fixtures, and a page of texts of 100,000 bytes.
fn files() -> Vec<(&'static str, String)> {
    let long = "<b>x</b> é*_`|".repeat(100_000 / "<b>x</b> é*_`|".len());
    let long = format!(
        "[page]\nname = \"Long\"\ntitle = 'T{long}'\nsource = \"https://docs.example.com\"\n\
         retrieved = 2026-01-31\n[[endpoint]]\nname = \"One\"\ntitle = 'O{long}'\nerrors = [\n\
         {{ name = \"A\", status = 400, code = 'C{long}', message = 'M{long}', description = 'D{long}' }},\n]\n"
    );
    vec![
        ("keywords", include_str!("fixtures/hostile/keywords.toml").to_owned()),
        ("long", long),
        ("markup", include_str!("fixtures/hostile/markup.toml").to_owned()),
        ("scripts", include_str!("fixtures/hostile/scripts.toml").to_owned()),
    ]
}

/// A crate with the enums of the catalog, and a program that uses them all.
fn hostile() -> Consumer {
    let consumer = Consumer::new("hostile", "2024", "[lib]\n[[bin]]\nname = \"cells\"\n");
    for (name, text) in files() {
        consumer.write(&format!("errors/{name}.toml"), &text);
    }
    let code = Codegen::new(consumer.folder.path().join("errors")).generate().unwrap();
    consumer.write("src/catalog.rs", &code);
    consumer.write("src/lib.rs", include_str!("consumers/hostile/lib.rs"));
    consumer.write("src/naive.rs", include_str!("common/naive.rs"));
    consumer.write("src/bin/cells.rs", include_str!("consumers/hostile/cells.rs"));
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
    rows: Vec<Row>,
}

/// The tables of the catalog, read without the generator's help; those of all rows of a page first.
fn tables() -> Vec<Table> {
    let text = |table: &Value, key: &str| table[key].as_str().unwrap().to_owned();
    let mut tables = Vec::new();
    for (module, file) in files() {
        let file: toml::Table = file.parse().unwrap();
        let page = &file["page"];
        let rows = |table: &Value| -> Vec<Row> {
            let rows = table["errors"].as_array().unwrap().iter();
            let cells = |row: &Value| {
                let [name, code, message, description] =
                    ["name", "code", "message", "description"].map(|key| text(row, key));
                (name, row["status"].as_integer().unwrap(), code, message, description)
            };
            rows.map(cells).collect()
        };
        let new = |table: &Value, rows: Vec<Row>| Table {
            module,
            page: text(page, "name"),
            name: text(table, "name"),
            title: text(table, "title"),
            source: text(page, "source"),
            rows,
        };
        // The fixtures have the common table first.
        let own = file.get("common").into_iter().chain(file["endpoint"].as_array().unwrap());
        let own: Vec<Table> = own.map(|table| new(table, rows(table))).collect();
        let mut seen = BTreeSet::new();
        let all = own.iter().flat_map(|table| table.rows.clone());
        let all = all.filter(|row| seen.insert(row.clone())).collect();
        tables.push(new(page, all));
        tables.extend(own);
    }
    tables
}

#[test]
fn every_cell_comes_back_as_it_is_and_nothing_warns() {
    let consumer = hostile();
    consumer.succeed(&[lint(&consumer), "--quiet", "--target-dir=target"]);
    let shown = consumer.succeed(&["run", "--quiet", "--target-dir=target"]);
    let expected = tables().into_iter().flat_map(|table| {
        let Table { page, name, title, source, rows, .. } = table;
        rows.into_iter().map(move |cells| format!("{:?}", (&page, &name, &title, &source, cells)))
    });
    let expected: Vec<String> = expected.collect();
    let shown: Vec<&str> = shown.lines().collect();
    assert_eq!(shown.len(), expected.len());
    for (shown, expected) in shown.iter().zip(&expected) {
        assert_eq!(shown, expected);
    }
}

/// Every file below a folder.
#[expect(clippy::disallowed_methods, reason = "the order does not matter")]
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

fn select<'d>(document: &'d Html, selector: &str) -> impl Iterator<Item = ElementRef<'d>> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).collect::<Vec<_>>().into_iter()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn rustdoc_shows_every_text_as_text() {
    let consumer = hostile();
    consumer.succeed(&["doc", "--quiet", "--no-deps", "--lib", "--target-dir=target"]);
    let docs = consumer.folder.path().join("target/doc");
    let files = below(&docs);
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "html")) {
        let page = fs::read_to_string(path).unwrap();
        for markup in ["<script>alert", "<img src=x", "<svg onload", "<b>of</b>", "<b>x</b>"] {
            assert!(!page.contains(markup), "{markup} in {path:?}");
        }
    }
    let tables = tables();
    let sources: BTreeSet<&str> = tables.iter().map(|table| table.source.as_str()).collect();
    let parsed = |path: PathBuf| Html::parse_document(&fs::read_to_string(path).unwrap());
    for table in &tables {
        let folder = docs.join("hostile").join(table.module);
        let page = parsed(folder.join(format!("enum.{}Error.html", table.name)));
        assert_harmless(&page, &sources);
        assert_variants(table, &page);
        if table.name == table.page {
            let page = parsed(folder.join("index.html"));
            assert_harmless(&page, &sources);
            assert_module(table, &tables, &page);
        }
    }

    let is_index = |path: &&PathBuf| {
        let of_search = path.strip_prefix(&docs).unwrap().to_string_lossy().starts_with("search");
        of_search && path.extension().is_some_and(|end| end == "js")
    };
    let index: Vec<String> =
        files.iter().filter(is_index).map(|path| fs::read_to_string(path).unwrap()).collect();
    assert!(index.iter().any(|script| script.contains("Ошибка") || script.contains("\\xd0")));
    for script in index {
        assert_whole(&script);
        // The search shows aliases as they stand.
        for markup in ["<script", "</script", "<img", "<svg", "<b>", "</h1>", "<!--"] {
            assert!(!script.contains(markup), "{markup} in {script}");
        }
    }
}

/// Nothing of the catalog is an element, an attribute or an address other than the pages' own.
fn assert_harmless(document: &Html, sources: &BTreeSet<&str>) {
    let is_of_catalog = |value: &str| value.contains("alert(") || value.contains("x.png");
    for element in select(document, "*") {
        for (attribute, value) in element.value().attrs() {
            let is_text = matches!(attribute, "content" | "title" | "aria-label");
            assert!(is_text || !is_of_catalog(value), "{}", element.html());
        }
    }
    assert!(!select(document, "script").any(|script| is_of_catalog(&text(script))));
    let own = [
        "a", "code", "div", "h2", "li", "p", "pre", "span", "strong", "table", "tbody", "td", "th",
        "thead", "tr", "ul",
    ];
    for element in select(document, ".docblock *") {
        assert!(own.contains(&element.value().name()), "{}", element.html());
        let address = element.attr("href").unwrap_or_default();
        // In an address, rustdoc writes other characters than those of ASCII as bytes.
        let is_source =
            address.starts_with("https://docs.example.com") && sources.contains(&*text(element));
        let is_own = !address.contains(':') || address.starts_with("https://doc.rust-lang.org/");
        assert!(is_own || is_source, "{}", element.html());
    }
}

/// Each variant has its cells, and the enum its title.
fn assert_variants(table: &Table, document: &Html) {
    let first = select(document, ".docblock").next().map(text).unwrap();
    assert!(first.contains(&table.title), "{first}");
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
                format!("Code {code}, HTTP {status}: {description}"),
                format!("Message: {message}"),
            ];
            assert_eq!(paragraphs[..2], expected);
        }
    }
    assert_eq!(rows.next(), None);
}

/// The module has the page's title and address, a line for each error, and the notes.
fn assert_module(page: &Table, tables: &[Table], document: &Html) {
    let docs = text(select(document, ".docblock").next().unwrap());
    assert!(docs.contains(&format!("Errors of {}.", page.title)), "{docs}");
    let links: Vec<String> = select(document, ".docblock p a").map(text).collect();
    assert_eq!(links, [page.source.as_str()]);
    let codes = select(document, ".docblock tbody td:nth-child(3)").map(text);
    assert!(codes.eq(page.rows.iter().map(|(_, _, code, ..)| code.clone())));
    let titles = tables.iter().filter(|table| table.page == page.page && table.name != page.name);
    let columns = select(document, ".docblock thead th").skip(3).map(text);
    assert!(columns.eq(titles.map(|table| table.title.clone())));

    let (_, file) = files().into_iter().find(|(name, _)| *name == page.module).unwrap();
    let file: toml::Table = file.parse().unwrap();
    let quirks = file.get("quirk").into_iter().flat_map(|quirks| quirks.as_array().unwrap());
    let notes: Vec<&str> = quirks.map(|quirk| quirk["note"].as_str().unwrap()).collect();
    let items: Vec<String> = select(document, ".docblock > ul:last-child > li").map(text).collect();
    assert_eq!(items.len(), notes.len());
    for (item, note) in items.iter().zip(notes) {
        assert!(item.ends_with(note), "{item}");
    }
}

/// Every string of a script ends.
fn assert_whole(script: &str) {
    let mut within = None;
    let mut characters = script.chars();
    while let Some(character) = characters.next() {
        match (within, character) {
            (Some(_), '\\') => _ = characters.next(),
            (Some(quote), _) if quote == character => within = None,
            (None, '"' | '\'' | '`') => within = Some(character),
            (Some('"' | '\''), '\n') => panic!("a string that does not end in {script}"),
            _ => {}
        }
    }
    assert_eq!(within, None, "{script}");
}
