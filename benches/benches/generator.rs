//! The time and the memory of `cargo catalog check` and `cargo catalog generate`: the whole process, of
//! the tool's release build.

use std::fs;
use std::path::Path;

use rcs_errors_benches::catalog::{Codes, Generator, Page, Size};
use rcs_errors_benches::child::{self, Cost};
use rcs_errors_benches::package::{Tool, generated_file, root, write_repository};
use rcs_errors_benches::table::{markdown, ratio, target};
use tempfile::TempDir;

const COMMANDS: [&str; 2] = ["check", "generate"];

const ROUNDS: usize = 9;

fn main() {
    let tool = Tool::build();
    // In the order of their sizes: the peak memory that is reported for a process is at least that of
    // the process that started it.
    let results = [
        ("real", measure(&tool, copy_real_catalog)),
        ("1,000 rows", measure(&tool, |folder| write_repository(&pages(1, 1_000), folder))),
        (
            "100 pages × 100 rows",
            measure(&tool, |folder| write_repository(&pages(100, 100), folder)),
        ),
        ("10,000 rows", measure(&tool, |folder| write_repository(&pages(1, 10_000), folder))),
    ];
    print(&results);
}

fn copy_real_catalog(folder: &Path) {
    write_repository(&[], folder);
    let page = "catalog/agent-launch.toml";
    fs::copy(root().join(page), folder.join(page)).expect("the catalog can be copied");
}

fn pages(count: usize, rows: usize) -> Vec<Page> {
    let mut generator = Generator::new(1);
    (1..=count)
        .map(|number| generator.page(&format!("page-{number}"), Size::Rows(rows), Codes::Few))
        .collect()
}

/// The cost of each command for a catalog.
fn measure(tool: &Tool, write_catalog: impl Fn(&Path)) -> [Cost; 2] {
    let folder = TempDir::new().expect("a folder can be created");
    write_catalog(folder.path());
    child::measure_in_turn(ROUNDS, &COMMANDS, |command| {
        // A file that is up to date is not written again.
        _ = fs::remove_file(generated_file(folder.path()));
        child::run(&mut tool.command(command, folder.path()))
    })
}

#[expect(clippy::print_stdout, reason = "it is the result")]
fn print(results: &[(&str, [Cost; 2]); 4]) {
    let [(real, _), (thousand_rows, costs_of_thousand), ..] = results;
    let mut rows = Vec::new();
    for (catalog, costs) in results {
        for ((command, cost), cost_of_thousand) in COMMANDS.iter().zip(costs).zip(costs_of_thousand)
        {
            let to_thousand = child::ratio(*cost, *cost_of_thousand);
            let milliseconds = cost.wall.as_secs_f64() * 1e3;
            let targets = if catalog == real {
                vec![target(20.0, "ms", milliseconds)]
            } else if catalog == thousand_rows {
                Vec::new()
            } else {
                vec![
                    target(1_000.0, "ms", milliseconds),
                    target(200.0, "MB", cost.megabytes()),
                    target(12.0, "of 1,000 rows", to_thousand),
                ]
            };
            rows.push([
                (*catalog).to_owned(),
                format!("`{command}`"),
                format!("{milliseconds:.0} ms"),
                format!("{:.0} MB", cost.megabytes()),
                ratio(to_thousand),
                targets.join(", "),
            ]);
        }
    }
    let heading = ["catalog", "command", "time", "memory", "÷ 1,000 rows", "at most"];
    println!("\n{}", markdown(heading, &rows));
}
