//! What it costs rustc to compile the enums of a large page, beside the same enums with derives.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rcs_errors_benches::catalog::{Codes, Generator, Page, Size};
use rcs_errors_benches::child::{self, Cost};
use rcs_errors_benches::package::{self, Package};
use rcs_errors_benches::peers;
use rcs_errors_benches::table::{markdown, number, ratio, target};
use rcs_errors_benches::tool::{self, Catalog};

/// Rows of all tables of a page together, and how often each is compiled.
const SIZES: [(usize, usize); 3] = [(1_000, 5), (3_000, 3), (10_000, 1)];

/// What a crate needs of the peers.
const MANIFEST: &str = "\
    [dependencies]\n\
    strum = { version = '0.28', features = ['derive'] }\n\
    thiserror = '2.0'\n";

/// The libraries of the peers.
const PEERS: [&str; 2] = ["strum", "thiserror"];

fn main() {
    let tool = Catalog::build();
    let package = Package::new("derives", MANIFEST);
    package.write("src/lib.rs", "");
    let pages = SIZES.map(|(rows, rounds)| {
        let folder = package.folder().join(rows.to_string());
        fs::create_dir(&folder).expect("the folder can be made");
        let page = Generator::new(1).page("page", Size::Rows(rows), Codes::Few);
        (rows, rounds, sources(&tool, &folder, page))
    });
    let rows = Build::ALL.into_iter().flat_map(|build| {
        let libraries = Libraries::build(&package, build);
        let costs = pages.each_ref().map(|(rows, rounds, sources)| {
            let cost = |source: &PathBuf| child::cost(&mut libraries.rustc(source));
            (*rows, child::in_turn(*rounds, sources, cost))
        });
        let [(_, [of_fewest, ..]), ..] = costs;
        costs.map(|(rows, costs)| row(build, rows, costs, of_fewest))
    });
    print(&rows.collect::<Vec<_>>());
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Build {
    Debug,
    Release,
}

impl Build {
    const ALL: [Self; 2] = [Self::Debug, Self::Release];

    fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    /// What cargo gives to rustc for a dependency.
    fn rustc_flags(self) -> [&'static str; 2] {
        match self {
            Self::Debug => ["-Copt-level=0", "-Cdebuginfo=2"],
            Self::Release => ["-Copt-level=3", "-Cdebuginfo=0"],
        }
    }
}

/// The code of each contender, in a file.
fn sources(tool: &Catalog, folder: &Path, page: Page) -> [PathBuf; 4] {
    let write = |name: &str, code: String| {
        let path = folder.join(name);
        fs::write(&path, code).expect("the code can be written");
        path
    };
    let used = "include!(\"rcs-errors/src/generated.rs\");\n".to_owned() + &uses(&page);
    let strum = write("strum.rs", peers::strum(&page));
    let thiserror = write("thiserror.rs", peers::thiserror(&page));
    tool::lay_out(&[page], folder);
    // In a process of its own: a child is said to have had as much memory as its parent.
    _ = child::cost(&mut tool.command("generate", folder));
    [tool::generated(folder), write("used.rs", used), strum, thiserror]
}

/// A function for each enum that calls all that it has.
///
/// Generated functions are inline, so that a crate pays for those that it uses. Those of the peers
/// are not: rustc compiles them in any case.
fn uses(page: &Page) -> String {
    const GENERIC: &str = "
        pub type Found<E> = (Candidates<E>, &'static [E], Option<E>, usize);

        fn all_of<E: ErrorTable>(status: u16, code: &str, message: &str, name: &str) -> Found<E> {
            let lengths = E::ALL.iter().map(|error| error.to_string().len() + error.name().len());
            let found = E::candidates(status, code, message);
            (found, E::with_code(code), name.parse().ok(), lengths.sum())
        }
    ";
    let page_enum = format!("page::{}Error", page.name);
    let enums = page.enums().into_iter().enumerate().map(|(number, (name, _))| {
        format!(
            "pub fn use_{number}(status: u16, code: &str, message: &str, name: &str) -> Found<page::{name}> {{
                all_of(status, code, message, name)
            }}
            pub fn cells_{number}(error: page::{name}) -> (u16, [&'static str; 3]) {{
                (error.status(), [error.code(), error.message(), error.description()])
            }}
            "
        )
    });
    let tables = page.tables.iter().enumerate().map(|(number, table)| {
        let name = format!("page::{}Error", table.name);
        format!(
            "pub fn from_{number}(error: {name}) -> {page_enum} {{ error.into() }}
            pub fn into_{number}(error: {page_enum}) -> Option<{name}> {{ error.try_into().ok() }}
            "
        )
    });
    GENERIC.to_owned() + &enums.chain(tables).collect::<String>()
}

