//! The QR code of an address, as the corners of its dark squares; the template draws them as one shape.

use fast_qr::QRBuilder;
use serde_json::{Value, json};

/// Returns `{size, runs: [[x, y, length], …]}`: the dark modules row by row; nothing when the address is too long.
pub(crate) fn runs(address: &str) -> Option<Value> {
    let code = QRBuilder::new(address).build().ok()?;
    let mut runs = Vec::new();
    for y in 0..code.size {
        let row = code[y].get(..code.size)?;
        let mut x = 0;
        while x < row.len() {
            let length = row[x..].iter().take_while(|module| module.value()).count();
            if length > 0 {
                runs.push(json!([x, y, length]));
            }
            x += length + 1;
        }
    }
    Some(json!({ "size": code.size, "runs": runs }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says by panicking")]
mod tests {
    use super::*;

    #[test]
    fn the_runs_are_the_dark_modules() {
        let address = "https://dichvucong.example/tra-cuu/H36.175-261120-0001";
        let code = QRBuilder::new(address).build().unwrap();
        let runs = runs(address).unwrap();
        let dark: u64 = runs["runs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|run| run[2].as_u64().unwrap())
            .sum();
        let squares = (0..code.size).flat_map(|y| code[y][..code.size].to_vec());
        assert_eq!(dark, squares.filter(|module| module.value()).count() as u64);
        assert_eq!(runs["runs"][0], json!([0, 0, 7]));
    }
}
