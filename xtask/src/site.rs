//! What the server serves from disk: `target/site` with `public/` at its root and everything generated under `pkg/`.
//!
//! Names under `pkg/` carry a digest of the content, so they may be cached for ever; `pkg/manifest.json` says which
//! name is the current one: `{"css": "/pkg/…", "js": "/pkg/…", "wasm": "/pkg/…"}`. Whatever gets smaller has a `.br` beside it.

use std::{
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    paths,
    run::Heartbeat,
    style,
    wasm::{self, Mode},
};

const COMPRESSED: [&str; 9] = ["css", "js", "wasm", "svg", "json", "txt", "html", "webmanifest", "ico"];

/// Counted up when the steps after the compiler change, so that kept bindings are made again.
const RECIPE: u32 = 2;

/// Builds the site; a part whose input is what it was stays as it is.
pub(crate) fn build(mode: Mode) -> Result<()> {
    let module = wasm::compile(mode)?;
    let (script, module) = bound(&module, mode)?;
    let sheet = style::bundle(&paths::root().join("style/main.css"))?;

    let fresh = paths::target().join("site.new");
    remove(&fresh)?;
    let pkg = fresh.join("pkg");
    fs::create_dir_all(&pkg)?;
    copy(&paths::root().join("public"), &fresh)?;
    let snippets = bindings(mode).join("snippets");
    if snippets.is_dir() {
        copy(&snippets, &pkg.join("snippets"))?;
    }
    let device = lean(&fs::read_to_string(paths::root().join("app/script/device.js"))?);
    let manifest = json!({
        "css": place(&pkg, "main", "css", sheet.as_bytes())?,
        "js": place(&pkg, "motcua", "js", &script)?,
        "wasm": place(&pkg, "motcua", "wasm", &module)?,
        "device": place(&pkg, "device", "js", device.as_bytes())?,
        "card": card(&pkg)?,
        "papers": papers(&pkg)?,
        "queue": place(&pkg, "queue", "js", lean(&fs::read_to_string(paths::root().join("app/script/queue.js"))?).as_bytes())?,
    });
    fs::write(pkg.join("manifest.json"), format!("{manifest:#}\n"))?;
    write_worker(&fresh.join("sw.js"), &manifest)?;
    compress_all(&fresh, &paths::target().join("brotli"))?;

    let site = paths::site();
    remove(&site)?;
    fs::rename(&fresh, &site).context("the new site could not take the old one's place")?;
    Ok(())
}

/// Places the reader of identity cards with the decoder it brings in: the npm package `qr`.
fn card(pkg: &Path) -> Result<String> {
    let package = paths::end2end().join("node_modules/qr");
    let read = |name: &str| {
        let file = package.join(name);
        fs::read_to_string(&file).with_context(|| format!("{} is missing: npm ci in end2end", file.display()))
    };
    let shared = place(pkg, "qr", "js", read("index.js")?.as_bytes())?;
    let decoder = read("decode.js")?;
    let bound = decoder.replace("'./index.js'", &format!("'{shared}'"));
    ensure!(
        bound != decoder,
        "the decoder of qr does not bring in index.js any more"
    );
    let decoder = place(pkg, "qr-decode", "js", bound.as_bytes())?;
    let script = fs::read_to_string(paths::root().join("app/script/card.js"))?;
    place(pkg, "card", "js", lean(&script.replace("__QR__", &decoder)).as_bytes())
}

/// Places the script of the papers step and what it brings in when it is needed: tus-js-client and the photographs.
fn papers(pkg: &Path) -> Result<String> {
    let source = paths::root().join("app/script");
    let library = paths::end2end().join("node_modules/tus-js-client/dist/tus.min.js");
    let library = fs::read(&library).with_context(|| format!("{} is missing: npm ci in end2end", library.display()))?;
    let tus = place(pkg, "tus", "js", &library)?;
    let photo = lean(&fs::read_to_string(source.join("photo.js"))?);
    let photo = place(pkg, "photo", "js", photo.as_bytes())?;
    let script = lean(&fs::read_to_string(source.join("papers.js"))?);
    let script = script.replace("__TUS__", &tus).replace("__PHOTO__", &photo);
    place(pkg, "papers", "js", script.as_bytes())
}

