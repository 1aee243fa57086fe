//! A PostgreSQL of our own: a temporary folder, a free port, no sockets, gone at the end.

use std::{
    env, fs,
    net::TcpListener,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{cleanup, run};

/// A running PostgreSQL; dropping it stops the server and removes its folder.
pub(crate) struct Postgres {
    url: String,
    _undo: cleanup::Undoing,
}

impl Postgres {
    /// Returns the address of its maintenance database, as a superuser without password.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Starts one. `durable` keeps commits as safe and as slow as in production.
    pub(crate) fn start(durable: bool) -> Result<Self> {
        let _beat = run::Heartbeat::start("PostgreSQL: start");
        let bin =
            find().context("PostgreSQL was not found; `make test` installs it, or see xtask/setup.sh postgres")?;
        let folder = env::temp_dir().join(format!("motcua-postgres-{}", std::process::id()));
        let data = folder.join("data");
        let log = folder.join("log");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&data)?;
        let owner = Owner::choose()?;
        owner.take(&folder)?;
        owner.take(&data)?;
        let undo_folder = folder.clone();
        let remove = cleanup::later(move || {
            let _ = fs::remove_dir_all(&undo_folder);
        });

        let mut init = owner.command(&bin.join("initdb"));
        init.arg("-D")
            .arg(&data)
            .args(["-U", "motcua", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        run::output(&mut init).context("initdb")?;

        let port = free_port()?;
        let mut command = owner.command(&bin.join("postgres"));
        command
            .arg("-D")
            .arg(&data)
            .args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k", ""]);
        command.args(["-c", "max_connections=200", "-c", "shared_buffers=128MB"]);
        if !durable {
            command.args(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        }
        let output = fs::File::create(&log)?;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .process_group(0)
            .spawn()
            .context("postgres could not be started")?;
        wait_until_ready(&bin, port, &mut child, &log)?;
        // One step instead of two: the server must be gone before its folder is.
        let undo = cleanup::later(move || {
            cleanup::stop_child(&mut child, "INT");
            drop(remove);
        });
        Ok(Self {
            url: format!("postgres://motcua@127.0.0.1:{port}/postgres"),
            _undo: undo,
        })
    }
}

fn wait_until_ready(bin: &Path, port: u16, child: &mut std::process::Child, log: &Path) -> Result<()> {
    let start = Instant::now();
    loop {
        let ready = Command::new(bin.join("pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
            .status()
            .is_ok_and(|status| status.success());
        if ready {
            return Ok(());
        }
        if child.try_wait()?.is_some() || start.elapsed() > Duration::from_secs(60) {
            cleanup::stop_child(child, "QUIT");
            bail!(
                "PostgreSQL did not start: {}",
                fs::read_to_string(log).unwrap_or_default().trim()
            );
        }
        thread::sleep(Duration::from_millis(100));
    }
}

/// Returns a port nobody listens on.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Returns the folder of the newest PostgreSQL programs: Debian's own place first, then the search path.
pub(crate) fn find() -> Option<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, bin)| bin.join("initdb").is_file())
        .collect();
    versions.sort();
    let preferred = versions.iter().find(|(version, _)| *version == 15).or(versions.last());
    preferred.map(|(_, bin)| bin.clone()).or_else(|| {
        let path = env::var_os("PATH")?;
        env::split_paths(&path).find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
    })
}

/// Whom the server runs as: PostgreSQL refuses root.
struct Owner {
    other: Option<(u32, u32)>,
}

impl Owner {
    fn choose() -> Result<Self> {
        if id(&["-u"])? != 0 {
            return Ok(Self { other: None });
        }
        for user in ["postgres", "nobody"] {
            if let (Ok(uid), Ok(gid)) = (id(&["-u", user]), id(&["-g", user])) {
                return Ok(Self {
                    other: Some((uid, gid)),
                });
            }
        }
        bail!("PostgreSQL refuses to run as root and there is no user 'postgres' or 'nobody'")
    }

    fn take(&self, folder: &Path) -> Result<()> {
        match self.other {
            Some((uid, gid)) => Ok(chown(folder, Some(uid), Some(gid))?),
            None => Ok(()),
        }
    }

    /// Returns a command that runs as the owner and is told to end if this program is killed outright.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new("setpriv");
        if let Some((uid, gid)) = self.other {
            command.args([
                format!("--reuid={uid}"),
                format!("--regid={gid}"),
                "--clear-groups".to_owned(),
            ]);
        }
        command.args(["--pdeathsig=INT", "--"]).arg(program).current_dir("/");
        command
    }
}

fn id(arguments: &[&str]) -> Result<u32> {
    Ok(run::output(Command::new("id").args(arguments))?.trim().parse()?)
}
