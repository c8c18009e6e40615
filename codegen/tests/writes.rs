//! What is written is the old or the new file, whole, and nothing is left beside it: when a run is
//! killed, when several run at once, when there is no room, and when nothing may be written.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Instant;

use insta::assert_snapshot;
use rcs_errors_codegen::{Codegen, Error};
use tempfile::TempDir;

const GENERATED: &str = "rcs-errors/src/generated.rs";
const PAGE: &str = "catalog/agent-launch.toml";

/// A repository in a folder with a name that is out to break something, and two inputs for each of
/// the writers.
struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new() -> Self {
        let here = Self { folder: tempfile::tempdir().unwrap() };
        for folder in ["a", "b", "catalog", "rcs-errors/src", "out"] {
            fs::create_dir_all(here.path(folder)).unwrap();
        }
        // A checkout may have changed the line endings.
        let read = |path| fs::read_to_string(path).unwrap().replace("\r\n", "\n");
        let catalog = read("tests/fixtures/good/parcels/parcels.toml");
        fs::write(here.path("a/parcels.toml"), &catalog).unwrap();
        fs::write(here.path("b/parcels.toml"), catalog.replace("Who are", "Who in the world are"))
            .unwrap();
        fs::write(here.path(PAGE), read("../catalog/agent-launch.toml")).unwrap();
        let page = read("tests/fixtures/pages/agent-launch.run.txt");
        fs::write(here.path("a.txt"), &page).unwrap();
        fs::write(
            here.path("b.txt"),
            page.replace("Gateway Error.Gateway", "gateway failure.Gateway"),
        )
        .unwrap();
        here
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("a folder 'of its own' für 目录").join(path)
    }

    fn tool(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_catalog"));
        command.args(arguments).current_dir(self.path(""));
        command
    }

    /// Every file, and what a link is not followed into.
    fn list(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.path("")];
        while let Some(folder) = folders.pop() {
            #[expect(clippy::disallowed_methods, reason = "the files are sorted below")]
            let entries = fs::read_dir(folder).unwrap();
            for entry in entries.map(Result::unwrap) {
                let is_folder = entry.file_type().unwrap().is_dir();
                if is_folder { &mut folders } else { &mut files }.push(entry.path());
            }
        }
        files.sort();
        files
    }
}

/// One of those that write, with two inputs, and what the file is with each of them.
struct Writer {
    here: Repository,
    file: &'static str,
    command: fn(&Repository, &str) -> Command,
    texts: [String; 2],
    /// All that is there.
    list: Vec<PathBuf>,
}

const INPUTS: [&str; 2] = ["a", "b"];

impl Writer {
    fn new(file: &'static str, command: fn(&Repository, &str) -> Command) -> Self {
        let here = Repository::new();
        let texts = INPUTS.map(|input| {
            assert_fine(&command(&here, input).output().unwrap());
            fs::read_to_string(here.path(file)).unwrap()
        });
        assert_ne!(texts[0], texts[1]);
        let list = here.list();
        Self { here, file, command, texts, list }
    }

    fn generate() -> Self {
        Self::new(GENERATED, |here, input| here.tool(&["generate", "--catalog", input]))
    }

    fn import() -> Self {
        Self::new(PAGE, |here, input| {
            let page = format!("{input}.txt");
            here.tool(&["import", &page, "--page=agent-launch", "--retrieved=2026-11-23"])
        })
    }

    fn build_script() -> Self {
        Self::new("out/error_catalog.rs", |here, input| {
            let mut command = Command::new(env::current_exe().unwrap());
            command
                .args(["--ignored", "--exact", "a_build_script"])
                .current_dir(here.path(""))
                .env("OUT_DIR", "out")
                .env("CATALOG", input);
            command
        })
    }

    fn all() -> [Self; 3] {
        [Self::generate(), Self::import(), Self::build_script()]
    }

    fn command(&self, input: usize) -> Command {
        (self.command)(&self.here, INPUTS[input])
    }

    fn run(&self, input: usize) {
        assert_fine(&self.command(input).output().unwrap());
    }

