//! What a service's cold build costs with the real page's errors, and with the same by other means.

use std::fs;
use std::time::Duration;

use rcs_errors::agent_launch::{
    CommonError, CreateAgentCarrierLaunchError, CreateAgentLaunchError, GetAgentLaunchStatusError,
};
use rcs_errors_benches::catalog::{Page, Table};
use rcs_errors_benches::child::{self, Cost};
use rcs_errors_benches::package::{Package, root};
use rcs_errors_benches::peers;
use rcs_errors_benches::table::{markdown, ratio, target};

const ROUNDS: usize = 5;

/// What the services have.
const NOTHING: &str = "nothing";
const EMPTY: &str = "an empty crate";
const OURS: &str = "rcs-errors";
const THISERROR: &str = "thiserror, by hand";
const STRUM: &str = "strum and phf, by hand";
const SCRIPT: &str = "a build script that generates";

const STRUM_AND_PHF: &str = "\
    [dependencies]\n\
    phf = { version = '0.13', features = ['macros'] }\n\
    strum = { version = '0.28', features = ['derive'] }\n";

fn main() {
    let page = real();
    let services = [
        (NOTHING, service("", "")),
        (EMPTY, with_an_empty_crate()),
        (OURS, service("[dependencies]\nrcs-errors = { path = '{root}/rcs-errors' }\n", "")),
        (THISERROR, service("[dependencies]\nthiserror = '2.0'\n", &peers::thiserror(&page))),
        (STRUM, service(STRUM_AND_PHF, &(peers::strum(&page) + &peers::phf(&page)))),
        (SCRIPT, with_a_build_script()),
    ];
    // Settles the versions.
    for (_, service) in &services {
        _ = child::cost(&mut service.cargo(&["metadata", "--format-version", "1"]));
    }
    let costs = child::in_turn(ROUNDS, &services, |(_, service)| {
        _ = fs::remove_dir_all(service.target());
        child::cost(&mut service.cargo(&["build"]))
    });
    let names = services.each_ref().map(|(name, _)| *name);
    print(&rows(names.into_iter().zip(costs)));
}

fn real() -> Page {
    Page {
        stem: "agent-launch".to_owned(),
        name: "AgentLaunch".to_owned(),
        tables: vec![
            Table::of::<CreateAgentLaunchError>(),
            Table::of::<CreateAgentCarrierLaunchError>(),
            Table::of::<GetAgentLaunchStatusError>(),
            Table::of::<CommonError>(),
        ],
    }
}

/// A service that does nothing, with this manifest and this code for its errors.
fn service(manifest: &str, errors: &str) -> Package {
    let service = Package::new("service", manifest);
    service.write("src/errors.rs", errors);
    service.write("src/main.rs", "#[allow(dead_code)]\nmod errors;\n\nfn main() {}\n");
    service
}

fn with_an_empty_crate() -> Package {
    let service = service("[dependencies]\nempty = { path = 'empty' }\n", "");
    service.write("empty/Cargo.toml", "[package]\nname = \"empty\"\nedition = \"2024\"\n");
    service.write("empty/src/lib.rs", "");
    service
}

fn with_a_build_script() -> Package {
    let service = service(
        "[build-dependencies]\nrcs-errors-codegen = { path = '{root}/codegen' }\n",
        "include!(concat!(env!(\"OUT_DIR\"), \"/error_catalog.rs\"));\n",
    );
    let script = format!(
        "fn main() -> Result<(), rcs_errors_codegen::Error> {{\n    \
         rcs_errors_codegen::Codegen::new(r\"{}\").build()\n}}\n",
        root().join("catalog").display()
    );
    service.write("build.rs", &script);
    service
}

fn rows(costs: impl Iterator<Item = (&'static str, Cost)> + Clone) -> Vec<[String; 5]> {
    let ours = costs.clone().find(|(name, _)| *name == OURS);
    let (_, ours) = ours.expect("it is one of them");
    let rows = costs.map(|(name, cost)| {
        let of_this = child::ratio(ours, cost);
        let target = match name {
            EMPTY => target(2.0, "of this", of_this),
            THISERROR => target(0.1, "of this", of_this),
            _ => String::new(),
        };
        let seconds = |time: Duration| format!("{:.2} s", time.as_secs_f64());
        [name.to_owned(), seconds(cost.wall), seconds(cost.cpu), ratio(of_this), target]
    });
    rows.collect()
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(rows: &[[String; 5]]) {
    let heading = ["a service with", "time", "processor", "rcs-errors ÷ this", "at most"];
    println!("\n{}", markdown(heading, rows));
}
