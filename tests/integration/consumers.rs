//! Crates outside of the workspace that use the published ones, built from what is published.

mod new_error;
mod shapes;

use std::collections::BTreeSet;
use std::env;
use std::fs;

use error_catalog_codegen::Codegen;
use insta::assert_snapshot;
use testing::consumer::{Consumer, cargo_in_workspace, packages, target};
use testing::fixtures::PARCELS;
use testing::folder::Folder;

/// A service, with the default features: it pulls in one crate, and no build script.
#[test]
fn a_service() {
    let manifest = "[dependencies]\nrcs-errors = { path = '{packages}/rcs-errors' }\n";
    let service = Consumer::new("service", "2021", manifest);
    service.folder.write("src/main.rs", include_str!("../consumers/service.rs"));
    assert_eq!(service.succeed(&["run", "--quiet"]), "LaunchRequestFailed\n");

    let tree = service.succeed(&["tree", "--edges", "normal,build,dev", "--prefix", "depth"]);
    let crates: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(crates, ["0service", "1rcs-errors"], "{tree}");
}

/// What is known of each error, and of each response at each endpoint.
#[test]
fn what_is_decided_with_is_as_reviewed() {
    let manifest = "[dependencies]\nrcs-errors = { path = '{packages}/rcs-errors' }\n";
    let consumer = Consumer::new("decisions", "2021", manifest);
    consumer.folder.write("src/main.rs", include_str!("../consumers/decisions.rs"));
    assert_snapshot!(consumer.succeed(&["run", "--quiet"]));
}

/// What the traits need has no name outside of the crate.
#[test]
fn only_the_enums_implement_the_traits() {
    let manifest = "[dependencies]\nrcs-errors = { path = '{packages}/rcs-errors' }\n";
    let consumer = Consumer::new("sealed", "2024", manifest);
    consumer.folder.write("src/lib.rs", include_str!("../consumers/sealed.rs"));
    let output = consumer.cargo(&["check", "--quiet"]);
    let errors = output.stderr.lines().filter_map(|line| line.strip_prefix("error["));
    let errors: Vec<&str> = errors.filter_map(|line| line.split(']').next()).collect();
    // The type that a method returns is private, and a trait without a name is not implemented.
    assert_eq!(errors, ["E0603", "E0277"], "{}", output.stderr);
}

#[test]
fn a_crate_without_the_standard_library() {
    let manifest = "[dependencies]\nrcs-errors = { path = '{packages}/rcs-errors' }\n";
    let consumer = Consumer::new("no-std", "2024", manifest);
    consumer.folder.write("src/lib.rs", include_str!("../consumers/no_std.rs"));
    consumer.succeed(&["build"]);
}

#[test]
fn a_service_with_all_features() {
    let consumer = Consumer::new(
        "all-features",
        "2024",
        "[dependencies]\n\
         http = '1'\n\
         rcs-errors = { path = '{packages}/rcs-errors', features = ['http', 'json', 'serde'] }\n\
         serde_json = '1'\n",
    );
    consumer.folder.write("src/main.rs", include_str!("../consumers/all_features.rs"));
    assert_eq!(consumer.succeed(&["run", "--quiet"]), "\"GatewayError\"\n");
}

const OWN_CATALOG: &str = "\
    [features]\n\
    serde = ['dep:serde']\n\
    \n\
    [dependencies]\n\
    serde = { version = '1', default-features = false, optional = true }\n\
    \n\
    [build-dependencies]\n\
    error-catalog-codegen = { path = '{packages}/error-catalog-codegen' }\n\
    \n\
    [lints.clippy]\n\
    pedantic = 'deny'\n";

const BUILD_SCRIPT: &str = r#"
fn main() -> Result<(), error_catalog_codegen::Error> {
    error_catalog_codegen::Codegen::new("errors").build()
}
"#;

const OWN_PROGRAM: &str = r#"
//! A program with another catalog, of which it uses one message.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]
#![forbid(unsafe_code)]

