//! What only Unix has: limits, links, pipes, permissions, and file systems to mount.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
use std::process::Command;

use testing::tool::Output;

use super::{GENERATED, Writer, assert_reports};

const PERMISSION_HELP: &str = "allow writing to it and to its folder";
const SPACE_HELP: &str = "free some space for it";

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

/// A limit of the system ends the run in the middle of the write, on any machine.
#[test]
fn the_next_run_removes_what_a_killed_one_left() {
    for writer in Writer::all() {
        writer.run(0);
        for _ in 0..3 {
            let limited = "ulimit -c 0; ulimit -f 1; exec \"$@\"";
            let output = Output::from_command(&mut in_shell(limited, &writer.command(1)));
            assert_eq!(output.status, None, "{output:?}");
            assert_eq!(writer.content(), writer.contents[0]);
            // There is never more than one.
            assert_eq!(writer.folder.list().len(), writer.files.len() + 1, "{}", writer.file);
        }
        writer.run(0);
        writer.assert_clean(0);
    }
}

#[test]
fn a_limit_of_the_file_size_is_reported() {
    for writer in Writer::all() {
        writer.run(0);
        let limited = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
        let output = Output::from_command(&mut in_shell(limited, &writer.command(1)));
        assert_reports(&output, writer.file, "File too large", SPACE_HELP);
        writer.assert_clean(0);
    }
}

/// The output of a run for which a small file system is mounted on the file's folder, after a script that
/// does something to it. `None` if no file system can be mounted on this machine.
fn in_file_system(writer: &Writer, before: &str) -> Option<Output> {
    let unshare = |script: &str| {
        let mut unshare = Command::new("unshare");
        unshare.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        let mut command = within(&unshare, &writer.command(1));
        command.env("FILE", writer.file);
        command
    };
    let can_mount = unshare("mount -t tmpfs none out").output();
    if !can_mount.is_ok_and(|output| output.status.success()) {
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
    Some(Output::from_command(&mut unshare(&script)))
}

#[test]
fn a_full_disk_is_reported() {
    for writer in Writer::all() {
        writer.run(0);
        // The file that fills it is removed already, and takes space as long as it is open.
        let full = "exec 3> \"$folder/full\"
            rm \"$folder/full\"
            cat /dev/zero >&3 2>&- || true";
        if let Some(output) = in_file_system(&writer, full) {
            assert_reports(&output, writer.file, "No space left on device", SPACE_HELP);
            writer.assert_clean(0);
        }
    }
}

#[test]
fn a_read_only_file_system_is_reported() {
    for writer in Writer::all() {
        writer.run(0);
        let read_only = "mount -o remount,bind,ro \"$folder\"";
        if let Some(output) = in_file_system(&writer, read_only) {
            assert_reports(&output, writer.file, "Read-only file system", PERMISSION_HELP);
            writer.assert_clean(0);
        }
    }
}

#[test]
fn a_read_only_folder_is_reported() {
    for writer in Writer::all() {
        writer.run(0);
        let folder = writer.folder.path(writer.file).parent().unwrap().to_owned();
        fs::set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
        if fs::write(folder.join("probe"), "").is_ok() {
            fs::remove_file(folder.join("probe")).unwrap();
            eprintln!("not tried: the administrator may write everywhere");
            continue;
        }
        let output = writer.output(1);
        // Without anything to write it does not matter.
        let unchanged = writer.output(0);
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        assert_reports(&output, writer.file, "Permission denied", PERMISSION_HELP);
        if writer.file != "out/error_catalog.rs" {
            unchanged.assert_status(0);
        }
        writer.assert_clean(0);
    }
}

/// Links stay, and the file that they point to is the one that is replaced.
#[test]
fn a_symbolic_link_stays() {
    for mut writer in [Writer::generate(), Writer::import()] {
        let folder = &writer.folder;
        let link = folder.path(writer.file);
        folder.create_folder("elsewhere");
        fs::rename(&link, folder.path("elsewhere/file")).unwrap();
        symlink("file", folder.path("elsewhere/link")).unwrap();
        let levels = writer.file.split('/').count() - 1;
        symlink("../".repeat(levels) + "elsewhere/link", &link).unwrap();
        writer.files = folder.list();
        for input in [0, 1] {
            writer.run(input);
            writer.assert_clean(input);
            assert!(link.is_symlink() && writer.folder.path("elsewhere/link").is_symlink());
        }
    }
}

#[test]
fn a_dangling_symbolic_link_points_to_the_new_file() {
    let writer = Writer::generate();
    let link = writer.folder.path(GENERATED);
    writer.folder.remove(GENERATED);
    symlink("../../new.rs", &link).unwrap();
    writer.run(0);
    assert!(link.is_symlink());
    assert_eq!(writer.folder.read("new.rs"), writer.contents[0]);
    // A link to itself can point to no file.
    writer.folder.remove(GENERATED);
    symlink("generated.rs", &link).unwrap();
    writer.output(0).assert_status(2);
    assert!(link.is_symlink());
}

/// A device or a pipe is not a file to be replaced, and may have no end.
#[test]
fn a_pipe_stays() {
    for writer in [Writer::generate(), Writer::import()] {
        writer.folder.remove(writer.file);
        let path = writer.folder.path(writer.file);
        Output::from_command(Command::new("mkfifo").arg(&path)).assert_status(0);
        let output = writer.output(0);
        output.assert_status(2);
        let expected = format!("error: cannot read {}: it is not a file\n", writer.file);
        assert_eq!(output.all(), expected);
        assert_eq!(writer.folder.list(), writer.files);
    }
}

#[test]
fn a_file_keeps_its_permissions_and_its_owner() {
    for writer in [Writer::generate(), Writer::import()] {
        let path = writer.folder.path(writer.file);
        // Only an administrator can give a file to somebody else.
        let owner = match chown(&path, Some(1), Some(1)) {
            Ok(()) => (1, 1),
            Err(_) => fs::metadata(&path).map(|file| (file.uid(), file.gid())).unwrap(),
        };
        for (input, mode) in [(0, 0o600), (1, 0o664), (0, 0o755)] {
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            writer.run(input);
            writer.assert_clean(input);
            let file = fs::metadata(&path).unwrap();
            assert_eq!(file.mode() & 0o7777, mode);
            assert_eq!((file.uid(), file.gid()), owner);
        }
    }
}
