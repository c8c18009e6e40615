//! A program that uses an endpoint of one of several pages.

use one_page::letters::SendError;

fn main() {
    let received: Vec<String> = std::env::args().collect();
    let found = SendError::lookup(400, &received[1], &received[2]);
    match found.exact() {
        Some(error) => println!("{}: {error}", error.name()),
        None => println!("{:?}", found.errors()),
    }
}