mod errors {
    include!(concat!(env!("OUT_DIR"), "/error_catalog.rs"));
}

fn main() {
    println!("{}", errors::core::CoreError::Result.message());
}
"#;

/// A crate with another catalog, whose strings and names try to break something, under strict lints.
fn own_catalog(name: &str, edition: &str) -> Consumer {
    let consumer = Consumer::new(name, edition, OWN_CATALOG);
    consumer.folder.write("build.rs", BUILD_SCRIPT);
    consumer.folder.write("src/main.rs", OWN_PROGRAM);
    consumer.folder.write("errors/catalog.toml", "[output]\nserde-feature = 'serde'\n");
    consumer
        .folder
        .write("errors/core.toml", include_str!("../../codegen/tests/fixtures/hostile/core.toml"));
    consumer
}

#[test]
fn a_program_with_another_catalog() {
    for edition in ["2021", "2024"] {
        let consumer = own_catalog(&format!("program-{edition}"), edition);
        consumer.lint(&[]);
        consumer.succeed(&["doc", "--quiet", "--no-deps", "--document-private-items"]);
        assert_eq!(consumer.succeed(&["run", "--quiet"]), "{} {0} {x:?} $x $$y$$\n");
    }
}

#[test]
fn a_library_that_publishes_another_catalog() {
    for edition in ["2021", "2024"] {
        let consumer = own_catalog(&format!("library-{edition}"), edition);
        consumer.folder.remove("src/main.rs");
        consumer.folder.write("src/lib.rs", include_str!("../consumers/own_library.rs"));
        for features in ["--features=", "--features=serde"] {
            consumer.lint(&[features]);
            consumer.succeed(&["doc", "--quiet", "--no-deps", features]);
        }
    }
}

/// A build does no more than it must: nothing if nothing changed, and a page that is added to the folder
/// is a module at the next build.
#[test]
fn a_second_page_is_a_second_module() {
    let consumer = own_catalog("second-page", "2024");
    consumer.succeed(&["build"]);
    let again = consumer.cargo(&["build", "--verbose"]);
    assert!(again.stderr.contains("Fresh second-page"), "{}", again.stderr);

    consumer.folder.write("errors/parcels.toml", PARCELS);
    consumer.folder.write(
        "src/main.rs",
        "include!(concat!(env!(\"OUT_DIR\"), \"/error_catalog.rs\"));\n\
         fn main() {\n\
             let found = parcels::GetParcelError::lookup(404, \"P-12\", \"No such parcel.\");\n\
             println!(\"{:?}\", found.errors());\n\
         }\n",
    );
    assert_eq!(consumer.succeed(&["run", "--quiet"]), "[NoSuchParcel, ParcelLost]\n");

    consumer.folder.remove("errors/parcels.toml");
    let without = consumer.cargo(&["build"]);
    assert!(without.stderr.contains("`parcels`"), "{}", without.stderr);
}

/// A page with errors that are called like what the generated code has, in two tables of opposite order.
fn names() -> String {
    const NAMES: [&str; 9] =
        ["INDEX", "ORDER", "ROWS", "ENTRIES", "NAMES", "PAGE", "LOOKUP", "Lookup", "Entry"];
    let rows = NAMES.iter().zip('a'..).map(|(name, code)| {
        format!("{{ name = '{name}', status = 400, code = '{code}', message = '{name}.', description = '{name}.' }},\n")
    });
    let mut rows: Vec<String> = rows.collect();
    let get = rows.concat();
    rows.reverse();
    let put = rows.concat();
    format!(
        "page = {{ name = 'Names', title = 'Names', source = 'https://docs.example.com', retrieved = 2026-01-31 }}\n\
         [[endpoint]]\nname = 'Get'\ntitle = 'Get'\nerrors = [\n{get}]\n\
         [[endpoint]]\nname = 'Put'\ntitle = 'Put'\nerrors = [\n{put}]\n"
    )
}

