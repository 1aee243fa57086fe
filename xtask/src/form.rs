//! The forms of a page, as a visitor without script would send them: fixed fields and the first button.

/// A form ready to be sent.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) action: String,
    /// Names and values, encoded.
    pub(crate) body: String,
}

/// Returns the first form of a page whose address contains `part`.
pub(crate) fn find(html: &str, part: &str) -> Option<Form> {
    html.split("<form").skip(1).find_map(|rest| {
        let (form, _) = rest.split_once("</form>")?;
        let (head, inside) = form.split_once('>')?;
        let action = value_of(head, "action")?;
        action.contains(part).then(|| Form {
            action: plain(action),
            body: body(inside),
        })
    })
}

fn body(inside: &str) -> String {
    let mut fields = Vec::new();
    let mut pressed = false;
    for tag in inside.split('<').skip(1).filter_map(|tag| tag.split('>').next()) {
        let is_button = tag.starts_with("button");
        let is_fixed = tag.starts_with("input") && value_of(tag, "type") == Some("hidden");
        let Some(name) = value_of(tag, "name") else { continue };
        if is_fixed || (is_button && !pressed) {
            pressed |= is_button;
            fields.push(format!(
                "{}={}",
                encode(name),
                encode(&plain(value_of(tag, "value").unwrap_or_default()))
            ));
        }
    }
    fields.join("&")
}

/// Returns the value of an attribute of a tag.
pub(crate) fn value_of<'a>(tag: &'a str, attribute: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {attribute}=\""))?.1.split('"').next()
}

/// Returns text with the entities of attributes resolved.
pub(crate) fn plain(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_sent_with_its_fixed_fields_and_its_first_button_only() {
        let html = r#"<form action="/tim"></form><form method="post" action="/api/session/sign_in?a=1&amp;b=2">
            <input type="hidden" name="next" value="/nop/1.001193"><input type="text" name="typed" value="x">
            <button name="person" value="an bình">An</button><button name="person" value="hai">Hai</button></form>"#;
        let form = find(html, "session/sign_in").unwrap();
        assert_eq!(form.action, "/api/session/sign_in?a=1&b=2");
        assert_eq!(form.body, "next=%2Fnop%2F1.001193&person=an%20b%C3%ACnh");
        assert_eq!(find(html, "nothing"), None);
    }
}
