//! Connections: taken in, cut off when they only lie there, and ended when the program ends.
//!
//! Owns sockets, nothing that is said over them. Invariants: a client that sends half a header, or nothing, is cut off
//! after [`Bounds::header_ms`]; there are never more than [`Bounds::connections`] at once; after "stop" no connection
//! keeps the program for longer than [`Bounds::grace_ms`].

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::serve::Listener;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::limits;

/// What connections may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Milliseconds in which a request's header has to be there, counted from the end of the one before.
    pub header_ms: u64,
    /// Milliseconds that requests under way may still take after "stop".
    pub grace_ms: u64,
    /// Connections at once; further ones wait to be taken in.
    pub connections: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { header_ms: limits::HEADER_MS, grace_ms: limits::STOP_GRACE_MS, connections: limits::CONNECTIONS_MAX }
    }
}

/// Serves until told to stop; requests under way are finished within the grace.
pub async fn serve(mut listener: TcpListener, router: Router, bounds: Bounds, stop: CancellationToken) {
    let places = Arc::new(Semaphore::new(bounds.connections));
    let mut connections = JoinSet::new();
    loop {
        // Taking the place first: what has none stays with the system, which has its own bound.
        let place = Arc::clone(&places).acquire_owned();
        let accepted = async { (place.await, Listener::accept(&mut listener).await) };
        tokio::select! {
            () = stop.cancelled() => break,
            (place, (stream, _)) = accepted => {
                let (router, stop) = (router.clone(), stop.clone());
                connections.spawn(async move {
                    let _place = place;
                    connection(stream, router, bounds, stop).await;
                });
            }
            Some(_) = connections.join_next(), if !connections.is_empty() => {}
        }
    }
    drop(listener);
    let ended = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(Duration::from_millis(bounds.grace_ms), ended).await.is_err() {
        tracing::warn!("some connections did not end in time: cut off");
        connections.shutdown().await;
    }
}

async fn connection(stream: TcpStream, router: Router, bounds: Bounds, stop: CancellationToken) {
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(bounds.header_ms))
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
    let mut served = std::pin::pin!(served);
    // How a connection ends is its client's affair: what it asked was answered or was not.
    tokio::select! {
        _ = served.as_mut() => return,
        () = stop.cancelled() => served.as_mut().graceful_shutdown(),
    }
    let _ = served.await;
}
