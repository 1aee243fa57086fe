//! `make budget`: what a first visit costs in bytes, as sent, against the bounds of the design.
//!
//! A first visit is the page, every style sheet, script and icon it names, and the browser module with its script.

use std::{
    collections::BTreeSet,
    env, fs,
    os::unix::process::CommandExt,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    cleanup,
    figures::{ALL, TO_READ_AND_FILE},
    form::{self, value_of},
    http::{Answer, Visitor},
    paths,
    postgres::free_port,
    program, site,
    wasm::Mode,
};

const PAGES: [(&str, &str); 4] = [
    ("home", "/"),
    ("search", "/thu-tuc?q=khai+sinh"),
    ("procedure", "/thu-tuc/1.001193"),
    ("form", "/nop/1.001193"),
];

/// Bytes of one visit.
#[derive(Debug, Default)]
pub(crate) struct Visit {
    html: usize,
    css: usize,
    script: usize,
    module: usize,
    other: usize,
}

impl Visit {
    /// Returns everything that comes over the wire.
    pub(crate) fn all(&self) -> usize {
        self.html + self.css + self.script + self.module + self.other
    }

    /// Returns what is needed to read and to file.
    pub(crate) fn to_read_and_file(&self) -> usize {
        self.html + self.css
    }

    fn is_within_bounds(&self) -> bool {
        self.all() <= ALL && self.to_read_and_file() <= TO_READ_AND_FILE
    }
}

/// Starts what was built and returns what a first visit to each page costs.
pub(crate) fn visits() -> Result<Vec<(&'static str, Visit)>> {
    let (address, _server) = serve()?;
    PAGES
        .iter()
        .map(|(name, path)| Ok((*name, visit(&address, path)?)))
        .collect()
}

/// Builds, visits the pages, prints the table; an exceeded bound is an error.
pub(crate) fn check() -> Result<()> {
    site::build(Mode::Release)?;
    program::build()?;
    println!(
        "{:<10} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}",
        "page", "html", "css", "script", "module", "other", "html+css", "all"
    );
    let mut over = Vec::new();
    for (name, visit) in visits()? {
        println!(
            "{name:<10} {:>8} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9}",
            visit.html,
            visit.css,
            visit.script,
            visit.module,
            visit.other,
            visit.to_read_and_file(),
            visit.all()
        );
        if !visit.is_within_bounds() {
            over.push(name);
        }
    }
    println!("{:<10} {:>54} {:>9} {:>9}", "bound", "", TO_READ_AND_FILE, ALL);
    if over.is_empty() {
        Ok(())
    } else {
        bail!("over the bound: {}", over.join(", "))
    }
}

/// Starts the program on a free port with an empty data folder, in demonstration mode.
fn serve() -> Result<(String, cleanup::Undoing)> {
    let address = format!("127.0.0.1:{}", free_port()?);
    let data = env::temp_dir().join(format!("motcua-budget-{}", std::process::id()));
    fs::create_dir_all(&data)?;
    let mut server = Command::new(paths::motcua())
        .args(["serve", "--demo"])
        .env("MOTCUA_ADDR", &address)
        .env("MOTCUA_DATA_DIR", &data)
        .env("MOTCUA_DATABASE_URL", format!("sqlite:{}/motcua.db", data.display()))
        .env("MOTCUA_SITE_DIR", paths::site())
        .current_dir(paths::root())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .process_group(0)
        .spawn()
        .context("the server could not be started")?;
    let start = Instant::now();
    while Visitor::new(&address).get("/readyz").is_err() {
        if server.try_wait()?.is_some() || start.elapsed() > Duration::from_secs(60) {
            cleanup::stop_child(&mut server, "TERM");
            bail!("the server did not become ready");
        }
        thread::sleep(Duration::from_millis(100));
    }
    let undo = cleanup::later(move || {
        cleanup::stop_child(&mut server, "TERM");
        let _ = fs::remove_dir_all(&data);
    });
    Ok((address, undo))
}

