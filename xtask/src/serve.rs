//! A web server for the bundle, on loopback only, that behaves as a good host would.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::thread;

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::handler::HandlerWithoutStateExt;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

use crate::bundle::{self, DIST, INDEX};
use crate::names::is_hashed;
use crate::policy::policy;
use crate::wasm::OptLevel;

/// How many ports are tried.
const PORTS: u16 = 100;

/// Builds the bundle and serves it on the first free port, until interrupted.
pub(crate) fn run(first_port: u16) -> Result<()> {
    bundle::build(OptLevel::default())?;
    let last_port = first_port.saturating_add(PORTS - 1);
    let listener = (first_port..=last_port)
        .find_map(|port| listen(port).ok())
        .with_context(|| format!("no port is free from {first_port} to {last_port}"))?;
    println!("Movecast is at http://{}/ (Ctrl-C ends it)", listener.local_addr()?);
    serve(listener)
}

/// Serves the bundle on some free port, in the background, until this process ends.
pub(crate) fn in_background() -> Result<SocketAddr> {
    let listener = listen(0)?;
    let address = listener.local_addr()?;
    thread::spawn(|| serve(listener));
    Ok(address)
}

fn listen(port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

fn serve(listener: TcpListener) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        Ok(axum::serve(tokio::net::TcpListener::from_std(listener)?, site()).await?)
    })
}

/// The bundle's files, each compressed if the browser takes that.
fn site() -> Router {
    let files = ServeDir::new(DIST)
        .precompressed_br()
        .precompressed_gzip()
        .redirect_to_trailing_slash(false)
        .fallback((StatusCode::NOT_FOUND, "There is no such file.").into_service());
    Router::new().fallback_service(files).layer(middleware::from_fn(with_headers))
}

/// Adds the headers that go with a file.
async fn with_headers(request: Request, next: Next) -> Result<Response, (StatusCode, String)> {
    let is_hashed = is_hashed(request.uri().path());
    let cache = if is_hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = next.run(request).await;
    if response.status().is_client_error() {
        return Ok(response);
    }
    state_charset(response.headers_mut());
    // With every file, because a worker obeys the policy that came with its own script.
    let policy = current_policy()
        .await
        .map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}")))?;
    let headers = [
        (header::CACHE_CONTROL, cache),
        (header::CONTENT_SECURITY_POLICY, &policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, response).into_response())
}

/// The policy of the page as it is now: it may have been rebuilt since the last request.
async fn current_policy() -> Result<String> {
    policy(&tokio::fs::read_to_string(Path::new(DIST).join(INDEX)).await?)
}

/// Says that text is UTF-8.
fn state_charset(headers: &mut HeaderMap) {
    let stated = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if let Some(text) = stated.filter(|value| value.starts_with("text/"))
        && let Ok(text) = HeaderValue::try_from(format!("{text}; charset=utf-8"))
    {
        headers.insert(header::CONTENT_TYPE, text);
    }
}