/// Returns the folder the bindings of a mode are kept in between builds.
fn bindings(mode: Mode) -> PathBuf {
    paths::target().join("bindings").join(mode.name())
}

/// Returns script and module of the browser, made again only when the compiled module has changed.
fn bound(compiled: &Path, mode: Mode) -> Result<(Vec<u8>, Vec<u8>)> {
    let folder = bindings(mode);
    let stamp = folder.join("made-from");
    let compiled_bytes = fs::read(compiled).with_context(|| format!("{} is not there", compiled.display()))?;
    let digest = format!("{RECIPE} {}", digest(&compiled_bytes));
    let script = folder.join("motcua.js");
    let module = folder.join("motcua_bg.wasm");
    if fs::read_to_string(&stamp).ok().as_deref() != Some(digest.as_str()) {
        remove(&folder)?;
        wasm::bind(compiled, "motcua", &folder)?;
        if mode == Mode::Release {
            wasm::shrink(&module)?;
        }
        fs::write(&stamp, &digest)?;
    }
    Ok((fs::read(script)?, fs::read(module)?))
}

/// Writes the worker for this build: its version is the digest of all that it may serve, itself included.
fn write_worker(worker: &Path, manifest: &Value) -> Result<()> {
    let script = lean(&fs::read_to_string(worker)?);
    let files: Vec<&Value> = ["css", "js", "wasm", "device"]
        .iter()
        .map(|key| &manifest[*key])
        .collect();
    let built = json!({
        "version": &digest([manifest.to_string(), script.clone()].concat().as_bytes())[..16],
        "files": files,
        "device": &manifest["device"],
    });
    let filled = script.replacen("const BUILT = {};", &format!("const BUILT = {built};"), 1);
    ensure!(filled != script, "public/sw.js has no place for what was built");
    fs::write(worker, filled)?;
    Ok(())
}

/// Leaves out of a script what only its readers need: comments on lines of their own, and indentation.
fn lean(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let kept = lines.filter(|line| {
        !line.is_empty() && !line.starts_with("//") && !line.starts_with("/**") && !line.starts_with("* ")
    });
    kept.collect::<Vec<_>>().join("\n") + "\n"
}

/// Writes content under a name with its digest and returns its address.
fn place(pkg: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let name = format!("{stem}.{}.{extension}", &digest(content)[..16]);
    fs::write(pkg.join(&name), content)?;
    Ok(format!("/pkg/{name}"))
}

fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Puts a `.br` beside every compressible file of a folder, from the cache where the content is known.
fn compress_all(folder: &Path, cache: &Path) -> Result<()> {
    let _beat = Heartbeat::start("site: brotli");
    fs::create_dir_all(cache)?;
    for file in files(folder)? {
        let extension = file
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !COMPRESSED.contains(&extension) || name == "manifest.json" {
            continue;
        }
        let content = fs::read(&file)?;
        let kept = cache.join(digest(&content));
        if !kept.is_file() {
            fs::write(&kept, compress(&content)?)?;
        }
        // A file of a few bytes only grows.
        if fs::metadata(&kept)?.len() < content.len() as u64 {
            fs::copy(&kept, file.with_file_name(format!("{name}.br")))?;
        }
    }
    Ok(())
}

/// Returns content in brotli at its highest quality.
pub(crate) fn compress(content: &[u8]) -> Result<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(content)?;
    Ok(writer.into_inner())
}

/// Lists every file below a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("{} could not be read", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for file in files(from)? {
        let destination = to.join(file.strip_prefix(from)?);
        if let Some(parent) = destination.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::copy(&file, destination)?;
    }
    Ok(())
}

/// Removes a folder that may not be there.
fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error).with_context(|| format!("{} could not be removed", folder.display())),
    }
}
