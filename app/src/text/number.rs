//! Figures the Vietnamese way: `1.250.000`, `200.000 đ`, `1,5 MB`.

pub use motcua_core::payment::money::grouped;

/// Writes an amount of đồng: `200.000 đ`, never broken over two lines.
pub fn money(dong: u64) -> String {
    grouped(dong) + "\u{a0}đ"
}

/// Writes a size in bytes as KB or MB.
pub fn size(bytes: u64) -> String {
    if bytes >= 1_048_576 {
        let tenths = bytes * 10 / 1_048_576;
        [
            (tenths / 10).to_string().as_str(),
            ",",
            (tenths % 10).to_string().as_str(),
            "\u{a0}MB",
        ]
        .concat()
    } else {
        bytes.div_ceil(1024).to_string() + "\u{a0}KB"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_the_vietnamese_way() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(money(200_000), "200.000\u{a0}đ");
        assert_eq!(grouped(1_250_000), "1.250.000");
        assert_eq!(size(1), "1\u{a0}KB");
        assert_eq!(size(1_572_864), "1,5\u{a0}MB");
    }
}
