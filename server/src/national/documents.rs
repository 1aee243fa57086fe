//! Papers of the dossier (thành phần hồ sơ): groups under a heading, each a table of name, form and counts whose cells
//! are printed without anything between them. A paper ends at its counts; "01 bản chính" inside a name ends nothing.

use super::counts::{Counts, Finder};
use super::entry::{DocumentGroup, DocumentItem, Documents};
use super::report::Reading;
use super::templates;

/// Heads of the three columns, printed once a group.
pub(super) const HEADING: &str = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";

/// Reads the groups and their papers out of the text.
pub(super) fn read(text: &str) -> Documents {
    let mut pieces = text.split(HEADING);
    let mut heading = pieces.next().unwrap_or_default();
    let mut groups = Vec::new();
    let bodies: Vec<&str> = pieces.collect();
    for body in &bodies {
        let (items, tail) = items(body);
        groups.push(DocumentGroup {
            heading: heading.to_owned(),
            items,
        });
        heading = tail;
    }
    Documents {
        groups,
        rest: heading.to_owned(),
    }
}

/// Judges how well the papers were separated from each other and from their counts.
pub(super) fn reading(documents: &Documents) -> Reading {
    let mut items = documents.groups.iter().flat_map(|group| &group.items).peekable();
    if items.peek().is_none() {
        Reading::Text
    } else if documents.rest.chars().any(char::is_alphanumeric)
        || documents.groups.iter().any(|group| group.items.is_empty())
        || items.any(|item| item.name.trim().is_empty() || item.originals.is_none())
    {
        Reading::Partly
    } else {
        Reading::Read
    }
}

fn items(body: &str) -> (Vec<DocumentItem>, &str) {
    let mut items = Vec::new();
    let mut from = 0;
    for counts in Finder::new(body) {
        items.push(item(body, from, counts));
        from = counts.end;
    }
    (items, body.get(from..).unwrap_or_default())
}

fn item(body: &str, from: usize, counts: Counts) -> DocumentItem {
    let text = body.get(from..counts.start).unwrap_or_default();
    let (name, templates) = templates::split(text);
    DocumentItem {
        name: name.trim().to_owned(),
        templates: templates.into_iter().map(str::to_owned).collect(),
        originals: counts.originals,
        copies: counts.copies,
        raw: body.get(from..counts.end).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_papers_are_separated() {
        let text = format!(
            "--{HEADING}Đơn đề nghị theo mẫuMau 01.docx1 bản chính- Sơ đồ khu đất;0 bản chính,2 bản saoTrường hợp cấp lại: {HEADING}Giấy \
             phép cũ1 bản chính"
        );
        let documents = read(&text);
        let titles: Vec<_> = documents.groups.iter().map(|group| group.title()).collect();
        assert_eq!(titles, [None, Some("Trường hợp cấp lại:")]);
        let items: Vec<_> = documents.groups.iter().flat_map(|group| &group.items).collect();
        let names: Vec<_> = items
            .iter()
            .map(|item| (item.name.as_str(), item.originals, item.copies))
            .collect();
        let wanted = [
            ("Đơn đề nghị theo mẫu", Some(1), None),
            ("- Sơ đồ khu đất;", Some(0), Some(2)),
            ("Giấy phép cũ", Some(1), None),
        ];
        assert_eq!(names, wanted);
        assert_eq!(
            items.first().map(|item| item.templates.clone()),
            Some(vec!["Mau 01.docx".to_owned()])
        );
        assert_eq!((documents.rest.as_str(), reading(&documents)), ("", Reading::Read));
    }

    #[test]
    fn what_cannot_be_separated_is_kept() {
        let judge = |text: &str| {
            let documents = read(text);
            (documents.rest.clone(), reading(&documents))
        };
        assert_eq!(judge("--"), ("--".to_owned(), Reading::Text));
        assert_eq!(
            judge(") và nộp cho cơ quan."),
            (") và nộp cho cơ quan.".to_owned(), Reading::Text)
        );
        assert_eq!(judge(&format!("--{HEADING}Đơn")), ("Đơn".to_owned(), Reading::Text));
        assert_eq!(
            judge(&format!("--{HEADING}Đơn1 bản chínhLưu ý")),
            ("Lưu ý".to_owned(), Reading::Partly)
        );
        assert_eq!(
            judge(&format!("--{HEADING}Đơn số 112 bản chính")),
            (String::new(), Reading::Partly)
        );
    }
}
