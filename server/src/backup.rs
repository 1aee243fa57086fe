//! Backup and restore: every table as lines of JSON and every attached file, in one `.tar.gz` that either engine reads
//! back. Files are in it as they came, whatever keys the portal seals them with: guard it like the database. Taken from one picture of the store while it serves; restored whole or not at all.

use std::{
    collections::BTreeSet,
    fs::File,
    io::{BufRead, BufReader, BufWriter, Read, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use motcua_core::calendar::Moment;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    clock::new_id,
    error::ServiceError,
    files::FileStore,
    store::{
        Db, StoreError,
        dump::{TABLES, Table},
        files,
    },
};

/// The form of the archive; a restore refuses another.
const FORMAT: u32 = 1;

const MANIFEST: &str = "manifest.json";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the archive.
    pub format: u32,
    /// When it was taken.
    pub taken_at: Moment,
    /// Each table with its rows and the SHA-256 of its lines.
    pub tables: Vec<Part>,
    /// How many files.
    pub files: u64,
}

/// One table of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The table.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// The SHA-256 of its lines.
    pub sha256: String,
}

/// A folder that goes when it is no longer needed.
struct Aside(PathBuf);

impl Aside {
    fn beside(path: &Path) -> Result<Self, ServiceError> {
        let name = format!(
            ".{}.{}",
            path.file_name().unwrap_or_default().to_string_lossy(),
            new_id().simple()
        );
        let folder = path.with_file_name(name);
        std::fs::create_dir_all(&folder).map_err(io)?;
        Ok(Self(folder))
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Writes a backup to a file that must not be there yet.
///
/// # Errors
/// When the file is there already, the store does not answer, or the disk is full; then no file is left.
pub async fn write(db: &Db, store: &FileStore, to: &Path, now: Moment) -> Result<Manifest, ServiceError> {
    if to.exists() {
        return Err(ServiceError::fault(
            "backup",
            format!("{} is there already", to.display()),
        ));
    }
    let aside = Aside::beside(to)?;
    let folder = Arc::new(aside.0.clone());
    let (tables, digests) = db
        .snapshot(|conn| {
            let folder = Arc::clone(&folder);
            Box::pin(async move {
                let mut tables = Vec::new();
                for table in TABLES {
                    tables.push(export(conn, table, &folder.join(table.name)).await?);
                }
                let (mut digests, mut after) = (BTreeSet::new(), None);
                loop {
                    let page = files::page(conn, after, 500).await?;
                    let Some(last) = page.last() else { break };
                    after = Some(last.id);
                    digests.extend(page.into_iter().map(|file| file.sha256));
                }
                Ok::<_, ServiceError>((tables, digests))
            })
        })
        .await?;
    let manifest = Manifest {
        format: FORMAT,
        taken_at: now,
        tables,
        files: digests.len() as u64,
    };
    let part = aside.0.join("archive");
    let mut tar = tar::Builder::new(GzEncoder::new(
        BufWriter::new(File::create(&part).map_err(io)?),
        Compression::default(),
    ));
    let text = serde_json::to_vec_pretty(&manifest).map_err(|error| ServiceError::fault("backup", error))?;
    add(&mut tar, MANIFEST, &text)?;
    for table in &manifest.tables {
        tar.append_path_with_name(aside.0.join(&table.name), format!("tables/{}.jsonl", table.name))
            .map_err(io)?;
    }
    for sha256 in &digests {
        let file = store.to_disk(sha256).await?;
        let file = file.ok_or_else(|| ServiceError::fault("backup", format!("{sha256} is gone")))?;
        let file = file.reader().map_err(io)?;
        let mut header = entry(file.size());
        tar.append_data(&mut header, format!("files/{sha256}"), file)
            .map_err(io)?;
    }
    let buffer = tar.into_inner().and_then(GzEncoder::finish).map_err(io)?;
    let file = buffer.into_inner().map_err(|error| io(error.into_error()))?;
    file.sync_all().map_err(io)?;
    std::fs::rename(&part, to).map_err(io)?;
    Ok(manifest)
}

async fn export(conn: &mut crate::store::Conn, table: &Table, to: &Path) -> Result<Part, ServiceError> {
    let mut out = BufWriter::new(File::create(to).map_err(io)?);
    let rows = table
        .each(conn, |cells| {
            serde_json::to_writer(&mut out, &cells)
                .map_err(std::io::Error::from)
                .and_then(|()| out.write_all(b"\n"))
                .map_err(|error| StoreError::Down(error.to_string()))
        })
        .await?;
    out.flush().map_err(io)?;
    Ok(Part {
        name: table.name.to_owned(),
        rows,
        sha256: sum(to)?,
    })
}

fn add(tar: &mut tar::Builder<impl Write>, name: &str, bytes: &[u8]) -> Result<(), ServiceError> {
    tar.append_data(&mut entry(bytes.len() as u64), name, bytes).map_err(io)
}

fn entry(size: u64) -> tar::Header {
    let mut header = tar::Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    header
}

/// Restores a backup into a migrated, empty store of either engine.
///
/// # Errors
/// When the store is not empty, the archive is not whole, or a row is not taken; then the store stays empty.
pub async fn restore(from: &Path, db: &Db, store: &FileStore) -> Result<Manifest, ServiceError> {
    let mut conn = db.reader().await?;
    for table in TABLES {
        if !table.is_empty(&mut conn).await? {
            return Err(ServiceError::fault(
                "restore",
                format!("the store is not empty: {}", table.name),
            ));
        }
    }
    drop(conn);
    let aside = Aside::beside(from)?;
    let unpacked = aside.0.clone();
    let source = from.to_owned();
    // Unpacking is long and does not wait for anything: it must not hold up the runtime.
    let manifest = match tokio::task::spawn_blocking(move || unpack(&source, &unpacked)).await {
        Ok(manifest) => manifest?,
        Err(error) => return Err(ServiceError::fault("restore", error)),
    };
    let mut files = 0;
    if let Ok(folder) = std::fs::read_dir(aside.0.join("files")) {
        for entry in folder {
            let entry = entry.map_err(io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if sum(&entry.path())? != name {
                return Err(ServiceError::fault(
                    "restore",
                    format!("the bytes of {name} are others"),
                ));
            }
            store.put_file(&name, &entry.path()).await?;
            files += 1;
        }
    }
    if files != manifest.files {
        return Err(ServiceError::fault("restore", "files are missing in the archive"));
    }
    let folder = Arc::new(aside.0.join("tables"));
    db.write(move |conn| {
        let folder = Arc::clone(&folder);
        Box::pin(async move {
            for table in TABLES {
                let lines = BufReader::new(File::open(folder.join(format!("{}.jsonl", table.name))).map_err(io)?);
                for line in lines.lines() {
                    let cells: Vec<Value> = serde_json::from_str(&line.map_err(io)?)
                        .map_err(|error| ServiceError::fault("restore", error))?;
                    table.put(conn, &cells).await?;
                }
            }
            Ok::<(), ServiceError>(())
        })
    })
    .await?;
    Ok(manifest)
}

/// Unpacks an archive and holds it against its manifest.
fn unpack(from: &Path, to: &Path) -> Result<Manifest, ServiceError> {
    let file =
        File::open(from).map_err(|error| ServiceError::fault("restore", format!("{}: {error}", from.display())))?;
    let mut archive = tar::Archive::new(GzDecoder::new(BufReader::new(file)));
    archive
        .unpack(to)
        .map_err(|error| ServiceError::fault("restore", format!("not a whole backup: {error}")))?;
    let text =
        std::fs::read(to.join(MANIFEST)).map_err(|_| ServiceError::fault("restore", "not a backup: no manifest"))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| ServiceError::fault("restore", error))?;
    if manifest.format != FORMAT {
        return Err(ServiceError::fault(
            "restore",
            format!("a backup of form {}, not {FORMAT}", manifest.format),
        ));
    }
    for table in TABLES {
        let part = manifest.tables.iter().find(|part| part.name == table.name);
        let part = part.ok_or_else(|| ServiceError::fault("restore", format!("no table {}", table.name)))?;
        if sum(&to.join("tables").join(format!("{}.jsonl", table.name)))? != part.sha256 {
            return Err(ServiceError::fault(
                "restore",
                format!("table {} is not whole", table.name),
            ));
        }
    }
    Ok(manifest)
}

fn sum(path: &Path) -> Result<String, ServiceError> {
    use sha2::Digest as _;
    let mut file = File::open(path).map_err(io)?;
    let (mut sum, mut buffer) = (sha2::Sha256::new(), vec![0; 64 << 10]);
    loop {
        let read = file.read(&mut buffer).map_err(io)?;
        if read == 0 {
            return Ok(sum.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        sum.update(&buffer[..read]);
    }
}

fn io(error: std::io::Error) -> ServiceError {
    ServiceError::down("backup", error)
}