/// Visits a page as a new visitor and counts what comes over the wire.
fn visit(address: &str, path: &str) -> Result<Visit> {
    let mut visitor = Visitor::new(address);
    let page = open(&mut visitor, path)?;
    let mut visit = Visit {
        html: page.body.len(),
        ..Visit::default()
    };
    let mut files = referenced(&page.text()?);
    let manifest: Value = serde_json::from_str(&fs::read_to_string(paths::site().join("pkg/manifest.json"))?)?;
    files.extend(
        ["js", "wasm", "device"]
            .iter()
            .filter_map(|key| Some(manifest.get(key)?.as_str()?.to_owned())),
    );
    for file in files {
        let size = visitor.get(&file)?.body.len();
        match file.split('?').next().unwrap_or_default().rsplit('.').next() {
            Some("css") => visit.css += size,
            Some("js" | "mjs") => visit.script += size,
            Some("wasm") => visit.module += size,
            _ => visit.other += size,
        }
    }
    Ok(visit)
}

/// Opens a page; of a form, the heaviest step: signs in as the first person offered, starts a draft and looks at each.
fn open(visitor: &mut Visitor, path: &str) -> Result<Answer> {
    if !path.starts_with("/nop/") {
        return visitor.get(path);
    }
    let mut page = visitor.get(&format!("/dang-nhap?tiep={path}"))?;
    for step in ["session/sign_in", "drafts/start"] {
        let form = form::find(&page.text()?, step).with_context(|| format!("no form leads to {step}"))?;
        let answer = visitor.post(&form.action, &form.body)?;
        let next = answer
            .header("location")
            .with_context(|| format!("{} led nowhere", form.action))?
            .to_owned();
        page = visitor.get(&next)?;
    }
    let html = page.text()?;
    let inside = format!("{path}/");
    let steps: BTreeSet<&str> = html
        .split('<')
        .filter_map(|tag| value_of(tag, "href"))
        .filter(|address| address.starts_with(&inside))
        .collect();
    for step in steps {
        let other = visitor.get(step)?;
        if other.body.len() > page.body.len() {
            page = other;
        }
    }
    Ok(page)
}

/// Returns the addresses of the files a page makes a browser load.
fn referenced(html: &str) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for tag in html.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        let attribute = match name {
            "link" if loads(tag) => "href",
            "script" | "img" | "source" => "src",
            _ => continue,
        };
        if let Some(address) = value_of(tag, attribute)
            && address.starts_with('/')
        {
            files.insert(address.replace("&amp;", "&"));
        }
    }
    files
}

/// Says whether a `link` is fetched: a canonical address or an alternate language is not.
fn loads(tag: &str) -> bool {
    let relation = value_of(tag, "rel").unwrap_or_default();
    ["stylesheet", "preload", "modulepreload", "icon", "manifest"]
        .iter()
        .any(|kind| relation.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_counted_and_what_it_only_names_is_not() {
        let html = r#"<link rel="stylesheet" href="/pkg/main.css"><link rel="canonical" href="/x">
            <a href="/thu-tuc">…</a><script src="/pkg/a.js" defer></script><script>1</script><img alt="" src="/e.svg">
            <link rel="icon" href="/favicon.svg">"#;
        let files: Vec<String> = referenced(html).into_iter().collect();
        assert_eq!(files, ["/e.svg", "/favicon.svg", "/pkg/a.js", "/pkg/main.css"]);
    }

    #[test]
    fn a_visit_over_either_bound_is_refused() {
        assert!(
            Visit {
                html: 10_000,
                css: 20_000,
                module: 270_000,
                ..Visit::default()
            }
            .is_within_bounds()
        );
        assert!(
            !Visit {
                html: 10_001,
                css: 20_000,
                ..Visit::default()
            }
            .is_within_bounds()
        );
        assert!(
            !Visit {
                module: 300_001,
                ..Visit::default()
            }
            .is_within_bounds()
        );
    }
}
