//! A program that uses an endpoint of one of several pages.

use one_page::letters::SendError;

fn main() {
    let answer: Vec<String> = std::env::args().collect();
    let found = SendError::candidates(400, &answer[1], &answer[2]);
    match found.exact() {
        Some(error) => println!("{}: {error}", error.name()),
        None => println!("{:?}", found.errors()),
    }
}
