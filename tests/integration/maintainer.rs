//! The day on which the vendor's page changes: the documented commands, in a clone of the repository, to the
//! end. For each kind of change, the commands and what they print are a snapshot.

mod clone;
mod vendor;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use error_catalog_model::{Page, Rules};
use insta::assert_snapshot;
use testing::consumer::workspace;
use testing::tool::{Output, Tool};

use self::clone::Clone;
use self::vendor::{CHANGES, Change, Unnamed, VendorPage};

/// The day on which the changed page is read.
const DAY: &str = "2026-12-24";

/// What a maintainer writes about a quirk.
const NOTE: &str = "Written on the day on which the page changed.";

/// The files that may differ when a change of the page has been brought in. `/` at the end means all in the
/// folder.
const DOCUMENTED: [&str; 10] = [
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "benches/Cargo.lock",
    "catalog/",
    "examples/Cargo.lock",
    "fuzz/Cargo.lock",
    "rcs-errors/src/generated.rs",
    "tests/integration/snapshots/",
];

/// The page that the changes are made to: the one with the most tables.
fn page() -> Page {
    let catalog = error_catalog_model::load(&workspace().join("catalog"), Rules::All).unwrap();
    catalog.pages.into_iter().rev().max_by_key(|page| page.tables.len()).unwrap()
}

/// What services, documents and tests of the real catalog may name.
fn examples() -> String {
    let arguments = ["ls-files", "-z", "README.md", "rcs-errors", "examples", "tests", "benches"];
    let files = Tool::new("git").succeed(workspace(), arguments);
    let mut text = String::new();
    for file in files.split_terminator('\0') {
        let is_generated = file.ends_with("generated.rs") || file.contains("/snapshots/");
        if !is_generated && let Ok(content) = fs::read_to_string(workspace().join(file)) {
            text += &without_generated_sections(&content);
        }
    }
    text
}

