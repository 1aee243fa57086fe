//! The network: accepts connections with TCP_NODELAY, gives each a limit on slow headers, and stops gently.

use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{body::Body, response::Response};
use http::Request;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tower::{Service, ServiceExt};

use crate::security::client::Peer;

/// Connections held open at once; more wait in the kernel's queue.
const CONNECTIONS: usize = 8192;
/// The longest a caller may take for the head of a request.
const HEAD: Duration = Duration::from_secs(15);
/// The longest to wait at the end for answers under way.
const FAREWELL: Duration = Duration::from_secs(20);

/// Takes the address, or says in one sentence why it cannot.
///
/// # Errors
/// One sentence.
pub async fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!(
                "port {} is in use by another program; stop it or choose another with --addr",
                address.port()
            )
        }
        io::ErrorKind::PermissionDenied => {
            format!(
                "port {} may only be used by the administrator; choose one above 1023 with --addr",
                address.port()
            )
        }
        io::ErrorKind::AddrNotAvailable => {
            format!("{} is no address of this machine; choose one with --addr", address.ip())
        }
        _ => format!("{address} cannot be listened on: {error}"),
    })
}

/// Serves until `stop` is done, then lets answers under way finish.
pub async fn serve<S>(listener: TcpListener, service: S, stop: impl Future<Output = ()>)
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    let graceful = GracefulShutdown::new();
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(stop);
    loop {
        let permit = tokio::select! {
            () = &mut stop => break,
            permit = Arc::clone(&room).acquire_owned() => permit,
        };
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = graceful.watch(connection(stream, peer, service.clone()));
                tokio::spawn(async move {
                    // A connection that breaks is the caller's affair.
                    let _ = connection.await;
                    drop(permit);
                });
            }
            Err(error) => {
                // Out of file descriptors, most likely: connections in work will free some.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(FAREWELL, graceful.shutdown()).await.is_err() {
        tracing::warn!("answers still under way were cut off");
    }
}

type Serving<F> = http1::Connection<TokioIo<TcpStream>, F>;

fn connection<S>(
    stream: TcpStream,
    peer: SocketAddr,
    service: S,
) -> Serving<impl hyper::service::Service<Request<Incoming>, Response = Response<Body>, Error = Infallible, Future: Send>>
where
    S: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Clone + Send + 'static,
    S::Future: Send,
{
    // Without it every page waits for the acknowledgement of its first packet, 40 ms.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "TCP_NODELAY was refused");
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer.ip()));
        service.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service)
}
