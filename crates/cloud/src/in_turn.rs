//! The body of a request that is written to the wire only in its turn.
//!
//! A connection is opened first, which takes its time; only then is the turn asked for, and the body written. So what is
//! counted is what is on the wire, when it is. Invariant: nothing of the body leaves before its turn said yes.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

type Turn = Pin<Box<dyn Future<Output = bool> + Send>>;

/// The body.
pub(super) struct InTurn {
    bytes: Option<Bytes>,
    /// In a mutex only because a body has to be shareable; it never is shared.
    turn: Mutex<Turn>,
    written: Arc<AtomicBool>,
}

/// The turn said no.
#[derive(Debug, thiserror::Error)]
#[error("withheld")]
pub(super) struct Withheld;

impl InTurn {
    /// With whether it was written.
    pub(super) fn new(body: String, turn: impl Future<Output = bool> + Send + 'static) -> (Self, Arc<AtomicBool>) {
        let written = Arc::new(AtomicBool::new(false));
        let body = Self { bytes: Some(body.into()), turn: Mutex::new(Box::pin(turn)), written: Arc::clone(&written) };
        (body, written)
    }
}

impl Body for InTurn {
    type Data = Bytes;
    type Error = Withheld;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        if self.bytes.is_none() {
            return Poll::Ready(None);
        }
        let said = self.turn.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll(context);
        match said {
            Poll::Pending => Poll::Pending,
            Poll::Ready(true) => {
                self.written.store(true, Ordering::Release);
                Poll::Ready(self.bytes.take().map(|bytes| Ok(Frame::data(bytes))))
            }
            Poll::Ready(false) => {
                self.bytes = None;
                Poll::Ready(Some(Err(Withheld)))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64))
    }
}