fn without_generated_sections(text: &str) -> String {
    let mut rest = text;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("<!-- catalog: ") {
        kept += before;
        rest = after.split_once("<!-- end of catalog: ").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// What a maintainer does on that day, and what is printed.
struct Day<'c> {
    clone: &'c Clone,
    transcript: String,
    commands: usize,
}

impl Day<'_> {
    /// Runs a command of the tool, and notes what it prints on standard output.
    #[track_caller]
    fn catalog(&mut self, arguments: &[&str], expected: &[i32]) -> Output {
        let output = self.clone.catalog(arguments);
        self.commands += 1;
        let status = output.status.unwrap_or(-1);
        assert!(expected.contains(&status), "{arguments:?}: {status}\n{}", output.all());
        let shown: Vec<&str> = arguments.iter().map(|argument| file_name(argument)).collect();
        writeln!(self.transcript, "$ cargo catalog {}", shown.join(" ")).unwrap();
        let folder = format!("{}/", self.clone.outside().display());
        for line in output.stdout.lines().map(|line| line.replace(&folder, "")) {
            writeln!(self.transcript, "{line}").unwrap();
        }
        if status != 0 {
            for line in output.stderr.lines().filter(|line| line.starts_with("error")) {
                writeln!(self.transcript, "{line}").unwrap();
            }
            writeln!(self.transcript, "exit status {status}").unwrap();
        }
        output
    }

    /// Imports a page, after looking at what would change. Returns whether notes are to be written.
    fn import(&mut self, page: &VendorPage, removes: bool) -> bool {
        let file = self.clone.outside().join(format!("{}.html", page.stem));
        fs::write(&file, page.html()).unwrap();
        let file = file.to_str().unwrap();
        let is_new = !self.clone.path(&format!("catalog/{}.toml", page.stem)).exists();
        if !is_new {
            self.catalog(&["import", file, "--page", &page.stem, "--check"], &[1]);
        }
        let mut import = vec!["import", file, "--page", &page.stem, "--retrieved", DAY];
        if removes {
            let before = self.clone.difference();
            self.catalog(&import, &[1]);
            assert_eq!(self.clone.difference(), before, "nothing is removed without being told");
            import.push("--allow-removals");
        }
        self.catalog(&import, &[0, 1]).status == Some(1)
    }

    /// Writes the notes that are missing, and confirms that the others have been read.
    fn review(&mut self) {
        for file in self.clone.changed() {
            let page = file.strip_prefix("catalog/").and_then(|name| name.strip_suffix(".toml"));
            if page.is_some() && self.clone.path(&file).exists() {
                let text = self.clone.read(&file);
                let noted = text.replace("note = \"\"", &format!("note = \"{NOTE}\""));
                self.clone.write(&file, noted.as_bytes());
            }
        }
        self.catalog(&["check", "--reviewed"], &[0]);
    }

    /// From the imported page to the release.
    fn finish(&mut self, pages: &[&VendorPage]) {
        self.catalog(&["generate"], &[0]);
        let cargo = self.clone.cargo(&["check", "--quiet", "--package", "rcs-errors"]);
        cargo.assert_status(0);
        self.catalog(&["diff", "--since", "HEAD"], &[0, 1]);
        // It says when it was run.
        let bump = self.clone.catalog(&["bump", "--since", "HEAD"]);
        bump.assert_status(0);
        let difference = self.clone.difference();
        self.clone.catalog(&["bump", "--since", "HEAD"]).assert_status(0);
        assert_eq!(self.clone.difference(), difference, "a second bump changes nothing");
        let metadata = ["metadata", "--locked", "--offline", "--format-version=1"];
        self.clone.cargo(&metadata).assert_status(0);
        self.assert_locked_versions();

        self.clone.catalog(&["check"]).assert_status(0);
        self.clone.catalog(&["generate", "--check"]).assert_status(0);
        self.clone.catalog(&["diff", "--since", "HEAD"]).assert_status(0);
        for page in pages {
            let file = self.clone.outside().join(format!("{}.html", page.stem));
            let again = ["import", file.to_str().unwrap(), "--page", &page.stem, "--check"];
            self.clone.catalog(&again).assert_status(0);
        }
        self.assert_documented_files();
    }

    /// Every lock file has the packages of the repository with the version of the release. What else the other
    /// workspaces need may not be there, so cargo cannot say it.
    fn assert_locked_versions(&self) {
        let read = |file: &str| self.clone.read(file).parse::<toml::Table>().unwrap();
        let version = &read("Cargo.toml")["workspace"]["package"]["version"];
        for file in ["Cargo.lock", "benches/Cargo.lock", "examples/Cargo.lock", "fuzz/Cargo.lock"] {
            let lock = read(file);
            let packages = lock["package"].as_array().unwrap().iter();
            // Without a source, it is in the repository; and some are not published.
            let is_released = |package: &&toml::Value| {
                package.get("source").is_none() && package["version"].as_str() != Some("0.0.0")
            };
            let ours: Vec<&toml::Value> = packages.filter(is_released).collect();
            assert!(!ours.is_empty(), "{file}");
            for package in ours {
                assert_eq!(&package["version"], version, "{file}: {:?}", package["name"]);
            }
        }
    }

    /// Only files that the documents name have changed.
    fn assert_documented_files(&self) {
        for file in self.clone.changed() {
            let is_documented = DOCUMENTED.iter().any(|documented| {
                file == *documented || documented.ends_with('/') && file.starts_with(documented)
            });
            assert!(is_documented || is_manifest(&file), "{file} has changed");
        }
    }

    /// Runs the tests of the root package, as its documents say. This test, and crates that only use what is
    /// published, are not among them.
    fn test(&self) {
        let arguments = ["test", "--quiet", "--all-features", "--package", "rcs-errors-catalog"];
        let rest =
            ["--package", "rcs-errors", "--", "--skip", "maintainer::", "--skip", "consumers::"];
        self.clone.cargo(&[&arguments[..], &rest].concat()).assert_status(0);
    }
}

fn is_manifest(file: &str) -> bool {
    ["model/Cargo.toml", "codegen/Cargo.toml", "tool/Cargo.toml", "rcs-errors/Cargo.toml"]
        .contains(&file)
}

/// A path without its folders: they are not the same on every machine.
fn file_name(argument: &str) -> &str {
    let path = Path::new(argument);
    if path.is_absolute() { path.file_name().unwrap().to_str().unwrap() } else { argument }
}

/// A change, from the page that the vendor changed to the release.
fn bring_in(clone: &Clone, change: &Change, page: &Page, unnamed: &Unnamed) -> String {
    clone.reset();
    let mut changed = VendorPage::new(page);
    (change.edit)(&mut changed, unnamed);
    let mut day = Day { clone, transcript: format!("# {}\n\n", change.name), commands: 0 };
    if day.import(&changed, change.removes) {
        day.review();
    }
    day.finish(&[&changed]);
    writeln!(day.transcript, "\n{} commands before `bump`\n", day.commands).unwrap();
    day.transcript
}

