//! A file that is written is the old one or the new one, complete, and no other file is left: when a run is
//! killed, when several run at once, when there is no space, and when nothing may be written.

#[cfg(unix)]
mod unix;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Instant;

use error_catalog_codegen::{Codegen, Error};
use testing::fixtures::{AGENT_LAUNCH, PARCELS};
use testing::folder::Folder;
use testing::tool::Output;

use crate::{GENERATED, SETTINGS, tool};

const PAGE: &str = "catalog/agent-launch.toml";

/// A repository in a folder whose name may break something, and two inputs for each of the writers: the
/// catalogs `a` and `b`, and the pages `a.txt` and `b.txt`.
fn repository() -> Folder {
    let folder = Folder::named("a name with 'quotes' and spaces für 目录");
    for name in ["rcs-errors/src", "out"] {
        folder.create_folder(name);
    }
    for catalog in INPUTS {
        folder.write(Path::new(catalog).join("catalog.toml"), SETTINGS);
    }
    folder.write("a/parcels.toml", PARCELS);
    folder.write("b/parcels.toml", PARCELS.replace("is too large", "is much too large"));
    folder.write(PAGE, AGENT_LAUNCH);
    let page =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages/agent-launch.run.txt");
    // A checkout may have changed the line endings.
    let page = fs::read_to_string(page).unwrap().replace("\r\n", "\n");
    folder.write("a.txt", &page);
    folder.write("b.txt", page.replace("Gateway Error.Gateway", "gateway failure.Gateway"));
    folder
}

/// What one of the writers does, with two inputs, and the file that it writes with each of them.
struct Writer {
    folder: Folder,
    /// The file that it writes.
    file: &'static str,
    command: fn(&Folder, &str) -> Command,
    contents: [String; 2],
    /// All files of the folder.
    files: Vec<String>,
}

const INPUTS: [&str; 2] = ["a", "b"];

impl Writer {
    fn new(file: &'static str, command: fn(&Folder, &str) -> Command) -> Self {
        let folder = repository();
        let contents = INPUTS.map(|input| {
            Output::from_command(&mut command(&folder, input)).assert_status(0);
            folder.read(file)
        });
        assert_ne!(contents[0], contents[1]);
        let files = folder.list();
        Self { folder, file, command, contents, files }
    }

    fn generate() -> Self {
        Self::new(GENERATED, |folder, input| {
            tool().command(folder, ["generate", "--catalog", input])
        })
    }

    fn import() -> Self {
        Self::new(PAGE, |folder, input| {
            let page = format!("{input}.txt");
            let arguments = ["import", &page, "--page=agent-launch", "--retrieved=2026-11-23"];
            tool().command(folder, arguments)
        })
    }

    fn build_script() -> Self {
        Self::new("out/error_catalog.rs", |folder, input| {
            let mut command = Command::new(env::current_exe().unwrap());
            command
                .args(["--ignored", "--exact", "writes::a_build_script"])
                .current_dir(folder)
                .env("OUT_DIR", "out")
                .env("CATALOG", input);
            command
        })
    }

    fn all() -> [Self; 3] {
        [Self::generate(), Self::import(), Self::build_script()]
    }

    fn command(&self, input: usize) -> Command {
        (self.command)(&self.folder, INPUTS[input])
    }

    /// Runs it, whatever its exit status.
    fn output(&self, input: usize) -> Output {
        Output::from_command(&mut self.command(input))
    }

    #[track_caller]
    fn run(&self, input: usize) {
        self.output(input).assert_status(0);
    }

