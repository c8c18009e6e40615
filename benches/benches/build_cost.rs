//! The time of a service's cold build, with the errors of the real page and with the same errors by
//! other means.

use std::fs;
use std::time::Duration;

use error_catalog_model::{Rules, load};
use rcs_errors_benches::catalog::Page;
use rcs_errors_benches::child::{self, Cost};
use rcs_errors_benches::package::{Package, root};
use rcs_errors_benches::peers;
use rcs_errors_benches::table::{markdown, ratio, target};

const ROUNDS: usize = 5;

/// What the services contain: the first column.
const NOTHING: &str = "nothing";
const EMPTY_CRATE: &str = "an empty crate";
const RCS_ERRORS: &str = "rcs-errors";
const THISERROR: &str = "thiserror, by hand";
const STRUM_AND_PHF: &str = "strum and phf, by hand";
const BUILD_SCRIPT: &str = "a build script that generates";

const STRUM_AND_PHF_DEPENDENCIES: &str = "\
    [dependencies]\n\
    phf = { version = '0.13', features = ['macros'] }\n\
    strum = { version = '0.28', features = ['derive'] }\n";

fn main() {
    let page = real_page();
    let services = [
        (NOTHING, service("", "")),
        (EMPTY_CRATE, service_with_empty_crate()),
        (RCS_ERRORS, service("[dependencies]\nrcs-errors = { path = '{root}/rcs-errors' }\n", "")),
        (THISERROR, service("[dependencies]\nthiserror = '2.0'\n", &peers::thiserror(&page))),
        (
            STRUM_AND_PHF,
            service(STRUM_AND_PHF_DEPENDENCIES, &(peers::strum(&page) + &peers::phf(&page))),
        ),
        (BUILD_SCRIPT, service_with_build_script()),
    ];
    // Brings the lock files up to date, which is not measured.
    for (_, service) in &services {
        child::run(&mut service.cargo(&["metadata", "--format-version", "1"]));
    }
    let costs = child::measure_in_turn(ROUNDS, &services, |(_, service)| {
        _ = fs::remove_dir_all(service.target());
        child::run(&mut service.cargo(&["build"]))
    });
    let contents = services.each_ref().map(|(contents, _)| *contents);
    print(&rows(contents.into_iter().zip(costs)));
}

fn real_page() -> Page {
    let catalog =
        load(&root().join("catalog"), Rules::WithoutQuirks).expect("the catalog is valid");
    let page = catalog.pages.iter().find(|page| page.module == "agent_launch");
    Page::from_catalog(page.expect("the catalog has the page"))
}

/// A service that does nothing, with these sections in its manifest and this code for its errors.
fn service(manifest: &str, errors: &str) -> Package {
    let service = Package::new("service", manifest);
    service.write("src/errors.rs", errors);
    service.write("src/main.rs", "#[allow(dead_code)]\nmod errors;\n\nfn main() {}\n");
    service
}

fn service_with_empty_crate() -> Package {
    let service = service("[dependencies]\nempty = { path = 'empty' }\n", "");
    service.write("empty/Cargo.toml", "[package]\nname = \"empty\"\nedition = \"2024\"\n");
    service.write("empty/src/lib.rs", "");
    service
}

fn service_with_build_script() -> Package {
    let service = service(
        "[build-dependencies]\nerror-catalog-codegen = { path = '{root}/codegen' }\n",
        "include!(concat!(env!(\"OUT_DIR\"), \"/error_catalog.rs\"));\n",
    );
    let script = format!(
        "fn main() -> Result<(), error_catalog_codegen::Error> {{\n    \
         error_catalog_codegen::Codegen::new(r\"{}\").build()\n}}\n",
        root().join("catalog").display()
    );
    service.write("build.rs", &script);
    service
}

fn rows(costs: impl Iterator<Item = (&'static str, Cost)> + Clone) -> Vec<[String; 5]> {
    let (_, ours) =
        costs.clone().find(|(contents, _)| *contents == RCS_ERRORS).expect("it is measured");
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    costs
        .map(|(contents, cost)| {
            let to_this = child::ratio(ours, cost);
            let target = match contents {
                EMPTY_CRATE => target(2.0, "of this", to_this),
                THISERROR => target(0.1, "of this", to_this),
                _ => String::new(),
            };
            [contents.to_owned(), seconds(cost.wall), seconds(cost.cpu), ratio(to_this), target]
        })
        .collect()
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(rows: &[[String; 5]]) {
    let heading = ["a service with", "time", "processor", "rcs-errors ÷ this", "at most"];
    println!("\n{}", markdown(heading, rows));
}
