//! Serves the gateway: `cargo run -p gateway -- ADDRESS PORT`.

use std::error::Error;
use std::net::Ipv4Addr;
use std::time::Duration;

use gateway::Upstream;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, port] = arguments.as_slice() else {
        return Err("usage: gateway ADDRESS PORT".into());
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.parse()?)).await?;
    let upstream = Upstream::new(address, Duration::from_secs(10))?;
    axum::serve(listener, gateway::router(upstream)).await?;
    Ok(())
}
