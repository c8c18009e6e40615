//! Asks for the status of a launch: `cargo run -p client -- ADDRESS AGENT LAUNCH`.

use std::error::Error;
use std::time::Duration;

use client::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, agent, launch] = arguments.as_slice() else {
        return Err("usage: client ADDRESS AGENT LAUNCH".into());
    };
    let client = Client::new(address, Duration::from_secs(10))?;
    println!("{}", client.launch_status(agent, launch).await?);
    Ok(())
}
