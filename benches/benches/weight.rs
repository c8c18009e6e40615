//! By how many bytes the errors make a service's binary larger: those of an endpoint, of a page and of
//! all pages, of a catalog of 100 pages. By how many more if the service uses more than lookups.

use std::{fs, slice};

use object::{Object, ObjectSection};
use rcs_errors_benches::catalog::{Codes, Generator, Page, QUIRK_NOTE, Size};
use rcs_errors_benches::child;
use rcs_errors_benches::package::{Package, Tool, write_repository};
use rcs_errors_benches::table::{markdown, number};

const PAGES: usize = 100;

const SETTINGS: &str = "\
    [output]\n\
    code = '../rcs-errors/src/generated.rs'\n\
    json-feature = 'json'\n";

const SECTIONS: &str = "\
    [features]\n\
    default = ['json']\n\
    json = []\n\n\
    [dependencies]\n\
    serde_json = '1.0'\n";

const LIBRARY: &str = "\
    #![no_std]\n\
    #![allow(unexpected_cfgs)]\n\
    include!(\"../rcs-errors/src/generated.rs\");\n";

/// Reads the arguments of a service: the status, the code, the message, and a body.
const ARGUMENTS: &str = "    \
    let response: Vec<String> = std::env::args().collect();\n    \
    let status: u16 = response[1].parse().unwrap();\n    \
    let (code, message) = (response[2].as_str(), response[3].as_str());\n    \
    println!(\"{status} {code} {message:?}\");\n";

fn main() {
    let mut generator = Generator::new(1);
    let pages: Vec<Page> = (1..=PAGES)
        .map(|number| generator.page(&format!("page-{number}"), Size::Rows(100), Codes::Few))
        .collect();
    let (page, other_pages) = pages.split_first().expect("there are pages");
    let table = &page.tables[1];
    let endpoint = (page, &table.name, table.errors.len());

    let services = [
        Service::new("no-errors", "no errors", []),
        Service::new("endpoint", "an endpoint", [endpoint]),
        Service::new("page", "its page", [(page, &page.name, page.errors().len())]),
        Service::new("pages", "all pages", pages.iter().map(|p| (p, &p.name, p.errors().len()))),
    ];
    let uses = [
        Use::endpoint_lookup(page),
        Use::quirks(page, &table.name),
        Use::json_by_hand(page, &table.name),
        Use::from_json(page, &table.name),
    ];
    let package = build(&pages, &services, &uses);
    let read = |name: &str| {
        fs::read(package.target().join("release").join(name)).expect("the binary can be read")
    };
    let binaries = services.each_ref().map(|service| read(service.binary));

    let [without_errors, with_errors @ ..] = binaries.each_ref().map(|binary| loaded_size(binary));
    let rows: Vec<[String; 4]> = services[1..]
        .iter()
        .zip(with_errors)
        .map(|(service, size)| service.row(size - without_errors))
        .collect();
    print(["a service with", "errors", "bytes", "bytes an error"], &rows);
    let [with_endpoint, ..] = with_errors;
    let rows =
        uses.each_ref().map(|usage| usage.row(loaded_size(&read(usage.binary)) - with_endpoint));
    print(["a service with an endpoint, and", "more bytes"], &rows);

    let [_, with_endpoint, ..] = &binaries;
    let strings = count_strings(with_endpoint, slice::from_ref(page));
    assert!(strings > 0, "the strings of an endpoint that is used are not in the binary");
    let strings = count_strings(with_endpoint, other_pages);
    assert_eq!(strings, 0, "strings of pages that are not used are in the binary");
    assert_unused_is_absent(with_endpoint, page);
}

/// A service that looks a response up in some enums.
struct Service {
    binary: &'static str,
    /// What it contains: the first column.
    contents: &'static str,
    /// The paths of the enums.
    enums: Vec<String>,
    /// The number of their errors.
    errors: usize,
}

impl Service {
    /// A service with these enums: for each its page, its name without `Error`, and the number of its
    /// errors.
    fn new<'p>(
        binary: &'static str,
        contents: &'static str,
        enums: impl IntoIterator<Item = (&'p Page, &'p String, usize)>,
    ) -> Self {
        let mut new = Self { binary, contents, enums: Vec::new(), errors: 0 };
        for (page, name, errors) in enums {
            new.enums.push(enum_path(page, name));
            new.errors += errors;
        }
        new
    }

    fn main_file(&self) -> String {
        let lookups: String = self.enums.iter().map(|path| lookup(path)).collect();
        format!("fn main() {{\n{ARGUMENTS}{lookups}}}\n")
    }

    fn row(&self, bytes: u64) -> [String; 4] {
        let bytes = usize::try_from(bytes).expect("a binary fits into memory");
        let contents = self.contents.to_owned();
        [contents, number(self.errors), number(bytes), number(bytes / self.errors)]
    }
}

/// The path of the enum with this name, without `Error`.
fn enum_path(page: &Page, name: &str) -> String {
    format!("service::{}::{name}Error", page.stem.replace('-', "_"))
}

/// Looks the response up in an enum, and prints what it finds.
fn lookup(path: &str) -> String {
    format!("    let found = {path}::lookup(status, code, message);\n{PRINT}")
}

const PRINT: &str = "    \
    match found.exact() {\n        \
    Some(error) => println!(\"{}: {error}\", error.name()),\n        \
    None => println!(\"{:?}\", found.errors()),\n    }\n";