/// Each has separate types and a separate private macro. One has errors that are called like constants.
#[test]
fn several_catalogs_in_one_crate() {
    let pages = [
        ("parcels", PARCELS),
        ("core", include_str!("../../codegen/tests/fixtures/hostile/core.toml")),
        ("names", &names()),
    ];
    for edition in ["2021", "2024"] {
        let manifest = "[lints.clippy]\npedantic = 'deny'\n";
        let consumer = Consumer::new(&format!("several-catalogs-{edition}"), edition, manifest);
        for (name, page) in pages {
            consumer.folder.write(format!("{name}/{name}.toml"), page);
            let code = Codegen::new(consumer.folder.path(name)).generate().unwrap();
            consumer.folder.write(format!("src/generated/{name}.rs"), code);
        }
        consumer.folder.write("src/lib.rs", include_str!("../consumers/several_catalogs.rs"));
        consumer.lint(&[]);
        consumer.succeed(&["test", "--quiet"]);
    }
}

/// A page file of one error. `PAGE` is replaced with the name of the page.
const ONE_ERROR: &str = r#"
[page]
name = "Page"
title = "The title of PAGE"
source = "https://docs.example.com/PAGE"
retrieved = 2026-01-31

[[endpoint]]
name = "Send"
title = "The endpoint of PAGE"
errors = [
  { name = "NameOfPAGE", status = 400, code = "code-of-PAGE", message = "The message of PAGE.", description = "The description of PAGE." },
]
"#;

const ONE_PAGE: &str = r#"
//! A program that uses an endpoint of one of several pages.

use one_page::letters::SendError;

fn main() {
    let received: Vec<String> = std::env::args().collect();
    let found = SendError::lookup(400, &received[1], &received[2]);
    match found.exact() {
        Some(error) => println!("{}: {error}", error.name()),
        None => println!("{:?}", found.errors()),
    }
}
"#;

/// A service carries nothing of the pages that it does not use.
#[test]
fn a_program_has_the_strings_of_the_page_that_it_uses_only() {
    let catalog = Folder::new();
    for page in ["letters", "parcels", "stamps"] {
        catalog.write(format!("{page}.toml"), ONE_ERROR.replace("PAGE", page));
    }
    let name = "one-page";
    let consumer = Consumer::new(name, "2024", "");
    let code = Codegen::new(catalog.as_ref()).generate().unwrap();
    consumer.folder.write("src/lib.rs", code);
    consumer.folder.write("src/main.rs", ONE_PAGE);
    consumer.succeed(&["build", "--release"]);

    let program = target().join("release").join(name).with_extension(env::consts::EXE_EXTENSION);
    let program = fs::read(program).unwrap();
    let program = String::from_utf8_lossy(&program);
    let contained = |page: &str| {
        let strings =
            ["code-of-PAGE", "The message of PAGE.", "The description of PAGE.", "NameOfPAGE"];
        strings.map(|string| program.contains(&string.replace("PAGE", page)))
    };
    assert_eq!(contained("letters"), [true; 4]);
    assert_eq!(contained("parcels"), [false; 4]);
    assert_eq!(contained("stamps"), [false; 4]);
}

/// Without a key and with one that is not known, and with rows that break rules.
const LETTERS: &str = "\
[page]
name = \"Letters\"
title = \"Letters\"
source = \"https://docs.example.com/letters\"
retreived = 2026-01-31

