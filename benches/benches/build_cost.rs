//! The time of a service's cold build, with the errors of the real page and with the same errors by
//! other means.

use std::fs;
use std::time::Duration;

use error_catalog_model::{Rules, load};
use rcs_errors_benches::catalog::{Codes, Generator, Page, Size};
use rcs_errors_benches::child::{self, Cost};
use rcs_errors_benches::package::{Package, Tool, root, write_repository};
use rcs_errors_benches::peers;
use rcs_errors_benches::table::{markdown, ratio, target};

const ROUNDS: usize = 5;

/// What the services contain: the first column.
const NOTHING: &str = "nothing";
const EMPTY_CRATE: &str = "an empty crate";
const RCS_ERRORS: &str = "rcs-errors";
const TWO_PAGES: &str = "rcs-errors and another page";
const THISERROR: &str = "thiserror";
const STRUM_AND_PHF: &str = "strum and phf";
const BUILD_SCRIPT: &str = "a build script that generates";
const SERDE: &str = "serde";
const WITH_SERDE: &str = "serde, and rcs-errors with `serde`";
const SERDE_JSON: &str = "serde_json";
const WITH_JSON: &str = "serde_json, and rcs-errors with `json`";
const HTTP: &str = "http";
const WITH_HTTP: &str = "http, and rcs-errors with `http`";

const STRUM_AND_PHF_DEPENDENCIES: &str = "\
    [dependencies]\n\
    phf = { version = '0.13', features = ['macros'] }\n\
    strum = { version = '0.28', features = ['derive'] }\n";

/// The settings of a catalog from which as much is generated as for rcs-errors.
const SETTINGS: &str = "\
    [output]\n\
    code = '../rcs-errors/src/generated.rs'\n\
    json-feature = 'json'\n\
    serde-feature = 'serde'\n";

fn main() {
    let page = real_page();
    let services = [
        (NOTHING, service("", "")),
        (EMPTY_CRATE, service_with_empty_crate()),
        (RCS_ERRORS, service("[dependencies]\nrcs-errors = { path = '{root}/rcs-errors' }\n", "")),
        (TWO_PAGES, service_with_two_pages()),
        (THISERROR, service("[dependencies]\nthiserror = '2.0'\n", &peers::thiserror(&page))),
        (
            STRUM_AND_PHF,
            service(STRUM_AND_PHF_DEPENDENCIES, &(peers::strum(&page) + &peers::phf(&page))),
        ),
        (BUILD_SCRIPT, service_with_build_script()),
        (SERDE, service("[dependencies]\nserde = '1.0'\n", "")),
        (WITH_SERDE, service_with_feature("serde = '1.0'", "serde")),
        (SERDE_JSON, service("[dependencies]\nserde_json = '1.0'\n", "")),
        (WITH_JSON, service_with_feature("serde_json = '1.0'", "json")),
        (HTTP, service("[dependencies]\nhttp = '1.0'\n", "")),
        (WITH_HTTP, service_with_feature("http = '1.0'", "http")),
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
    print(&rows(&contents.into_iter().zip(costs).collect::<Vec<_>>()));
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

/// A service with a crate like rcs-errors, whose catalog has a second page of the same size.
fn service_with_two_pages() -> Package {
    let rows = real_page().tables.iter().map(|table| table.errors.len()).sum();
    let page = Generator::new(1).page("second", Size::Rows(rows), Codes::Few);
    let service = service("[dependencies]\nrcs-errors = { path = 'rcs-errors' }\n", "");
    write_repository(&[page], service.folder());
    let path = "catalog/agent-launch.toml";
    fs::copy(root().join(path), service.folder().join(path)).expect("the page can be copied");
    service.write("catalog/catalog.toml", SETTINGS);
    child::run(&mut Tool::build().command("generate", service.folder()));
    service.write(
        "rcs-errors/Cargo.toml",
        "[package]\nname = \"rcs-errors\"\nversion = \"0.0.0\"\nedition = \"2021\"\n",
    );
    service.write(
        "rcs-errors/src/lib.rs",
        "#![no_std]\n#![allow(unexpected_cfgs)]\ninclude!(\"generated.rs\");\n",
    );
    service
}

/// A service with this dependency, and with rcs-errors with a feature that needs it.
fn service_with_feature(dependency: &str, feature: &str) -> Package {
    let rcs_errors = format!("{{ path = '{{root}}/rcs-errors', features = ['{feature}'] }}");
    service(&format!("[dependencies]\n{dependency}\nrcs-errors = {rcs_errors}\n"), "")
}

fn service_with_build_script() -> Package {
    let service = service(
        "[build-dependencies]\nerror-catalog-codegen = { path = '{root}/codegen' }\n",
        "#![allow(unexpected_cfgs)]\n\
         include!(concat!(env!(\"OUT_DIR\"), \"/error_catalog.rs\"));\n",
    );
    let script = format!(
        "fn main() -> Result<(), error_catalog_codegen::Error> {{\n    \
         error_catalog_codegen::Codegen::new(r\"{}\").build()\n}}\n",
        root().join("catalog").display()
    );
    service.write("build.rs", &script);
    service
}

fn rows(costs: &[(&'static str, Cost)]) -> Vec<[String; 7]> {
    let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
    let to = |cost: Cost, other: &str| {
        let other = costs.iter().find(|(contents, _)| *contents == other).expect("it is measured");
        child::ratio(cost, other.1)
    };
    costs
        .iter()
        .map(|&(contents, cost)| {
            let targets: Vec<String> = targets(contents)
                .iter()
                .map(|(highest, other)| target(*highest, &format!("of {other}"), to(cost, other)))
                .collect();
            let without = without_rcs_errors(contents).map(|other| ratio(to(cost, other)));
            [
                contents.to_owned(),
                seconds(cost.wall),
                seconds(cost.cpu),
                ratio(to(cost, EMPTY_CRATE)),
                ratio(to(cost, THISERROR)),
                without.unwrap_or_default(),
                targets.join(", "),
            ]
        })
        .collect()
}

/// The highest ratios that are wanted for a service, and to which services.
fn targets(contents: &str) -> &'static [(f64, &'static str)] {
    match contents {
        RCS_ERRORS => &[(2.5, EMPTY_CRATE), (0.1, THISERROR)],
        TWO_PAGES => &[(2.7, EMPTY_CRATE)],
        _ => &[],
    }
}

/// The service with the same dependency, and without rcs-errors.
fn without_rcs_errors(contents: &str) -> Option<&'static str> {
    match contents {
        WITH_SERDE => Some(SERDE),
        WITH_JSON => Some(SERDE_JSON),
        WITH_HTTP => Some(HTTP),
        _ => None,
    }
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(rows: &[[String; 7]]) {
    let heading = [
        "a service with",
        "time",
        "processor",
        "÷ an empty crate",
        "÷ thiserror",
        "÷ without rcs-errors",
        "at most",
    ];
    println!("\n{}", markdown(heading, rows));
}