/// A service that looks a response up in the enum of an endpoint, and uses something else.
struct Use {
    binary: &'static str,
    /// What it uses: the first column.
    name: &'static str,
    main_file: String,
}

impl Use {
    /// Instead of the lookup in the enum of the endpoint.
    fn endpoint_lookup(page: &Page) -> Self {
        let path = format!("service::{}::Endpoint", page.stem.replace('-', "_"));
        let lookup = format!(
            "    let endpoint = {path}::ALL[usize::from(status) % {path}::ALL.len()];\n    \
             let found = endpoint.lookup(status, code, message);\n{PRINT}"
        );
        Self {
            binary: "endpoint-lookup",
            name: "`Endpoint::lookup` of any endpoint instead",
            main_file: format!("fn main() {{\n{ARGUMENTS}{lookup}}}\n"),
        }
    }

    fn quirks(page: &Page, table: &str) -> Self {
        let mut main_file = format!("fn main() {{\n{ARGUMENTS}{}", lookup(&enum_path(page, table)));
        main_file += "    for quirk in found.errors().iter().flat_map(|error| error.quirks()) {\n        \
                      println!(\"{}: {}\", quirk.kind, quirk.note);\n    }\n}\n";
        Self { binary: "quirks", name: "`quirks()`", main_file }
    }

    /// With `serde_json`, which the next one has, too.
    fn json_by_hand(page: &Page, table: &str) -> Self {
        let response = "    \
            let body = serde_json::from_slice(response[4].as_bytes());\n    \
            let body: serde_json::Value = body.unwrap_or_default();\n    \
            let string = |pointer| body.pointer(pointer).and_then(|value| value.as_str());\n    \
            let code = string(\"/code\").unwrap_or_default();\n    \
            let message = string(\"/message\").unwrap_or_default();\n";
        let lookup = lookup(&enum_path(page, table));
        Self {
            binary: "json-by-hand",
            name: "serde_json, by hand",
            main_file: format!("fn main() {{\n{ARGUMENTS}{response}{lookup}}}\n"),
        }
    }

    fn from_json(page: &Page, table: &str) -> Self {
        let path = enum_path(page, table);
        let lookup = format!(
            "    let body = response[4].as_bytes();\n    \
             let response = service::ErrorResponse::from_json(status, body, {path}::TABLE);\n    \
             let found = response.lookup::<{path}>();\n{PRINT}"
        );
        Self {
            binary: "from-json",
            name: "`ErrorResponse::from_json`",
            main_file: format!("fn main() {{\n{ARGUMENTS}{lookup}}}\n"),
        }
    }

    fn row(&self, bytes: u64) -> [String; 2] {
        let bytes = usize::try_from(bytes).expect("a binary fits into memory");
        [self.name.to_owned(), number(bytes)]
    }
}

/// Builds a package with the errors of all pages and a binary for each service.
fn build(pages: &[Page], services: &[Service], uses: &[Use]) -> Package {
    let package = Package::new("service", SECTIONS);
    write_repository(pages, package.folder());
    package.write("catalog/catalog.toml", SETTINGS);
    child::run(&mut Tool::build().command("generate", package.folder()));
    package.write("src/lib.rs", LIBRARY);
    let write = |name: &str, main_file: &str| {
        package.write(&format!("src/bin/{name}.rs"), main_file);
    };
    for service in services {
        write(service.binary, &service.main_file());
    }
    for usage in uses {
        write(usage.binary, &usage.main_file);
    }
    child::run(&mut package.cargo(&["build", "--release"]));
    package
}

/// The sections of a binary that are loaded, with their sizes. Its file also contains others, and padding.
fn loaded_sections<'b>(binary: &'b object::File<'b>) -> impl Iterator<Item = (u64, &'b [u8])> {
    binary
        .sections()
        .filter(|section| section.address() > 0)
        .filter_map(|section| Some((section.file_range()?.1, section.data().ok()?)))
}

/// The number of bytes of a binary that are loaded.
fn loaded_size(binary: &[u8]) -> u64 {
    let binary = object::File::parse(binary).expect("the file is a binary");
    loaded_sections(&binary).map(|(size, _)| size).sum()
}

/// How many names, messages and descriptions of the pages are in a binary.
fn count_strings(binary: &[u8], pages: &[Page]) -> usize {
    let binary = String::from_utf8_lossy(binary);
    pages
        .iter()
        .flat_map(Page::errors)
        .flat_map(|error| [&error.name, &error.message, &error.description])
        .filter(|string| binary.contains(string.as_str()))
        .count()
}

/// A service that names neither `Endpoint` nor `quirks()` has nothing of them: neither the names of the page's tables
/// nor the notes of quirks.
fn assert_unused_is_absent(binary: &[u8], page: &Page) {
    let binary = object::File::parse(binary).expect("the file is a binary");
    for (_, data) in loaded_sections(&binary) {
        let data = String::from_utf8_lossy(data);
        assert!(!data.contains(QUIRK_NOTE), "the notes of quirks are in the binary");
        // Without the common table, which is not the table of an endpoint.
        for table in &page.tables[..page.tables.len() - 1] {
            assert!(!data.contains(&table.name), "`Endpoint` is in the binary");
        }
    }
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print<const N: usize>(heading: [&str; N], rows: &[[String; N]]) {
    println!("\n{}", markdown(heading, rows));
}
