//! What errors weigh in a service's binary: those of one endpoint of a catalog of a hundred pages.

use std::{fs, slice};

use object::{Object, ObjectSection};
use rcs_errors_benches::catalog::{Codes, Generator, Page, Size};
use rcs_errors_benches::child;
use rcs_errors_benches::package::Package;
use rcs_errors_benches::table::{markdown, number};
use rcs_errors_benches::tool::{self, Catalog};

const PAGES: usize = 100;

const LIBRARY: &str = "\
    #![no_std]\n\
    #![allow(unexpected_cfgs)]\n\
    include!(\"../rcs-errors/src/generated.rs\");\n";

fn main() {
    let mut generator = Generator::new(1);
    let pages = (1..=PAGES)
        .map(|number| generator.page(&format!("page-{number}"), Size::Rows(100), Codes::Few));
    let pages: Vec<Page> = pages.collect();
    let (page, others) = pages.split_first().expect("there are pages");
    let endpoint = &page.tables[1];

    let uses = [
        Use::new("none", "no errors", []),
        Use::new("endpoint", "an endpoint", [(page, &endpoint.name, endpoint.errors.len())]),
        Use::new("page", "its page", [(page, &page.name, page.errors().len())]),
        Use::new("pages", "all pages", pages.iter().map(|p| (p, &p.name, p.errors().len()))),
    ];
    let package = built(&pages, &uses);
    let binaries = uses.each_ref().map(|usage| {
        let path = package.target().join("release").join(usage.binary);
        fs::read(path).expect("it is built")
    });

    let [none, rest @ ..] = binaries.each_ref().map(|binary| loaded(binary));
    let rows = uses[1..].iter().zip(rest).map(|(usage, size)| usage.row(size - none));
    print(&rows.collect::<Vec<_>>());

    let [_, of_endpoint, ..] = &binaries;
    let texts_of = |pages: &[Page]| count(of_endpoint, pages);
    assert!(texts_of(slice::from_ref(page)) > 0, "an endpoint's texts are not in its binary");
    assert_eq!(texts_of(others), 0, "texts of pages that are not used");
}

/// A service that looks an answer up.
struct Use {
    binary: &'static str,
    title: &'static str,
    /// The paths of the enums.
    enums: Vec<String>,
    errors: usize,
}

impl Use {
    fn new<'p>(
        binary: &'static str,
        title: &'static str,
        enums: impl IntoIterator<Item = (&'p Page, &'p String, usize)>,
    ) -> Self {
        let mut new = Self { binary, title, enums: Vec::new(), errors: 0 };
        for (page, name, errors) in enums {
            new.enums.push(format!("service::{}::{name}Error", page.stem.replace('-', "_")));
            new.errors += errors;
        }
        new
    }

    fn main(&self) -> String {
        let lookups = self.enums.iter().map(|path| {
            format!(
                "    let found = {path}::candidates(status, code, message);\n    \
                 match found.exact() {{\n        \
                 Some(error) => println!(\"{{}}: {{error}}\", error.name()),\n        \
                 None => println!(\"{{:?}}\", found.errors()),\n    }}\n"
            )
        });
        format!(
            "fn main() {{\n    \
             let answer: Vec<String> = std::env::args().collect();\n    \
             let status: u16 = answer[1].parse().unwrap();\n    \
             let (code, message) = (answer[2].as_str(), answer[3].as_str());\n    \
             println!(\"{{status}} {{code}} {{message:?}}\");\n{}}}\n",
            lookups.collect::<String>()
        )
    }

    fn row(&self, bytes: u64) -> [String; 4] {
        let bytes = usize::try_from(bytes).expect("it is in memory");
        let of_error = bytes / self.errors;
        [self.title.to_owned(), number(self.errors), number(bytes), number(of_error)]
    }
}

/// A package with the errors of all pages, and a program for each use.
fn built(pages: &[Page], uses: &[Use]) -> Package {
    let package = Package::new("service", "");
    tool::lay_out(pages, package.folder());
    _ = child::cost(&mut Catalog::build().command("generate", package.folder()));
    package.write("src/lib.rs", LIBRARY);
    for usage in uses {
        package.write(&format!("src/bin/{}.rs", usage.binary), &usage.main());
    }
    _ = child::cost(&mut package.cargo(&["build", "--release"]));
    package
}

/// The bytes of a program that are loaded. Its file has others, and padding.
fn loaded(binary: &[u8]) -> u64 {
    let binary = object::File::parse(binary).expect("it is a program");
    let sections = binary.sections().filter(|section| section.address() > 0);
    sections.filter_map(|section| section.file_range()).map(|(_, size)| size).sum()
}

/// How many of the pages' texts are in a program.
fn count(binary: &[u8], pages: &[Page]) -> usize {
    let binary = String::from_utf8_lossy(binary);
    let errors = pages.iter().flat_map(Page::errors);
    let texts = errors.flat_map(|error| [&error.name, &error.message, &error.description]);
    texts.filter(|text| binary.contains(text.as_str())).count()
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(rows: &[[String; 4]]) {
    println!("\n{}", markdown(["a service with", "errors", "bytes", "bytes an error"], rows));
}
