//! Crates outside the workspace that use the published ones, built for real from what is published.

#[path = "common/consumer.rs"]
mod consumer;

use std::collections::BTreeSet;
use std::env;
use std::fs;

use consumer::{Consumer, PACKAGES, cargo, done, lint, root, stderr, target};
use rcs_errors_codegen::Codegen;

/// A service, with the default features: it pulls in one crate beside its own, and no build script.
#[test]
fn a_service() {
    let manifest = "[dependencies]\nrcs-errors = { path = '{packages}/rcs-errors' }\n";
    let service = Consumer::new("service", "2021", manifest);
    service.write("src/main.rs", include_str!("consumers/service.rs"));
    assert_eq!(service.succeed(&["run", "--quiet"]), "LaunchRequestFailed\n");

    let tree = service.succeed(&["tree", "--edges", "normal,build,dev", "--prefix", "depth"]);
    let crates: Vec<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(crates, ["0service", "1rcs-errors"], "{tree}");
}

#[test]
fn a_crate_without_the_standard_library() {
    let manifest = "[dependencies]\nrcs-errors = { path = '{packages}/rcs-errors' }\n";
    let consumer = Consumer::new("no-std", "2024", manifest);
    consumer.write("src/lib.rs", include_str!("consumers/no_std.rs"));
    consumer.succeed(&["build"]);
}

#[test]
fn a_service_with_all_features() {
    let consumer = Consumer::new(
        "all-features",
        "2024",
        "[dependencies]\n\
         http = '1'\n\
         rcs-errors = { path = '{packages}/rcs-errors', features = ['http', 'serde'] }\n\
         serde_json = '1'\n",
    );
    consumer.write("src/main.rs", include_str!("consumers/all_features.rs"));
    assert_eq!(consumer.succeed(&["run", "--quiet"]), "\"GatewayError\" 500\n");
}

const OWN_CATALOG: &str = "\
    [features]\n\
    serde = ['dep:serde']\n\
    \n\
    [dependencies]\n\
    serde = { version = '1', default-features = false, optional = true }\n\
    \n\
    [build-dependencies]\n\
    rcs-errors-codegen = { path = '{packages}/rcs-errors-codegen' }\n\
    \n\
    [lints.clippy]\n\
    pedantic = 'deny'\n";

/// Another vendor's page, with texts and names that are out to break something, under strict lints.
fn own_catalog(name: &str, edition: &str) -> Consumer {
    let consumer = Consumer::new(name, edition, OWN_CATALOG);
    consumer.write("build.rs", include_str!("consumers/own_catalog/build.rs"));
    consumer.write("src/main.rs", include_str!("consumers/own_catalog/main.rs"));
    consumer.write(
        "errors/core.toml",
        include_str!("../codegen/tests/fixtures/good/hostile/core.toml"),
    );
    consumer
}

#[test]
fn a_crate_with_a_catalog_of_its_own() {
    for edition in ["2021", "2024"] {
        let consumer = own_catalog(&format!("program-{edition}"), edition);
        let lint = lint(&consumer);
        consumer.succeed(&[lint, "--quiet"]);
        consumer.succeed(&["doc", "--quiet", "--no-deps", "--document-private-items"]);
        assert_eq!(consumer.succeed(&["run", "--quiet"]), "{} {0} {x:?} $x $$y$$\n");
    }
}

#[test]
fn a_library_that_publishes_a_catalog_of_its_own() {
    for edition in ["2021", "2024"] {
        let consumer = own_catalog(&format!("library-{edition}"), edition);
        fs::remove_file(consumer.folder.path().join("src/main.rs")).unwrap();
        consumer.write("src/lib.rs", include_str!("consumers/own_catalog/lib.rs"));
        let lint = lint(&consumer);
        for features in ["--features=", "--features=serde"] {
            consumer.succeed(&[lint, "--quiet", features]);
            consumer.succeed(&["doc", "--quiet", "--no-deps", features]);
        }
    }
}

/// A build does no more than it must: nothing where nothing changed, and a page that is dropped
/// into the folder is a module at the next build.
#[test]
fn a_second_page_is_a_second_module() {
    let consumer = own_catalog("second-page", "2024");
    consumer.succeed(&["build"]);
    let again = consumer.cargo(&["build", "--verbose"]);
    assert!(stderr(&again).contains("Fresh second-page"), "{}", stderr(&again));

    consumer.write(
        "errors/parcels.toml",
        include_str!("../codegen/tests/fixtures/good/parcels/parcels.toml"),
    );
    consumer.write(
        "src/main.rs",
        "include!(concat!(env!(\"OUT_DIR\"), \"/error_catalog.rs\"));\n\
         fn main() {\n\
             let found = parcels::GetParcelError::candidates(404, \"P-12\", \"No such parcel.\");\n\
             println!(\"{:?}\", found.errors());\n\
         }\n",
    );
    assert_eq!(consumer.succeed(&["run", "--quiet"]), "[NoSuchParcel, ParcelLost]\n");

    fs::remove_file(consumer.folder.path().join("errors/parcels.toml")).unwrap();
    let without = consumer.cargo(&["build"]);
    assert!(stderr(&without).contains("`parcels`"), "{}", stderr(&without));
}

