//! Runs the command line tool.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::output::Output;

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
