//! What a program printed, and how it ended.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{self, Command, Stdio};
use std::thread;

use serde_json::Value;

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