    fn spawn(&self, input: usize) -> Child {
        let mut command = self.command(input);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn text(&self) -> String {
        fs::read_to_string(self.here.path(self.file)).unwrap()
    }

    #[track_caller]
    fn assert_whole(&self) {
        let text = self.text();
        assert!(self.texts.contains(&text), "{}: {text}", self.file);
    }

    /// The file is the one of this input, and nothing else is left.
    #[track_caller]
    fn assert_clean(&self, input: usize) {
        assert_eq!(self.text(), self.texts[input], "{}", self.file);
        assert_eq!(self.here.list(), self.list, "{}", self.file);
    }
}

/// The build script of [`Writer::build_script`], as a process of its own.
#[test]
#[ignore = "the other tests run it, with a folder to write to"]
fn a_build_script() -> Result<(), Error> {
    Codegen::new(env::var("CATALOG").unwrap_or_default()).build()
}

fn said(output: &Output) -> String {
    let [stdout, stderr] =
        [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    format!("{stdout}{stderr}")
}

#[track_caller]
fn assert_fine(output: &Output) {
    assert!(output.status.success(), "{}: {}", output.status, said(output));
}

/// The run failed, and said what could not be written, why, and what to do.
#[track_caller]
fn assert_says(output: &Output, file: &str, why: &str, help: &str) {
    assert!(!output.status.success());
    let said = said(output);
    let reason = said.lines().find_map(|line| line.split_once(&format!("cannot write {file}: ")));
    let (_, reason) = reason.unwrap_or_else(|| panic!("{said}"));
    let expected = format!("; nothing was changed: {help}, and run this again");
    assert!(reason.starts_with(why) && reason.ends_with(&expected), "{said}");
}

/// A line for cargo for each finding, and the report behind them.
#[test]
fn a_build_script_that_fails_says_why() {
    let writer = Writer::build_script();
    let page = writer.here.path("a/parcels.toml");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("404", "200").replace("\"P-1\"", "1")).unwrap();
    let output = writer.command(0).output().unwrap();
    assert!(!output.status.success());
    let said = said(&output);
    let errors = said.lines().filter(|line| line.starts_with("cargo::error="));
    let errors: Vec<String> = errors.map(|line| line.replace('\\', "/")).collect();
    assert_snapshot!(errors.join("\n"));
    assert_eq!(said.matches("\nerror[").count(), errors.len());

    fs::remove_dir_all(writer.here.path("a")).unwrap();
    let said = self::said(&writer.command(0).output().unwrap());
    assert_eq!(said.matches("cargo::error=cannot read a: ").count(), 1);
    writer.assert_whole();
}

#[test]
fn a_run_that_is_killed_leaves_the_old_or_the_new_file() {
    const KILLS: u32 = 100;
    for writer in Writer::all() {
        let start = Instant::now();
        writer.run(0);
        let whole = start.elapsed();
        for kill in 0..KILLS {
            let mut run = writer.spawn((kill % 2) as usize);
            thread::sleep(whole * kill / KILLS);
            run.kill().unwrap();
            run.wait().unwrap();
            writer.assert_whole();
        }
        writer.run(0);
        writer.assert_clean(0);
        writer.run(1);
        writer.assert_clean(1);
    }
}

#[test]
fn runs_at_once_make_the_file_of_one_of_them() {
    for writer in [Writer::generate(), Writer::import()] {
        for _ in 0..5 {
            let runs: Vec<Child> = (0..12).map(|run| writer.spawn(run % 2)).collect();
            for run in runs {
                writer.assert_whole();
                assert_fine(&run.wait_with_output().unwrap());
            }
            writer.assert_whole();
            assert_eq!(writer.here.list(), writer.list);
        }
    }
}

/// What another run is still writing is not taken for what a killed one has left.
#[test]
fn a_temporary_file_stays_while_it_is_locked() {
    let writer = Writer::generate();
    let path = writer.here.path("rcs-errors/src/.generated.rs.abc123.tmp");
    let file = fs::File::create(&path).unwrap();
    fs4::FileExt::lock(&file).unwrap();
    writer.run(0);
    assert!(path.exists());
    drop(file);
    // With nothing to write, too.
    writer.run(0);
    writer.assert_clean(0);
}

/// Others' files stay.
#[test]
fn only_the_temporary_files_of_the_file_are_removed() {
    let writer = Writer::generate();
    let others = ["generated.rs.abc123.tmp", ".generated.rs.abc123.swp", ".lib.rs.abc123.tmp"];
    for name in others {
        fs::write(writer.here.path("rcs-errors/src").join(name), "").unwrap();
    }
    writer.run(0);
    assert_eq!(writer.here.list().len(), writer.list.len() + others.len());
}

#[test]
fn a_folder_that_is_no_folder_is_said() {
    let here = Repository::new();
    fs::remove_dir(here.path("rcs-errors/src")).unwrap();
    fs::write(here.path("rcs-errors/src"), "").unwrap();
    let before = here.list();
    let output = here.tool(&["generate", "--catalog=a"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_says(&output, GENERATED, "", "see that its folder is there");
    assert_eq!(here.list(), before);
}

#[test]
fn a_file_that_is_write_protected_stays() {
    for writer in [Writer::generate(), Writer::import()] {
        writer.run(0);
        let path = writer.here.path(writer.file);
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let output = writer.command(1).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let help = "allow writing to it and to its folder";
        assert_says(&output, writer.file, "it is write-protected", help);
        writer.assert_clean(0);
    }
}

/// Of a checkout with Windows' line endings the same is said, and what is new has the usual ones.
#[test]
fn line_endings_make_no_difference() {
    let windows = |path: &Path| {
        let text = fs::read_to_string(path).unwrap();
        assert!(!text.contains('\r'));
        fs::write(path, text.replace('\n', "\r\n")).unwrap();
    };
    let writer = Writer::generate();
    let here = &writer.here;
    writer.run(0);
    let commands: [&[&str]; 6] = [
        &["check"],
        &["check", "--catalog=a"],
        &["generate", "--catalog=a", "--check"],
        &["generate", "--catalog=b", "--check"],
        &["import", "a.txt", "--page=agent-launch", "--check"],
        &["import", "b.txt", "--page=agent-launch", "--check"],
    ];
    let outputs = || commands.map(|arguments| here.tool(arguments).output().unwrap());
    let expected = outputs();
    assert_eq!(expected.each_ref().map(|o| o.status.code()), [0, 0, 0, 1, 0, 1].map(Some));
    for path in [GENERATED, PAGE, "a/parcels.toml", "b/parcels.toml", "a.txt", "b.txt"] {
        windows(&here.path(path));
    }
    for (output, expected) in outputs().iter().zip(&expected) {
        assert_eq!(said(output), said(expected));
    }
    // Nothing to do: the file stays as the checkout has it.
    writer.run(0);
    assert_eq!(writer.text(), writer.texts[0].replace('\n', "\r\n"));
    // A file that is generated has the line endings of the repository.
    writer.run(1);
    writer.assert_clean(1);

    // A file that people write keeps its own.
    let writer = Writer::import();
    for path in [PAGE, "a.txt", "b.txt"] {
        windows(&writer.here.path(path));
    }
    for (input, became) in [(0, "written"), (1, "written"), (1, "up to date")] {
        let output = writer.command(input).output().unwrap();
        assert!(said(&output).ends_with(&format!("{PAGE} is {became}\n")), "{}", said(&output));
        assert_eq!(writer.text(), writer.texts[input].replace('\n', "\r\n"));
    }
    // One that is new has the usual ones, whatever the page has.
    fs::remove_file(writer.here.path(PAGE)).unwrap();
    let mut command = writer.command(0);
    // Its quirks are not acknowledged yet.
    let output = command.arg("--source=https://docs.example.com").output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(!writer.text().contains('\r'));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};

    use super::*;

    /// The command, run by a shell's script as `"$@"`.
    fn in_shell(script: &str, command: &Command) -> Command {
        within(Command::new("sh").args(["-c", script, "sh"]), command)
    }

    /// The command, run by another one.
    fn within(outer: &Command, command: &Command) -> Command {
        let mut within = Command::new(outer.get_program());
        within.args(outer.get_args()).arg(command.get_program()).args(command.get_args());
        within.current_dir(command.get_current_dir().unwrap());
        let set = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
        within.envs(set.collect::<Vec<(&OsStr, &OsStr)>>());
        within
    }

    /// In the middle of the write, on any machine: the system ends who exceeds a limit.
    #[test]
    fn what_a_killed_run_leaves_the_next_one_removes() {
        for writer in Writer::all() {
            writer.run(0);
            for _ in 0..3 {
                let limited = "ulimit -c 0; ulimit -f 1; exec \"$@\"";
                let output = in_shell(limited, &writer.command(1)).output().unwrap();
                assert_eq!(output.status.code(), None, "{}", said(&output));
                assert_eq!(writer.text(), writer.texts[0]);
                // No more than one, however often.
                assert_eq!(writer.here.list().len(), writer.list.len() + 1, "{}", writer.file);
            }
            writer.run(0);
            writer.assert_clean(0);
        }
    }

    #[test]
    fn a_file_that_may_not_grow_is_said() {
        for writer in Writer::all() {
            writer.run(0);
            let limited = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
            let output = in_shell(limited, &writer.command(1)).output().unwrap();
            assert_says(&output, writer.file, "File too large", "make room for it");
            writer.assert_clean(0);
        }
    }

    /// The output of a run with a file system of its own in the file's folder, behind a script that
    /// does something to it. None where no file system can be mounted.
    fn in_a_file_system(writer: &Writer, before: &str) -> Option<Output> {
        let unshare = |script: &str, arguments: &Command| {
            let mut unshare = Command::new("unshare");
            unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
            within(&unshare, arguments).env("FILE", writer.file).output()
        };
        let can = unshare("mount -t tmpfs none out", &writer.command(1));
        if !can.is_ok_and(|output| output.status.success()) {
            eprintln!("not tried: no file system can be mounted here");
            return None;
        }
        let script = format!(
            "set -e
            folder=$(dirname \"$FILE\")
            cp \"$FILE\" kept
            mount -t tmpfs -o size=64k none \"$folder\"
            cp kept \"$FILE\"
            {before}
            status=0
            \"$@\" || status=$?
            cmp \"$FILE\" kept
            test \"$(ls -A \"$folder\")\" = \"$(basename \"$FILE\")\"
            rm kept
            exit $status"
        );
        Some(unshare(&script, &writer.command(1)).unwrap())
    }

    #[test]
    fn a_full_disk_is_said() {
        for writer in Writer::all() {
            writer.run(0);
            // What fills it up is removed already, and takes room as long as it is open.
            let full = "exec 3> \"$folder/full\"
                rm \"$folder/full\"
                cat /dev/zero >&3 2>&- || true";
            if let Some(output) = in_a_file_system(&writer, full) {
                assert_says(&output, writer.file, "No space left on device", "make room for it");
                writer.assert_clean(0);
            }
        }
    }

    #[test]
    fn a_file_system_that_is_read_only_is_said() {
        for writer in Writer::all() {
            writer.run(0);
            let read_only = "mount -o remount,bind,ro \"$folder\"";
            if let Some(output) = in_a_file_system(&writer, read_only) {
                let help = "allow writing to it and to its folder";
                assert_says(&output, writer.file, "Read-only file system", help);
                writer.assert_clean(0);
            }
        }
    }

    #[test]
    fn a_folder_that_is_read_only_is_said() {
        for writer in Writer::all() {
            writer.run(0);
            let folder = writer.here.path(writer.file).parent().unwrap().to_owned();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
            if fs::write(folder.join("probe"), "").is_ok() {
                fs::remove_file(folder.join("probe")).unwrap();
                eprintln!("not tried: the administrator may write everywhere");
                continue;
            }
            let output = writer.command(1).output().unwrap();
            // With nothing to write it is no matter.
            let nothing = writer.command(0).output().unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
            let help = "allow writing to it and to its folder";
            assert_says(&output, writer.file, "Permission denied", help);
            if writer.file != "out/error_catalog.rs" {
                assert_fine(&nothing);
            }
            writer.assert_clean(0);
        }
    }

    /// Links stay, and the file that they lead to is the one that is replaced.
    #[test]
    fn a_symbolic_link_stays() {
        for mut writer in [Writer::generate(), Writer::import()] {
            let link = writer.here.path(writer.file);
            fs::create_dir(writer.here.path("elsewhere")).unwrap();
            fs::rename(&link, writer.here.path("elsewhere/file")).unwrap();
            symlink("file", writer.here.path("elsewhere/link")).unwrap();
            let levels = writer.file.split('/').count() - 1;
            symlink("../".repeat(levels) + "elsewhere/link", &link).unwrap();
            writer.list = writer.here.list();
            for input in [0, 1] {
                writer.run(input);
                writer.assert_clean(input);
                assert!(link.is_symlink() && writer.here.path("elsewhere/link").is_symlink());
            }
        }
    }

    #[test]
    fn a_symbolic_link_to_nothing_leads_to_the_new_file() {
        let writer = Writer::generate();
        let link = writer.here.path(GENERATED);
        fs::remove_file(&link).unwrap();
        symlink("../../new.rs", &link).unwrap();
        writer.run(0);
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(writer.here.path("new.rs")).unwrap(), writer.texts[0]);
        // Where nothing can be, it is said.
        fs::remove_file(&link).unwrap();
        symlink("generated.rs", &link).unwrap();
        assert_eq!(writer.command(0).output().unwrap().status.code(), Some(2));
        assert!(link.is_symlink());
    }

    /// A device or a pipe is not what is to be replaced, and may have no end.
    #[test]
    fn what_is_no_file_stays() {
        for writer in [Writer::generate(), Writer::import()] {
            let path = writer.here.path(writer.file);
            fs::remove_file(&path).unwrap();
            assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
            let output = writer.command(0).output().unwrap();
            let expected = format!("error: cannot read {}: it is no file\n", writer.file);
            assert_eq!((said(&output), output.status.code()), (expected, Some(2)));
            assert_eq!(writer.here.list(), writer.list);
        }
    }

    #[test]
    fn a_file_keeps_its_permissions_and_its_owner() {
        for writer in [Writer::generate(), Writer::import()] {
            let path = writer.here.path(writer.file);
            // Only the administrator can give a file away.
            let owner = chown(&path, Some(1), Some(1)).map_or_else(
                |_| fs::metadata(&path).map(|own| (own.uid(), own.gid())).unwrap(),
                |()| (1, 1),
            );
            for (input, mode) in [(0, 0o600), (1, 0o664), (0, 0o755)] {
                fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
                writer.run(input);
                writer.assert_clean(input);
                let metadata = fs::metadata(&path).unwrap();
                assert_eq!(metadata.mode() & 0o7777, mode);
                assert_eq!((metadata.uid(), metadata.gid()), owner);
            }
        }
    }
}
