//! Address (địa chỉ): province, commune, street, the two tiers since 2025-07-01. Without script a button shows the communes
//! of the province chosen; with script they come by themselves and the button goes.

use leptos::prelude::*;

use super::{Button, FieldProblem, Look, TextInput, described_by};
use crate::filling::{Filling, input_name};
use crate::me::language;
use crate::text;

/// The three parts of an address at a path.
#[component]
pub fn AddressInput(
    /// Where the parts are kept: `path.province`, `path.commune`, `path.street`.
    path: String,
) -> impl IntoView {
    let language = language();
    let filling = Filling::current();
    let part = |name: &str| [&path, ".", name].concat();
    let (province, commune, street) = (part("province"), part("commune"), part("street"));
    let chosen_province = filling.typed(&province);
    let provinces = filling.lists.with_untracked(|lists| lists.provinces.clone());
    let communes = communes(filling, province.clone(), commune.clone());
    view! {
        <div class="part">
            <label for=province.clone()>{text::filling::province(language)}</label>
            <FieldProblem path=province.clone()/>
            <select
                id=province.clone()
                name=input_name(&province)
                autocomplete="address-level1"
                aria-describedby=described_by(&province)
                on:change=move |event| {
                    if let Some((_, code)) = crate::filling::read_input(&event) {
                        filling.load_communes(code);
                    }
                }
                inner_html=provinces.html(text::filling::choose(language), &chosen_province)
            ></select>
            <span class="no-script">
                <Button look=Look::Quiet name="go" value="stay".to_owned()>
                    {text::filling::show_communes(language)}
                </Button>
            </span>
        </div>
        <div class="part">
            <label for=commune.clone()>{text::filling::commune(language)}</label>
            <FieldProblem path=commune.clone()/>
            <select
                id=commune.clone()
                name=input_name(&commune)
                autocomplete="address-level2"
                aria-describedby=described_by(&commune)
                inner_html=communes
            ></select>
        </div>
        <div class="part">
            <label for=street.clone()>{text::filling::street(language)}</label>
            <FieldProblem path=street.clone()/>
            <TextInput path=street autocomplete=Some("street-address".to_owned())/>
        </div>
    }
    .into_any()
}

/// The communes of the province chosen now, as options.
fn communes(filling: Filling, province: String, commune: String) -> impl Fn() -> String + Send + Sync + 'static {
    let language = language();
    let code = Memo::new(move |_| {
        filling
            .answers
            .with(|answers| answers.get(&province).unwrap_or_default().to_owned())
    });
    move || {
        let offered = filling.lists.with(|lists| lists.communes.get(&code.get()).cloned());
        let first = if offered.is_some() {
            text::filling::choose(language)
        } else {
            text::filling::choose_province_first(language)
        };
        offered.unwrap_or_default().html(first, &filling.typed(&commune))
    }
}