    fn spawn(&self, input: usize) -> Child {
        let mut command = self.command(input);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn content(&self) -> String {
        self.folder.read(self.file)
    }

    /// The file is that of one of the inputs.
    #[track_caller]
    fn assert_complete(&self) {
        let content = self.content();
        assert!(self.contents.contains(&content), "{}: {content}", self.file);
    }

    /// The file is that of this input, and no other file is left.
    #[track_caller]
    fn assert_clean(&self, input: usize) {
        assert_eq!(self.content(), self.contents[input], "{}", self.file);
        assert_eq!(self.folder.list(), self.files, "{}", self.file);
    }
}

/// The build script of [`Writer::build_script`], which has to be a process.
#[test]
#[ignore = "the other tests run it, with a folder to write to"]
fn a_build_script() -> Result<(), Error> {
    Codegen::new(env::var("CATALOG").unwrap_or_default()).build()
}

/// The run failed, and its error has what could not be written, why, and what to do.
#[track_caller]
fn assert_reports(output: &Output, file: &str, reason: &str, help: &str) {
    assert_ne!(output.status, Some(0), "{output:?}");
    let all = output.all();
    let message = all.lines().find_map(|line| line.split_once(&format!("cannot write {file}: ")));
    let (_, message) = message.unwrap_or_else(|| panic!("{output:?}"));
    let end = format!("; nothing was changed: {help}, and run this again");
    assert!(message.starts_with(reason) && message.ends_with(&end), "{output:?}");
}

#[test]
fn a_killed_run_leaves_the_old_or_the_new_file() {
    const KILLS: u32 = 100;
    for writer in Writer::all() {
        let start = Instant::now();
        writer.run(0);
        let duration = start.elapsed();
        for kill in 0..KILLS {
            let mut run = writer.spawn((kill % 2) as usize);
            thread::sleep(duration * kill / KILLS);
            run.kill().unwrap();
            run.wait().unwrap();
            writer.assert_complete();
        }
        for input in [0, 1] {
            writer.run(input);
            writer.assert_clean(input);
        }
    }
}

#[test]
fn concurrent_runs_write_the_file_of_one_of_them() {
    for writer in [Writer::generate(), Writer::import()] {
        for _ in 0..5 {
            let runs: Vec<Child> = (0..12).map(|run| writer.spawn(run % 2)).collect();
            for run in runs {
                writer.assert_complete();
                let output = run.wait_with_output().unwrap();
                Output::new(&writer.command(0), output).assert_status(0);
            }
            writer.assert_complete();
            assert_eq!(writer.folder.list(), writer.files);
        }
    }
}

/// It belongs to another run, which is still writing it.
#[test]
fn a_locked_temporary_file_stays() {
    let writer = Writer::generate();
    let path = writer.folder.path("rcs-errors/src/.generated.rs.abc123.tmp");
    let file = fs::File::create(&path).unwrap();
    fs4::FileExt::lock(&file).unwrap();
    writer.run(0);
    assert!(path.exists());
    drop(file);
    // It is removed even if there is nothing to write.
    writer.run(0);
    writer.assert_clean(0);
}

#[test]
fn only_temporary_files_of_the_same_file_are_removed() {
    let writer = Writer::generate();
    let others = ["generated.rs.abc123.tmp", ".generated.rs.abc123.swp", ".lib.rs.abc123.tmp"];
    for name in others {
        writer.folder.write(Path::new("rcs-errors/src").join(name), "");
    }
    writer.run(0);
    assert_eq!(writer.folder.list().len(), writer.files.len() + others.len());
}

#[test]
fn a_folder_that_is_a_file_is_reported() {
    let folder = repository();
    folder.remove("rcs-errors/src");
    folder.write("rcs-errors/src", "");
    let before = folder.list();
    let output = tool().run(&folder, ["generate", "--catalog=a"]);
    output.assert_status(2);
    assert_reports(&output, GENERATED, "", "create its folder");
    assert_eq!(folder.list(), before);
}

#[test]
fn a_write_protected_file_stays() {
    for writer in [Writer::generate(), Writer::import()] {
        writer.run(0);
        let path = writer.folder.path(writer.file);
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let output = writer.output(1);
        output.assert_status(2);
        let help = "allow writing to it and to its folder";
        assert_reports(&output, writer.file, "it is write-protected", help);
        writer.assert_clean(0);
    }
}

/// The output is the same if a checkout has the line endings of Windows.
#[test]
fn line_endings_make_no_difference() {
    let writer = Writer::generate();
    writer.run(0);
    let commands: [&[&str]; 6] = [
        &["check"],
        &["check", "--catalog=a"],
        &["generate", "--catalog=a", "--check"],
        &["generate", "--catalog=b", "--check"],
        &["import", "a.txt", "--page=agent-launch", "--check"],
        &["import", "b.txt", "--page=agent-launch", "--check"],
    ];
    let outputs = || commands.map(|arguments| tool().run(&writer.folder, arguments));
    let expected = outputs();
    assert_eq!(expected.each_ref().map(|output| output.status), [0, 0, 0, 1, 0, 1].map(Some));
    for path in [GENERATED, PAGE, "a/parcels.toml", "b/parcels.toml", "a.txt", "b.txt"] {
        use_windows_line_endings(&writer.folder, path);
    }
    assert_eq!(outputs(), expected);
    // There is nothing to do: the file stays as the checkout has it.
    writer.run(0);
    assert_eq!(writer.content(), writer.contents[0].replace('\n', "\r\n"));
    // A file that is generated has the line endings of the repository.
    writer.run(1);
    writer.assert_clean(1);
}

/// A page file that people write keeps its line endings.
#[test]
fn an_import_keeps_line_endings() {
    let writer = Writer::import();
    for path in [PAGE, "a.txt", "b.txt"] {
        use_windows_line_endings(&writer.folder, path);
    }
    for (input, state) in [(0, "was written"), (1, "was written"), (1, "is up to date")] {
        let output = writer.output(input);
        assert!(output.all().contains(&format!("{PAGE} {state}\n")), "{output:?}");
        assert_eq!(writer.content(), writer.contents[input].replace('\n', "\r\n"));
    }
    // A new page file has the usual ones, whatever the page has.
    writer.folder.remove(PAGE);
    let mut command = writer.command(0);
    command.arg("--source=https://docs.example.com");
    // Its quirks have no entries yet.
    Output::from_command(&mut command).assert_status(1);
    assert!(!writer.content().contains('\r'));
}

fn use_windows_line_endings(folder: &Folder, path: &str) {
    assert!(!folder.read(path).contains('\r'));
    folder.replace(path, "\n", "\r\n");
}
