//! Runs the command line tool and other programs, and keeps what they print.

use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::thread;

use serde_json::Value;

/// The command line tool.
///
/// ```no_run
/// use testing::folder::Folder;
/// use testing::tool::Tool;
///
/// # let program = "";
/// let tool = Tool::new(program); // env!("CARGO_BIN_EXE_cargo-catalog")
/// let folder = Folder::new();
/// folder.write("catalog/parcels.toml", "[page");
///
/// let output = tool.run(&folder, ["check"]);
/// output.assert_status(1);
/// assert!(output.stderr.starts_with("error[syntax]"));
///
/// let findings = tool.run(&folder, ["check", "--format=json"]).json_lines();
/// assert_eq!(findings[0]["rule"], "syntax");
/// ```
#[derive(Debug, Clone)]
pub struct Tool {
    program: PathBuf,
}

impl Tool {
    /// The tool whose program is here. Tests of its package know: `env!("CARGO_BIN_EXE_cargo-catalog")`.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into() }
    }

    /// The command that runs the tool in a folder. Nothing is on its standard input, and it does not see
    /// what the environment says of colours.
    #[must_use]
    pub fn command<I, A>(&self, folder: impl AsRef<Path>, arguments: I) -> Command
    where
        I: IntoIterator<Item = A>,
        A: AsRef<OsStr>,
    {
        let mut command = Command::new(&self.program);
        command.args(arguments).current_dir(folder).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the tool in a folder.
    ///
    /// # Panics
    ///
    /// If it cannot be started, or prints what is not UTF-8.
    #[must_use]
    #[track_caller]
    pub fn run<I, A>(&self, folder: impl AsRef<Path>, arguments: I) -> Output
    where
        I: IntoIterator<Item = A>,
        A: AsRef<OsStr>,
    {
        Output::from_command(&mut self.command(folder.as_ref(), arguments))
    }

    /// Runs the tool in a folder, with this on standard input.
    ///
    /// # Panics
    ///
    /// As [`Tool::run`].
    #[must_use]
    #[track_caller]
    pub fn run_with_input<I, A>(
        &self,
        folder: impl AsRef<Path>,
        arguments: I,
        input: impl AsRef<[u8]>,
    ) -> Output
    where
        I: IntoIterator<Item = A>,
        A: AsRef<OsStr>,
    {
        let mut command = self.command(folder.as_ref(), arguments);
        Output::from_command_with_input(&mut command, input.as_ref())
    }

    /// Runs the tool in a folder, with exit status 0. Returns standard output.
    ///
    /// # Panics
    ///
    /// If the exit status is another one; and as [`Tool::run`].
    #[track_caller]
    pub fn succeed<I, A>(&self, folder: impl AsRef<Path>, arguments: I) -> String
    where
        I: IntoIterator<Item = A>,
        A: AsRef<OsStr>,
    {
        let output = self.run(folder.as_ref(), arguments);
        output.assert_status(0);
        output.stdout
    }
}

/// The output of a program that has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The exit status. `None` if a signal ended the program.
    pub status: Option<i32>,
    /// All of standard output.
    pub stdout: String,
    /// All of standard error.
    pub stderr: String,
    command: Vec<OsString>,
    folder: Option<PathBuf>,
}

impl Output {
    /// Runs a command to its end, with nothing on standard input unless the command says what.
    ///
    /// # Panics
    ///
    /// If the program cannot be started, or prints what is not UTF-8.
    #[must_use]
    #[track_caller]
    pub fn from_command(command: &mut Command) -> Self {
        let output = command.output();
        let output = output.unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
        Self::new(command, output)
    }

