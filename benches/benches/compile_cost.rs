//! The time and the memory that rustc takes for the enums of a large page, compared with the same enums
//! with derives.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use rcs_errors_benches::catalog::{Codes, Generator, Page, Size};
use rcs_errors_benches::child::{self, Cost};
use rcs_errors_benches::package::{
    Package, Tool, generated_file, toolchain_command, write_repository,
};
use rcs_errors_benches::peers;
use rcs_errors_benches::table::{markdown, number, ratio, target};

/// The numbers of rows of all tables of a page, and how often each page is compiled.
const SIZES: [(usize, usize); 3] = [(1_000, 5), (3_000, 3), (10_000, 1)];

/// The dependencies of the peers' enums.
const DEPENDENCIES: &str = "\
    [dependencies]\n\
    strum = { version = '0.28', features = ['derive'] }\n\
    thiserror = '2.0'\n";

/// The names of the libraries that the peers' enums are compiled with.
const LIBRARIES: [&str; 2] = ["strum", "thiserror"];

fn main() {
    let tool = Tool::build();
    let package = Package::new("derives", DEPENDENCIES);
    package.write("src/lib.rs", "");
    let pages = SIZES.map(|(rows, rounds)| {
        let folder = package.folder().join(rows.to_string());
        fs::create_dir(&folder).expect("the folder can be created");
        let page = Generator::new(1).page("page", Size::Rows(rows), Codes::Few);
        (rows, rounds, sources(&tool, &folder, page))
    });
    let mut table = Vec::new();
    for profile in [Profile::Debug, Profile::Release] {
        let libraries = Libraries::build(&package, profile);
        let costs = pages.each_ref().map(|(rows, rounds, sources)| {
            let costs = child::measure_in_turn(*rounds, sources, |source| {
                child::run(&mut libraries.rustc(source))
            });
            (*rows, costs)
        });
        let [(_, [smallest, ..]), ..] = costs;
        table.extend(costs.map(|(rows, costs)| row(profile, rows, costs, smallest)));
    }
    print(&table);
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Profile {
    Debug,
    Release,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }

    /// The flags with which cargo compiles a dependency.
    fn rustc_flags(self) -> [&'static str; 2] {
        match self {
            Self::Debug => ["-Copt-level=0", "-Cdebuginfo=2"],
            Self::Release => ["-Copt-level=3", "-Cdebuginfo=0"],
        }
    }
}

/// The files of the enums: of rcs-errors, the same with all functions used, and of the peers.
fn sources(tool: &Tool, folder: &Path, page: Page) -> [PathBuf; 4] {
    let write = |name: &str, code: String| {
        let path = folder.join(name);
        fs::write(&path, code).expect("the code can be written");
        path
    };
    let used =
        "include!(\"rcs-errors/src/generated.rs\");\n".to_owned() + &functions_using_all(&page);
    let strum = write("strum.rs", peers::strum(&page));
    let thiserror = write("thiserror.rs", peers::thiserror(&page));
    write_repository(&[page], folder);
    // In a separate process: the peak memory that is reported for rustc is at least that of the process
    // that starts it.
    child::run(&mut tool.command("generate", folder));
    [generated_file(folder), write("used.rs", used), strum, thiserror]
}

/// Functions that call every function of every enum.
///
/// Generated functions are inline, so that a crate pays for those only that it uses. Functions of the
/// peers are not inline: rustc compiles all of them.
fn functions_using_all(page: &Page) -> String {
    const GENERIC: &str = "
        pub type Called<E> = (Lookup<E>, &'static [E], Option<E>, usize);

        fn call_all<E: ErrorSet>(status: u16, code: &str, message: &str, name: &str) -> Called<E> {
            let lengths = E::ALL.iter().map(|error| error.to_string().len() + error.name().len());
            let found = E::lookup(status, code, message);
            (found, E::with_code(code), name.parse().ok(), lengths.sum())
        }
    ";
    let page_enum = format!("page::{}Error", page.name);
    let enums = page.enums().into_iter().enumerate().map(|(number, (name, _))| {
        format!(
            "pub fn use_{number}(status: u16, code: &str, message: &str, name: &str) -> Called<page::{name}> {{
                call_all(status, code, message, name)
            }}
            pub fn fields_{number}(error: page::{name}) -> (u16, [&'static str; 3]) {{
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

/// The libraries of the peers' enums, built by cargo.
struct Libraries {
    profile: Profile,
    folder: PathBuf,
    /// `NAME=PATH` for each.
    paths: Vec<String>,
    output: PathBuf,
}

impl Libraries {
    fn build(package: &Package, profile: Profile) -> Self {
        let mut cargo = package.cargo(&["build", "--message-format", "json"]);
        if profile == Profile::Release {
            cargo.arg("--release");
        }
        let output = cargo.output().expect("cargo can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8(output.stdout).expect("JSON is UTF-8");
        let folder = package.target().join(profile.name()).join("deps");
        let output = package.folder().join("output.rlib");
        Self { profile, folder, paths: messages.lines().filter_map(library).collect(), output }
    }

    /// The command with which cargo would compile this file as a library.
    fn rustc(&self, source: &Path) -> Command {
        let mut rustc = toolchain_command("RUSTC", "rustc");
        rustc
            .args(["--edition=2024", "--crate-type=lib", "--crate-name=page", "--cap-lints=allow"])
            .args(["--emit=dep-info,metadata,link", "-Cembed-bitcode=no"])
            .args(self.profile.rustc_flags())
            .arg("-L")
            .arg(&self.folder)
            .args(self.paths.iter().flat_map(|path| ["--extern", path]))
            .arg("-o")
            .arg(&self.output)
            .arg(source);
        rustc
    }
}

/// The `NAME=PATH` of one of the libraries, if this message of cargo is about it.
fn library(message: &str) -> Option<String> {
    let message: serde_json::Value = serde_json::from_str(message).ok()?;
    let name = message["target"]["name"].as_str()?;
    if !LIBRARIES.contains(&name) {
        return None;
    }
    let path =
        message["filenames"].as_array()?.iter().filter_map(|path| path.as_str()).find(|path| {
            Path::new(path).extension().is_some_and(|extension| extension == "rlib")
        })?;
    Some(format!("{name}={path}"))
}

/// A row of the table: a page with this number of rows, compared with the smallest page.
fn row(profile: Profile, rows: usize, costs: [Cost; 4], smallest: Cost) -> [String; 10] {
    let [ours, _, strum, thiserror] = costs;
    let [to_strum, to_thiserror, to_smallest] =
        [strum, thiserror, smallest].map(|other| child::ratio(ours, other));
    let targets = match (profile, rows) {
        (Profile::Release, 3_000) => {
            vec![target(0.25, "of strum", to_strum), target(0.667, "of thiserror", to_thiserror)]
        }
        (_, 10_000) => {
            vec![target(15.0, "of 1,000 rows", to_smallest), target(400.0, "MB", ours.megabytes())]
        }
        _ => Vec::new(),
    };
    let [ours, used, strum, thiserror] = costs.map(|cost| cost.to_string());
    let [to_strum, to_thiserror, to_smallest] = [to_strum, to_thiserror, to_smallest].map(ratio);
    let profile = profile.name().to_owned();
    let targets = targets.join(", ");
    [
        profile,
        number(rows),
        ours,
        used,
        strum,
        thiserror,
        to_strum,
        to_thiserror,
        to_smallest,
        targets,
    ]
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