[[endpoint]]
name = \"GetLetter\"
title = \"Get a letter\"
errors = [
  { name = \"noSuchLetter\", status = 40, code = \"L-1\", message = \" No such letter.\", description = \"\" },
]
";

/// With two errors of one name, and a row that is listed twice.
const SEVERAL_PARCELS: &str = "\
[page]
name = \"Parcels\"
title = \"Parcels\"
source = \"https://docs.example.com/parcels\"
retrieved = 2026-01-31

[[endpoint]]
name = \"GetParcel\"
title = \"Get a parcel\"
errors = [
  { name = \"NoSuchParcel\", status = 404, code = \"P-12\", message = \"No such parcel.\", description = \"Parcel Not Found.\" },
  { name = \"NoSuchParcel\", status = 404, code = \"P-12\", message = \"No such Parcel.\", description = \"Parcel Not Found.\" },
  { name = \"NoSuchParcel\", status = 404, code = \"P-12\", message = \"No such parcel.\", description = \"Parcel Not Found.\" },
]
";

/// Every finding is shown once, with the whole path: an editor can open it from any folder.
#[test]
fn a_bad_catalog_fails_the_build_with_a_report() {
    let consumer = own_catalog("bad-catalog", "2021");
    consumer.folder.write("errors/letters.toml", LETTERS);
    consumer.folder.write("errors/parcels.toml", SEVERAL_PARCELS);
    let output = consumer.cargo(&["build"]);
    assert!(output.status.is_some_and(|status| status != 0));
    let folder = consumer.folder.path("").display().to_string();
    let places = output.stderr.lines().map(str::trim).filter(|line| line.starts_with("--> "));
    let places: Vec<String> =
        places.map(|line| line.replace(&folder, "").replace('\\', "/")).collect();
    assert_snapshot!(places.join("\n"), @"
    --> errors/letters.toml:5:1
    --> errors/letters.toml:11:12
    --> errors/letters.toml:11:37
    --> errors/letters.toml:11:65
    --> errors/letters.toml:11:99
    --> errors/parcels.toml:12:67
    --> errors/parcels.toml:13:3
    ");
    assert_eq!(output.stderr.matches("error[").count(), places.len(), "{}", output.stderr);
    assert!(output.stderr.contains("7 findings in "), "{}", output.stderr);
}

/// Nothing is published that nobody needs who depends on the package.
#[test]
fn the_packages_contain_what_they_need_and_no_more() {
    let list = |package: &str| {
        let list =
            cargo_in_workspace(&["package", "--list", "--allow-dirty", "--package", package]);
        // Only there if git is.
        let list = list.replace('\\', "/").replace(".cargo_vcs_info.json\n", "");
        format!("# {package}\n\n{list}")
    };
    let lists: Vec<String> = packages().into_iter().map(list).collect();
    assert_snapshot!(lists.join("\n"));
}

/// What each of those who use the packages builds in addition, as the README says.
#[test]
fn the_readme_counts_what_is_built() {
    let service = |features: &str| {
        let manifest = format!(
            "[dependencies]\nrcs-errors = {{ path = '{{packages}}/rcs-errors', features = [{features}] }}\n"
        );
        let service = Consumer::new("counted", "2021", &manifest);
        service.folder.write("src/lib.rs", "");
        count(&service.succeed(&TREE))
    };
    let package =
        |name: &str| count(&cargo_in_workspace(&[&TREE[..], &["--package", name]].concat()));
    let table = [
        ("a service", service("")),
        ("a service, with the feature `serde`", service("'serde'")),
        ("a service, with the feature `json`", service("'json'")),
        ("a service, with the feature `http`", service("'http'")),
        ("a service, with all three", service("'http', 'json', 'serde'")),
        ("a build script, with `error-catalog-codegen`", package("error-catalog-codegen")),
        ("`cargo catalog`, in this repository", package("cargo-catalog")),
    ];
    let table = table.map(|(who, count)| format!("| {who} | {count} |\n")).concat();
    let readme = include_str!("../../README.md").replace("\r\n", "\n");
    assert!(readme.contains(&format!("|---|---|\n{table}\n")), "to put into README.md:\n{table}");
}

/// For one machine, so that the count is the same on all.
const TREE: [&str; 6] =
    ["tree", "--edges=normal,build", "--prefix=none", "--no-dedupe", "--target", MACHINE];
const MACHINE: &str = "x86_64-unknown-linux-gnu";

/// The number of third-party crates that cargo lists, each counted once. Other crates are listed with their
/// folder in brackets.
fn count(tree: &str) -> usize {
    let crates: BTreeSet<&str> =
        tree.lines().map(|line| line.trim_end_matches(" (proc-macro)")).collect();
    crates.into_iter().filter(|line| !line.ends_with(')')).count()
}
