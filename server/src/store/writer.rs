//! The writer that commits waiting work together: one BEGIN, a savepoint for each piece, one COMMIT. A piece that fails
//! is undone alone; nobody is answered before the commit is on disk.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::{
    Conn, StoreError,
    db::{Later, Retry, again, guarded},
};

/// The most pieces of work that share a commit.
const TOGETHER: usize = 128;

/// How many pieces may wait before callers wait to ask.
const WAITING: usize = 4096;

/// A handle to the writer's queue.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Order>,
}

enum Order {
    Work(Box<dyn Piece>),
    Close(oneshot::Sender<()>),
}

/// One piece of work whose result type the writer need not know.
trait Piece: Send {
    /// Does the work; says whether it may be kept.
    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> Later<'c, bool>;
    /// Answers whoever waits, once it is known whether the commit was made.
    fn settle(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Pending<T, E, F> {
    work: Arc<F>,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Piece for Pending<T, E, F>
where
    T: Send + 'static,
    E: Retry,
    F: for<'c> Fn(&'c mut Conn) -> Later<'c, Result<T, E>> + Send + Sync + 'static,
{
    fn run<'c>(&'c mut self, conn: &'c mut Conn) -> Later<'c, bool> {
        Box::pin(async move {
            let outcome = guarded((self.work)(conn)).await;
            let keep = outcome.is_ok();
            self.outcome = Some(outcome);
            keep
        })
    }

    fn settle(self: Box<Self>, committed: Result<(), StoreError>) {
        let answer = match (self.outcome, committed) {
            (Some(Err(error)), _) => Err(error),
            (_, Err(error)) => Err(error.into()),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (None, Ok(())) => Err(StoreError::Down("the work was not begun".to_owned()).into()),
        };
        // Nobody may be waiting any more: the work is kept all the same.
        drop(self.reply.send(answer));
    }
}

impl Writer {
    /// Starts a writer on the one connection that may write.
    pub(super) fn holding(mut conn: Conn) -> Self {
        let (queue, mut orders) = mpsc::channel::<Order>(WAITING);
        tokio::spawn(async move {
            let mut batch: Vec<Box<dyn Piece>> = Vec::with_capacity(TOGETHER);
            while let Some(first) = orders.recv().await {
                let mut closing = None;
                let mut next = Some(first);
                while let Some(order) = next.take() {
                    match order {
                        Order::Work(piece) => batch.push(piece),
                        Order::Close(done) => closing = Some(done),
                    }
                    if batch.len() < TOGETHER && closing.is_none() {
                        next = orders.try_recv().ok();
                    }
                }
                if !batch.is_empty() {
                    commit(&mut conn, &mut batch).await;
                }
                if let Some(done) = closing {
                    drop(conn);
                    let _ = done.send(());
                    return;
                }
            }
        });
        Self { queue }
    }

    /// Hands in work and waits until it is on disk; does it again while another transaction is in the way.
    pub(super) async fn submit<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: Retry,
        F: for<'c> Fn(&'c mut Conn) -> Later<'c, Result<T, E>> + Send + Sync + 'static,
    {
        let work = Arc::new(work);
        again(|| async {
            let (reply, answer) = oneshot::channel();
            let pending = Pending {
                work: Arc::clone(&work),
                outcome: None,
                reply,
            };
            let closed = || StoreError::Down("the store is closed".to_owned());
            self.queue
                .send(Order::Work(Box::new(pending)))
                .await
                .map_err(|_| closed())?;
            answer.await.map_err(|_| closed())?
        })
        .await
    }

    /// Ends the writer after the work that waits.
    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.queue.send(Order::Close(done)).await.is_ok() {
            drop(closed.await);
        }
    }
}

async fn commit(conn: &mut Conn, batch: &mut Vec<Box<dyn Piece>>) {
    let outcome = together(conn, batch).await;
    for piece in batch.drain(..) {
        piece.settle(match &outcome {
            Ok(()) => Ok(()),
            Err(error) => Err(like(error)),
        });
    }
}

async fn together(conn: &mut Conn, batch: &mut [Box<dyn Piece>]) -> Result<(), StoreError> {
    conn.command("BEGIN IMMEDIATE").await?;
    let done = savepoints(conn, batch).await;
    let done = match done {
        Ok(()) => conn.command("COMMIT").await,
        Err(error) => Err(error),
    };
    if done.is_err() {
        // The engine may have rolled back by itself: then there is nothing to undo.
        drop(conn.command("ROLLBACK").await);
    }
    done
}

async fn savepoints(conn: &mut Conn, batch: &mut [Box<dyn Piece>]) -> Result<(), StoreError> {
    for piece in batch {
        conn.command("SAVEPOINT piece").await?;
        if piece.run(conn).await {
            conn.command("RELEASE SAVEPOINT piece").await?;
        } else {
            conn.command("ROLLBACK TO SAVEPOINT piece; RELEASE SAVEPOINT piece")
                .await?;
        }
    }
    Ok(())
}

/// Repeats an error of the commit for one of those who shared it.
fn like(error: &StoreError) -> StoreError {
    match error {
        StoreError::Contended(_) => StoreError::Contended(sqlx::Error::Protocol(error.to_string())),
        StoreError::Taken(_) | StoreError::Down(_) | StoreError::Broken { .. } | StoreError::Fault(_) => {
            StoreError::Down(error.to_string())
        }
    }
}
