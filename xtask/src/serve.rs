//! A web server for the bundle, on loopback only, that behaves as a good host would.

use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path};
use std::thread;

use anyhow::{Context, Result, anyhow};
use rouille::input::priority_header_preferred;
use rouille::{Request, Response, Server};

use crate::bundle::{self, DIST, INDEX};
use crate::names::is_hashed;
use crate::policy::policy;
use crate::wasm::OptLevel;

/// How many ports are tried.
const PORTS: u16 = 100;

/// Builds the bundle and serves it on the first free port, until interrupted.
pub(crate) fn run(first_port: u16) -> Result<()> {
    bundle::build(OptLevel::default())?;
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let last_port = first_port.saturating_add(PORTS - 1);
    let port = (first_port..=last_port)
        .find(free)
        .with_context(|| format!("no port is free from {first_port} to {last_port}"))?;
    let server = listen(port)?;
    println!("Movecast is at http://{}/ (Ctrl-C ends it)", server.server_addr());
    server.run();
    Ok(())
}

/// Serves the bundle on some free port, in the background, until this process ends.
pub(crate) fn in_background() -> Result<SocketAddr> {
    let server = listen(0)?;
    let address = server.server_addr();
    thread::spawn(|| server.run());
    Ok(address)
}

fn listen(port: u16) -> Result<Server<impl Fn(&Request) -> Response + Send + Sync + 'static>> {
    Server::new((Ipv4Addr::LOCALHOST, port), respond)
        .map_err(|error| anyhow!("the server could not start: {error}"))
}

/// The answer to a request. The folder is read anew each time, so a rebuilt page is served at once.
fn respond(request: &Request) -> Response {
    if !["GET", "HEAD"].contains(&request.method()) {
        return Response::text("Only GET and HEAD are served here.").with_status_code(405);
    }
    let url = request.url();
    let path = match url.trim_start_matches('/') {
        "" => INDEX,
        path => path,
    };
    // Nothing outside the folder, however the path is written.
    let inside = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    let response = if inside { file(request, path) } else { None };
    response.unwrap_or_else(|| Response::text("There is no such file.").with_status_code(404))
}

/// A file of the bundle, compressed if the browser takes that, with the headers that go with it.
fn file(request: &Request, path: &str) -> Option<Response> {
    let dist = Path::new(DIST);
    let accepted = request.header("Accept-Encoding").unwrap_or_default();
    let encodings = ["br", "gzip", "identity"];
    let preferred = priority_header_preferred(accepted, encodings.into_iter());
    let copy = match preferred.map(|index| encodings[index]) {
        Some("br") => open(&dist.join(format!("{path}.br"))).map(|file| (file, "br")),
        Some("gzip") => open(&dist.join(format!("{path}.gz"))).map(|file| (file, "gzip")),
        _ => None,
    };
    let original = open(&dist.join(path))?;
    let content_type = mime_guess::from_path(path).first_or_octet_stream();
    let content_type = match content_type.type_().as_str() {
        "text" => format!("{content_type}; charset=utf-8"),
        _ => content_type.to_string(),
    };
    let cache = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let response = match copy {
        Some((file, encoding)) => Response::from_file(content_type, file)
            .with_additional_header("Content-Encoding", encoding),
        None => Response::from_file(content_type, original),
    };
    // With every file, because a worker obeys the policy that came with its own script.
    let policy = policy(&fs::read_to_string(dist.join(INDEX)).ok()?).ok()?;
    Some(
        response
            .with_additional_header("Cache-Control", cache)
            .with_additional_header("Content-Security-Policy", policy)
            .with_additional_header("Vary", "Accept-Encoding")
            .with_additional_header("X-Content-Type-Options", "nosniff"),
    )
}

/// Opens a file, but not a folder.
fn open(path: &Path) -> Option<File> {
    if path.is_file() { File::open(path).ok() } else { None }
}