/// The peers' libraries, built by cargo.
struct Libraries {
    build: Build,
    folder: PathBuf,
    /// `NAME=PATH` of each.
    paths: Vec<String>,
    output: PathBuf,
}

impl Libraries {
    fn build(package: &Package, build: Build) -> Self {
        let mut cargo = package.cargo(&["build", "--message-format", "json"]);
        if build == Build::Release {
            cargo.arg("--release");
        }
        let output = cargo.output().expect("cargo can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).expect("JSON is UTF-8");
        let folder = package.target().join(build.name()).join("deps");
        let output = package.folder().join("output.rlib");
        Self { build, folder, paths: messages.lines().filter_map(library).collect(), output }
    }

    /// rustc as cargo calls it, on a library of one file.
    fn rustc(&self, source: &Path) -> Command {
        let mut rustc = package::tool("RUSTC", "rustc");
        rustc
            .args(["--edition=2024", "--crate-type=lib", "--crate-name=page", "--cap-lints=allow"])
            .args(["--emit=dep-info,metadata,link", "-Cembed-bitcode=no"])
            .args(self.build.rustc_flags())
            .arg("-L")
            .arg(&self.folder)
            .args(self.paths.iter().flat_map(|path| ["--extern", path]))
            .arg("-o")
            .arg(&self.output)
            .arg(source);
        rustc
    }
}

/// The `NAME=PATH` of a library that a message of cargo's is about.
fn library(message: &str) -> Option<String> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let name = message["target"]["name"].as_str()?;
    let mut files = message["filenames"].as_array()?.iter().filter_map(|file| file.as_str());
    let is_library = |file: &&str| Path::new(file).extension().is_some_and(|kind| kind == "rlib");
    let file = files.find(is_library).filter(|_| PEERS.contains(&name))?;
    Some(format!("{name}={file}"))
}

fn row(build: Build, rows: usize, costs: [Cost; 4], of_fewest: Cost) -> [String; 10] {
    let [ours, _, strum, thiserror] = costs;
    let [to_strum, to_thiserror, to_fewest] =
        [strum, thiserror, of_fewest].map(|other| child::ratio(ours, other));
    let targets = match (build, rows) {
        (Build::Release, 3_000) => {
            vec![target(0.25, "of strum", to_strum), target(0.667, "of thiserror", to_thiserror)]
        }
        (_, 10_000) => {
            vec![target(15.0, "of 1,000 rows", to_fewest), target(400.0, "MB", ours.megabytes())]
        }
        _ => Vec::new(),
    };
    let [ours, used, strum, thiserror] = costs.map(|cost| cost.to_string());
    let [to_strum, to_thiserror, to_fewest] = [to_strum, to_thiserror, to_fewest].map(ratio);
    let build = build.name().to_owned();
    let targets = targets.join(", ");
    [build, number(rows), ours, used, strum, thiserror, to_strum, to_thiserror, to_fewest, targets]
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(rows: &[[String; 10]]) {
    let heading = [
        "build",
        "rows",
        "rcs-errors",
        "rcs-errors, all used",
        "strum",
        "thiserror",
        "÷ strum",
        "÷ thiserror",
        "÷ 1,000 rows",
        "at most",
    ];
    println!("\n{}", markdown(heading, rows));
}
