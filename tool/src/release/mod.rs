//! Writes a version wherever a repository names it: in manifests, lock files, READMEs and the changelog.
//!
//! Every file is edited as text: only the version and the new lines differ. Nothing is written here.

mod changelog;
mod lines;
mod lock;
mod manifest;
mod notes;
mod plan;
mod replace;
mod requirement;

pub(crate) use self::plan::{Changelog, Release, plan};