    /// Runs a command to its end, with this on standard input.
    ///
    /// # Panics
    ///
    /// As [`Output::from_command`].
    #[must_use]
    #[track_caller]
    pub fn from_command_with_input(command: &mut Command, input: &[u8]) -> Self {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn();
        let mut child = child.unwrap_or_else(|error| panic!("cannot run {command:?}: {error}"));
        let mut stdin = child.stdin.take().expect("it is piped");
        let output = thread::scope(|scope| {
            // A program that does not read all of it closes the pipe, which is no failure of the test.
            scope.spawn(move || _ = stdin.write_all(input));
            child.wait_with_output()
        });
        let output = output.unwrap_or_else(|error| panic!("cannot wait for {command:?}: {error}"));
        Self::new(command, output)
    }

    /// The output of a command that was run elsewhere, for instance by [`process::Child::wait_with_output`].
    ///
    /// # Panics
    ///
    /// If the program printed what is not UTF-8.
    #[must_use]
    #[track_caller]
    pub fn new(command: &Command, output: process::Output) -> Self {
        let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| {
            String::from_utf8(bytes).unwrap_or_else(|error| panic!("{command:?} printed {error}"))
        });
        let program = [command.get_program()].into_iter();
        Self {
            status: output.status.code(),
            stdout,
            stderr,
            command: program.chain(command.get_args()).map(OsString::from).collect(),
            folder: command.get_current_dir().map(PathBuf::from),
        }
    }

    /// Compares the exit status, and shows all of the output if it is another one.
    ///
    /// # Panics
    ///
    /// If the exit status is another one.
    #[track_caller]
    pub fn assert_status(&self, status: i32) {
        let Self { command, folder, .. } = self;
        assert_eq!(
            self.status,
            Some(status),
            "the exit status of {command:?} in {folder:?}\n{}",
            self.all()
        );
    }

    /// Standard output, and standard error after it.
    #[must_use]
    pub fn all(&self) -> String {
        [&*self.stdout, &self.stderr].concat()
    }

    /// The objects on standard output, one a line, as `--format=json` prints them.
    ///
    /// # Panics
    ///
    /// If a line is no JSON.
    #[must_use]
    #[track_caller]
    pub fn json_lines(&self) -> Vec<Value> {
        let mut values = Vec::new();
        for line in self.stdout.lines() {
            match serde_json::from_str(line) {
                Ok(value) => values.push(value),
                Err(error) => panic!("{:?} printed {line:?}: {error}", self.command),
            }
        }
        values
    }
}

/// With git as the tool: it reads standard input, and is there wherever the repository is.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::Folder;

    #[test]
    fn a_tool_runs_in_a_folder() {
        let folder = Folder::new();
        folder.write("a.txt", "[1]\n{\"reason\": \"finding\"}\n");
        folder.commit();
        let output = Tool::new("git").run(&folder, ["show", "HEAD:a.txt"]);
        output.assert_status(0);
        assert_eq!(output.all(), folder.read("a.txt"));
        assert_eq!(output.json_lines()[1]["reason"], "finding");
        assert_eq!(Tool::new("git").succeed(&folder, ["status", "--short"]), "");
        // The folder exists until the tool has ended.
        assert_eq!(Tool::new("git").succeed(folder, ["ls-files"]), "a.txt\n");
    }

    #[test]
    fn standard_input_is_empty_or_what_is_given() {
        let (folder, git) = (Folder::new(), Tool::new("git"));
        let arguments = ["hash-object", "--stdin"];
        let empty = git.succeed(&folder, arguments);
        assert_eq!(git.run_with_input(&folder, arguments, "").stdout, empty);
        let full = git.run_with_input(&folder, arguments, "a".repeat(1 << 20));
        full.assert_status(0);
        assert_ne!(full.stdout, empty);
        // It is not read to its end.
        let unread = git.run_with_input(&folder, ["no-such-command"], "a".repeat(1 << 20));
        unread.assert_status(1);
    }

    #[test]
    #[should_panic(expected = "no-such-command")]
    fn another_exit_status_is_shown_with_the_output() {
        Tool::new("git").succeed(Folder::new(), ["no-such-command"]);
    }
}