#[test]
fn every_change_of_the_page_ends_green() {
    const CHECKPOINTS: [&str; 2] = ["a row is added", "a table is removed"];
    let clone = Clone::new();
    let page = page();
    let unnamed = Unnamed::new(&page, &examples());
    let mut transcript = String::new();
    for change in &CHANGES {
        transcript += &bring_in(&clone, change, &page, &unnamed);
        if CHECKPOINTS.contains(&change.name) {
            let day = Day { clone: &clone, transcript: String::new(), commands: 0 };
            day.test();
            day.assert_documented_files();
        }
    }
    transcript += &split(&clone, &page, &unnamed);
    another_date(&clone, &page);
    removal_of_a_named_error(&clone, &page);
    clone.reset();
    assert_snapshot!(transcript);
}

/// A page that becomes two: the new one is imported first, and nothing has to be read again.
fn split(clone: &Clone, page: &Page, unnamed: &Unnamed) -> String {
    clone.reset();
    let mut old = VendorPage::new(page);
    let new = vendor::split(&mut old, unnamed);
    let name = "# the page is split in two\n\n".to_owned();
    let mut day = Day { clone, transcript: name, commands: 0 };
    let mut is_open = day.import(&new, false);
    is_open |= day.import(&old, true);
    if is_open {
        day.review();
    }
    day.finish(&[&old, &new]);
    day.test();
    day.assert_documented_files();
    writeln!(day.transcript, "\n{} commands before `bump`\n", day.commands).unwrap();
    day.transcript
}

/// The page is read again, and nothing else has changed.
fn another_date(clone: &Clone, page: &Page) {
    clone.reset();
    let file = format!("catalog/{}.toml", VendorPage::new(page).stem);
    let text = clone.read(&file);
    let origin = page.origin.as_ref().expect("a page of the vendor");
    let date = format!("retrieved = {}", origin.retrieved);
    assert!(text.contains(&date), "{text}");
    clone.write(&file, text.replace(&date, &format!("retrieved = {DAY}")).as_bytes());
    clone.catalog(&["check"]).assert_status(0);
    clone.catalog(&["generate"]).assert_status(0);
    clone.catalog(&["generate", "--check"]).assert_status(0);
    let mut expected = ["README.md", &file, "rcs-errors/src/generated.rs"];
    expected.sort_unstable();
    assert_eq!(clone.changed(), expected);
}

/// What names the error no longer compiles, or no longer holds, and nothing else fails.
fn removal_of_a_named_error(clone: &Clone, page: &Page) {
    clone.reset();
    let examples = examples();
    let error =
        page.errors.iter().find(|error| examples.contains(&format!("Error::{}", error.name)));
    let error = error.expect("an example names an error");
    let mut changed = VendorPage::new(page);
    changed.remove(error);
    let mut day = Day { clone, transcript: String::new(), commands: 0 };
    if day.import(&changed, false) {
        day.review();
    }
    day.catalog(&["generate"], &[0]);
    let arguments = ["test", "--all-features", "--no-fail-fast", "--package", "rcs-errors-catalog"];
    let rest = ["--package", "rcs-errors", "--", "--skip", "maintainer::", "--skip", "consumers::"];
    let output = clone.cargo(&[&arguments[..], &rest].concat());
    assert_ne!(output.status, Some(0), "{}", output.all());
    let failing = failing_files(&output.all());
    assert!(!failing.is_empty(), "{}", output.all());
    for file in failing {
        assert!(clone.read(&file).contains(&error.name), "{file} fails: {}", output.all());
    }
    day.assert_documented_files();
}

/// The files that errors and panics point at, and those of documentation tests that fail.
fn failing_files(output: &str) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    let mut is_error = false;
    for line in output.lines().map(str::trim) {
        is_error |= line.starts_with("error");
        let example = line.strip_prefix("test ").filter(|line| line.ends_with("... FAILED"));
        let example = example.and_then(|example| example.split_once(" - "));
        let place = match line.strip_prefix("--> ") {
            Some(place) if is_error => Some(place),
            _ => line.split_once(" panicked at ").map(|(_, place)| place),
        };
        let place = place.and_then(|place| place.split_once(':')).or(example);
        if let Some((file, _)) = place {
            is_error = false;
            files.insert(file.to_owned());
        }
    }
    // The examples of the README are tested with the docs of the root package, together with others in one program.
    if files.remove("catalog/lib.rs") {
        files.insert("README.md".to_owned());
    }
    files.retain(|file| !file.contains("rustdoctest"));
    files
}

/// The first of the documented promises: run by `.ci/run`, since it takes a minute.
#[test]
#[ignore = "it runs all tests of the workspace"]
fn the_whole_workspace_is_green_with_another_date() {
    let clone = Clone::new();
    another_date(&clone, &page());
    let arguments = ["test", "--quiet", "--all-features", "--", "--skip", "maintainer::"];
    clone.cargo(&arguments).assert_status(0);
    clone.reset();
}
