//! `make run`: the demonstration province on this machine.
//!
//! What would stop the server is looked for before the long build, and said in one sentence.

use std::{
    env, fs,
    io::{ErrorKind, Write},
    net::{SocketAddr, TcpListener},
    os::unix::process::CommandExt,
    path::Path,
    process::Command,
};

use anyhow::{Context, Result, anyhow, bail};

use crate::{cleanup, paths, program, run, site, wasm::Mode};

/// Free space a first build and a demonstration need, in kilobytes.
const NEEDED_KB: u64 = 6 * 1024 * 1024;

/// Builds what is missing and serves, with a simulated payment gateway beside it.
pub(crate) fn serve() -> Result<()> {
    let data =
        env::var_os("MOTCUA_DATA_DIR").map_or_else(|| paths::root().join("var"), |data| paths::root().join(data));
    let address = env::var("MOTCUA_ADDR").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    port_is_free(&address)?;
    folder_is_writable(&data)?;
    if !paths::motcua().is_file() {
        disk_has_room(&paths::target())?;
    }
    site::build(Mode::Release)?;
    program::build()?;
    let mut server = Command::new(paths::motcua());
    server
        .args(["serve", "--demo"])
        .env("MOTCUA_DATA_DIR", &data)
        .env("MOTCUA_ADDR", &address)
        .env("MOTCUA_SITE_DIR", paths::site())
        .current_dir(paths::root());
    let gateway = match env::var_os("MOTCUA_TREASURY") {
        // Somebody else's gateway is used.
        Some(_) => None,
        None => Some(gateway(&data, &address, &mut server)?),
    };
    let mut server = server
        .process_group(0)
        .spawn()
        .context("the server could not be started")?;
    let pid = server.id();
    let serving = cleanup::later(move || cleanup::stop_group(pid, "TERM"));
    let ended = server.wait().context("the server could not be waited for")?;
    drop((serving, gateway));
    if ended.success() {
        Ok(())
    } else {
        bail!("the server ended ({ended})")
    }
}

/// The secret between the demonstration and its simulated gateway; no money is real.
const SECRET: &str = "mo-phong";

/// Starts the simulated payment gateway and tells the server of it; it ends with what is returned.
fn gateway(data: &Path, address: &str, server: &mut Command) -> Result<cleanup::Undoing> {
    let free = TcpListener::bind("127.0.0.1:0").context("no port is free")?;
    let at = free.local_addr().context("the port is not known")?;
    drop(free);
    let child = Command::new(paths::motcua())
        .args(["simulate", "gateway", "--secret", SECRET])
        .args(["--at", &at.to_string()])
        .args(["--notify", &format!("http://{address}/api/payments/vnpay/ipn")])
        .process_group(0)
        .spawn()
        .context("the simulated gateway could not be started")?;
    let pid = child.id();
    let undo = cleanup::later(move || cleanup::stop_group(pid, "TERM"));
    let file = data.join("treasury.toml");
    fs::write(&file, treasury(at)).with_context(|| format!("{} cannot be written", file.display()))?;
    server
        .env("MOTCUA_TREASURY", file)
        .env("MOTCUA_DEMO_GATEWAY_SECRET", SECRET);
    eprintln!("  payments go to a simulated gateway, told how to behave at http://{at}/dieu-khien");
    Ok(undo)
}

/// Writes who takes the fees of the demonstration: nobody; account and tax code are invented.
fn treasury(gateway: SocketAddr) -> String {
    format!(
        r#"# Written by `make run`.
[collector]
name = "Trung tâm Phục vụ hành chính công tỉnh Lâm Đồng (mô phỏng)"
tax_code = "0100109106"
[receipts]
form = "01BLP0-001"
letters = "AA"
[bank]
bank = "Ngân hàng mô phỏng"
bin = "970400"
number = "0000000000"
holder = "TAI KHOAN MO PHONG"
[vnpay]
pay_url = "http://{gateway}/paymentv2/vpcpay.html"
api_url = "http://{gateway}/merchant_webapi/api/transaction"
terminal = "DEMO0001"
secret_env = "MOTCUA_DEMO_GATEWAY_SECRET"
"#
    )
}

fn port_is_free(address: &str) -> Result<()> {
    let socket: SocketAddr = address
        .parse()
        .map_err(|_| anyhow!("MOTCUA_ADDR '{address}' is not an address like 127.0.0.1:3000"))?;
    match TcpListener::bind(socket) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "port {} is in use by another program; stop it, or choose another with MOTCUA_ADDR=127.0.0.1:3001 make run",
            socket.port()
        ),
        Err(error) => Err(error).with_context(|| format!("{address} cannot be listened on")),
    }
}

fn folder_is_writable(folder: &Path) -> Result<()> {
    let probe = folder.join(".probe");
    let tried = fs::create_dir_all(folder)
        .and_then(|()| fs::File::create(&probe))
        .and_then(|mut file| file.write_all(&[0; 1 << 16]).and_then(|()| file.sync_all()));
    let _ = fs::remove_file(&probe);
    tried.map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            anyhow!(
                "{} cannot be written to; give this user the right to, or set MOTCUA_DATA_DIR",
                folder.display()
            )
        }
        ErrorKind::StorageFull => anyhow!("there is no room left on the disk of {}", folder.display()),
        _ => anyhow!("{} cannot hold the data: {error}", folder.display()),
    })
}

fn disk_has_room(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| anyhow!("{} cannot be written to: {error}", folder.display()))?;
    let listing = run::output(Command::new("df").arg("-Pk").arg(folder))?;
    match free_kilobytes(&listing) {
        Some(free) if free < NEEDED_KB => bail!(
            "the first build needs {} GB of disk and {} has {:.1} GB left",
            NEEDED_KB / 1024 / 1024,
            folder.display(),
            free as f64 / 1024.0 / 1024.0
        ),
        Some(_) | None => Ok(()),
    }
}

/// Reads the free space out of what `df -Pk` prints.
fn free_kilobytes(listing: &str) -> Option<u64> {
    listing.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named_in_one_sentence() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        let sentence = port_is_free(&address.to_string()).unwrap_err().to_string();
        assert!(
            sentence.starts_with(&format!("port {} is in use", address.port())),
            "{sentence}"
        );
        assert!(!sentence.contains('\n'));
    }

    #[test]
    fn free_space_is_read_from_the_fourth_column() {
        let listing = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/a 100 40 60 40% /\n";
        assert_eq!(free_kilobytes(listing), Some(60));
    }
}
