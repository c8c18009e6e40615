//! What `cargo catalog check` and `generate` cost: the whole process, of the tool's release build.

use std::fs;
use std::path::Path;

use rcs_errors_benches::catalog::{Codes, Generator, Page, Size};
use rcs_errors_benches::child::{self, Cost};
use rcs_errors_benches::package::root;
use rcs_errors_benches::table::{markdown, ratio, target};
use rcs_errors_benches::tool::{self, Catalog};
use tempfile::TempDir;

const COMMANDS: [&str; 2] = ["check", "generate"];

const ROUNDS: usize = 9;

fn main() {
    let tool = Catalog::build();
    // The smaller ones first: a child is said to have had as much memory as its parent.
    let results = [
        ("real", measured(&tool, real)),
        ("1,000 rows", measured(&tool, |folder| tool::lay_out(&pages(1, 1_000), folder))),
        ("100 pages × 100 rows", measured(&tool, |folder| tool::lay_out(&pages(100, 100), folder))),
        ("10,000 rows", measured(&tool, |folder| tool::lay_out(&pages(1, 10_000), folder))),
    ];
    print(&results);
}

fn real(folder: &Path) {
    tool::lay_out(&[], folder);
    let page = "catalog/agent-launch.toml";
    fs::copy(root().join(page), folder.join(page)).expect("the catalog can be copied");
}

fn pages(count: usize, rows: usize) -> Vec<Page> {
    let mut generator = Generator::new(1);
    let pages = (1..=count)
        .map(|number| generator.page(&format!("page-{number}"), Size::Rows(rows), Codes::Few));
    pages.collect()
}

/// The cost of each command on a catalog.
fn measured(tool: &Catalog, lay_out: impl Fn(&Path)) -> [Cost; 2] {
    let folder = TempDir::new().expect("there is a folder for it");
    lay_out(folder.path());
    child::in_turn(ROUNDS, &COMMANDS, |command| {
        // A file that is up to date is not written again.
        _ = fs::remove_file(tool::generated(folder.path()));
        child::cost(&mut tool.command(command, folder.path()))
    })
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(results: &[(&str, [Cost; 2]); 4]) {
    let [(real, _), (thousand, of_thousand), ..] = results;
    let rows = results.iter().flat_map(|(catalog, costs)| {
        let commands = COMMANDS.iter().zip(costs).zip(of_thousand);
        commands.map(move |((command, cost), of_thousand)| {
            let to_thousand = child::ratio(*cost, *of_thousand);
            let milliseconds = cost.wall.as_secs_f64() * 1e3;
            let targets = if catalog == real {
                vec![target(20.0, "ms", milliseconds)]
            } else if catalog == thousand {
                Vec::new()
            } else {
                vec![
                    target(1_000.0, "ms", milliseconds),
                    target(200.0, "MB", cost.megabytes()),
                    target(12.0, "of 1,000 rows", to_thousand),
                ]
            };
            [
                (*catalog).to_owned(),
                format!("`{command}`"),
                format!("{milliseconds:.0} ms"),
                format!("{:.0} MB", cost.megabytes()),
                ratio(to_thousand),
                targets.join(", "),
            ]
        })
    });
    let heading = ["catalog", "command", "time", "memory", "÷ 1,000 rows", "at most"];
    println!("\n{}", markdown(heading, &rows.collect::<Vec<_>>()));
}