/// A service carries nothing of the pages that it does not use.
#[test]
fn a_program_has_the_texts_of_the_page_that_it_uses_only() {
    let catalog = tempfile::tempdir().unwrap();
    for page in ["letters", "parcels", "stamps"] {
        let text = include_str!("consumers/one_page/page.toml").replace("PAGE", page);
        fs::write(catalog.path().join(page).with_extension("toml"), text).unwrap();
    }
    let name = "one-page";
    let consumer = Consumer::new(name, "2024", "");
    consumer.write("src/lib.rs", &Codegen::new(catalog.path()).generate().unwrap());
    consumer.write("src/main.rs", include_str!("consumers/one_page/main.rs"));
    consumer.succeed(&["build", "--release"]);

    let program = target().join("release").join(name).with_extension(env::consts::EXE_EXTENSION);
    let program = fs::read(program).unwrap();
    let program = String::from_utf8_lossy(&program);
    let texts = |page: &str| {
        let texts =
            ["code-of-PAGE", "The message of PAGE.", "The description of PAGE.", "NameOfPAGE"];
        texts.map(|text| program.contains(&text.replace("PAGE", page)))
    };
    assert_eq!(texts("letters"), [true; 4]);
    assert_eq!(texts("parcels"), [false; 4]);
    assert_eq!(texts("stamps"), [false; 4]);
}

/// Every finding is an error of cargo's, with the report below.
#[test]
fn a_bad_catalog_fails_the_build_with_a_report() {
    let consumer = own_catalog("bad-catalog", "2021");
    consumer.write(
        "errors/letters.toml",
        include_str!("../codegen/tests/fixtures/several/letters.toml"),
    );
    consumer.write(
        "errors/parcels.toml",
        include_str!("../codegen/tests/fixtures/several/parcels.toml"),
    );
    let output = consumer.cargo(&["build"]);
    assert!(!output.status.success());
    let stderr = stderr(&output);
    let errors: Vec<&str> =
        stderr.lines().filter(|line| line.starts_with("error: bad-catalog@")).collect();
    insta::assert_snapshot!(errors.join("\n"));
    for rule in ["error[missing-key]", "error[one-name-for-two-errors]", "9 findings in errors"] {
        assert!(stderr.contains(rule), "{rule}: {stderr}");
    }
}

/// The published packages, as they are published: nothing that a service does not need.
#[test]
fn the_packages_contain_what_they_need_and_no_more() {
    let list = |package: &str| {
        let mut command = cargo();
        command.args(["package", "--list", "--allow-dirty", "--offline", "--package", package]);
        let list = done(command.current_dir(root())).replace('\\', "/");
        // Only there where git is.
        list.replace(".cargo_vcs_info.json\n", "")
    };
    insta::assert_snapshot!(PACKAGES.map(list).join("\n"));
}

/// What each of those who use the packages builds beside them, as the README says.
#[test]
fn the_readme_counts_what_is_built() {
    let service = |features: &str| {
        let manifest = format!(
            "[dependencies]\nrcs-errors = {{ path = '{{packages}}/rcs-errors', features = [{features}] }}\n"
        );
        let service = Consumer::new("counted", "2021", &manifest);
        service.write("src/lib.rs", "");
        crates(&service.succeed(&TREE))
    };
    let codegen = |features: &str| {
        let mut command = cargo();
        command.args(TREE).args(["--offline", "--package", "rcs-errors-codegen", features]);
        crates(&done(command.current_dir(root())))
    };
    // Beside the crate itself, and in the first three the one that is published.
    let table = [
        ("a service", service("") - 2),
        ("a service, with the feature `serde`", service("'serde'") - 2),
        ("a service, with the feature `http`", service("'http'") - 2),
        ("a service, with both", service("'http', 'serde'") - 2),
        ("a build script, with `rcs-errors-codegen`", codegen("--features=") - 1),
        ("`cargo catalog`, in this repository", codegen("--features=cli") - 1),
    ];
    let table = table.map(|(who, count)| format!("| {who} | {count} |\n")).concat();
    let readme = include_str!("../README.md").replace("\r\n", "\n");
    assert!(readme.contains(&format!("|---|---|\n{table}\n")), "to put into README.md:\n{table}");
}

/// For one machine, so that the count is the same on all.
const TREE: [&str; 6] =
    ["tree", "--edges=normal,build", "--prefix=none", "--no-dedupe", "--target", MACHINE];
const MACHINE: &str = "x86_64-unknown-linux-gnu";

/// The number of crates that cargo lists, each counted once.
fn crates(tree: &str) -> usize {
    tree.lines().collect::<BTreeSet<_>>().len()
}
