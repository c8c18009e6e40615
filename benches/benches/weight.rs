//! By how many bytes the errors make a service's binary larger: those of an endpoint, of a page and of
//! all pages, of a catalog of 100 pages.

use std::fmt::Write as _;
use std::{fs, slice};

use object::{Object, ObjectSection};
use rcs_errors_benches::catalog::{Codes, Generator, Page, Size};
use rcs_errors_benches::child;
use rcs_errors_benches::package::{Package, Tool, write_repository};
use rcs_errors_benches::table::{markdown, number};

const PAGES: usize = 100;

const LIBRARY: &str = "\
    #![no_std]\n\
    #![allow(unexpected_cfgs)]\n\
    include!(\"../rcs-errors/src/generated.rs\");\n";

fn main() {
    let mut generator = Generator::new(1);
    let pages: Vec<Page> = (1..=PAGES)
        .map(|number| generator.page(&format!("page-{number}"), Size::Rows(100), Codes::Few))
        .collect();
    let (page, other_pages) = pages.split_first().expect("there are pages");
    let endpoint = &page.tables[1];

    let services = [
        Service::new("no-errors", "no errors", []),
        Service::new("endpoint", "an endpoint", [(page, &endpoint.name, endpoint.errors.len())]),
        Service::new("page", "its page", [(page, &page.name, page.errors().len())]),
        Service::new("pages", "all pages", pages.iter().map(|p| (p, &p.name, p.errors().len()))),
    ];
    let package = build(&pages, &services);
    let binaries = services.each_ref().map(|service| {
        let path = package.target().join("release").join(service.binary);
        fs::read(path).expect("the binary can be read")
    });

    let [without_errors, with_errors @ ..] = binaries.each_ref().map(|binary| loaded_size(binary));
    let rows: Vec<[String; 4]> = services[1..]
        .iter()
        .zip(with_errors)
        .map(|(service, size)| service.row(size - without_errors))
        .collect();
    print(&rows);

    let [_, with_endpoint, ..] = &binaries;
    let strings = count_strings(with_endpoint, slice::from_ref(page));
    assert!(strings > 0, "the strings of an endpoint that is used are not in the binary");
    let strings = count_strings(with_endpoint, other_pages);
    assert_eq!(strings, 0, "strings of pages that are not used are in the binary");
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
            new.enums.push(format!("service::{}::{name}Error", page.stem.replace('-', "_")));
            new.errors += errors;
        }
        new
    }

    fn main_file(&self) -> String {
        let mut lookups = String::new();
        for path in &self.enums {
            _ = write!(
                lookups,
                "    let found = {path}::lookup(status, code, message);\n    \
                 match found.exact() {{\n        \
                 Some(error) => println!(\"{{}}: {{error}}\", error.name()),\n        \
                 None => println!(\"{{:?}}\", found.errors()),\n    }}\n"
            );
        }
        format!(
            "fn main() {{\n    \
             let response: Vec<String> = std::env::args().collect();\n    \
             let status: u16 = response[1].parse().unwrap();\n    \
             let (code, message) = (response[2].as_str(), response[3].as_str());\n    \
             println!(\"{{status}} {{code}} {{message:?}}\");\n{lookups}}}\n"
        )
    }

    fn row(&self, bytes: u64) -> [String; 4] {
        let bytes = usize::try_from(bytes).expect("a binary fits into memory");
        let contents = self.contents.to_owned();
        [contents, number(self.errors), number(bytes), number(bytes / self.errors)]
    }
}

/// Builds a package with the errors of all pages and a binary for each service.
fn build(pages: &[Page], services: &[Service]) -> Package {
    let package = Package::new("service", "");
    write_repository(pages, package.folder());
    child::run(&mut Tool::build().command("generate", package.folder()));
    package.write("src/lib.rs", LIBRARY);
    for service in services {
        package.write(&format!("src/bin/{}.rs", service.binary), &service.main_file());
    }
    child::run(&mut package.cargo(&["build", "--release"]));
    package
}

/// The number of bytes of a binary that are loaded. Its file also contains others, and padding.
fn loaded_size(binary: &[u8]) -> u64 {
    object::File::parse(binary)
        .expect("the file is a binary")
        .sections()
        .filter(|section| section.address() > 0)
        .filter_map(|section| section.file_range())
        .map(|(_, size)| size)
        .sum()
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

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(rows: &[[String; 4]]) {
    println!("\n{}", markdown(["a service with", "errors", "bytes", "bytes an error"], rows));
}
