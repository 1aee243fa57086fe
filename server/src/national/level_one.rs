//! From a record of the national portal to an entry of the catalogue at level 1 (mức độ 1: chỉ cung cấp thông tin):
//! what it says is shown, nothing can be filed. What could not be separated goes along as kept text.

use motcua_core::deadline::Period;
use motcua_core::procedure as law;
use time::Date;

use super::entry::{
    Amount, Channel, ChannelKind, DocumentGroup, DocumentItem, FeeKind, FeeLine, Levels, NationalProcedure, Time,
    TimeUnit,
};
use super::report::Reading;

impl NationalProcedure {
    /// Returns the entry at level 1, in force from the given day; the portal itself names no day.
    ///
    /// # Errors
    ///
    /// Fails when the record's code is no procedure code.
    pub fn to_level_one(&self, valid_from: Date) -> Result<law::Procedure, law::NotAProcedureCode> {
        let competent = self.competent_agency.as_ref().or(self.executing_agency.as_ref());
        let rows = || self.channels.list.iter();
        Ok(law::Procedure {
            code: self.code.parse()?,
            aliases: Vec::new(),
            superseded_by: None,
            name: self.name.clone(),
            short_name: None,
            keywords: self.results.keywords.iter().cloned().collect(),
            sector: self.sector.clone().unwrap_or_default(),
            level: law::ServiceLevel::Information,
            coverage: law::Coverage::Unknown,
            audience: without_doubles(self.audiences.iter().filter_map(|words| audience(words))),
            agency_levels: agency_levels(&self.levels),
            competent: competent.cloned().unwrap_or_default(),
            routing: None,
            valid_from,
            valid_to: None,
            channels: without_doubles(rows().filter_map(|row| channel(&row.kind))),
            times: rows().map(time_rule).collect(),
            fees: rows()
                .flat_map(|row| row.fees.iter().map(|line| fee_rule(row, line)))
                .collect(),
            documents: self.papers(),
            process: Vec::new(),
            steps: self.steps.list.iter().map(|step| self::step(&step.text)).collect(),
            results: self
                .results
                .list
                .iter()
                .map(|row| law::ResultKind {
                    template: None,
                    name: row.name.clone(),
                    code: row.code.clone(),
                })
                .collect(),
            legal_basis: self
                .legal_basis
                .list
                .iter()
                .map(|row| law::LegalReference {
                    number: row.number.clone(),
                    name: Some(row.name.clone()),
                })
                .collect(),
            requirements: self.requirements.iter().cloned().collect(),
            after_supplement: law::AfterSupplement::Restart,
            form: None,
            linked: Vec::new(),
            as_of: self.decision.clone(),
            notes: self.results.description.clone(),
            kept: self.kept(),
        })
    }

    fn papers(&self) -> Vec<law::RequiredDocument> {
        let online = self.channels.list.iter().any(|row| row.kind == ChannelKind::Online);
        let submit = if online {
            law::Submit::Upload
        } else {
            law::Submit::Paper
        };
        let items = self
            .documents
            .groups
            .iter()
            .flat_map(|group| group.items.iter().map(move |item| (group, item)));
        items
            .enumerate()
            .map(|(at, (group, item))| paper(at + 1, group, item, submit))
            .collect()
    }

    /// Gathers the text of every part that was not read in full and stands in no separated piece.
    fn kept(&self) -> Vec<law::KeptText> {
        let readings = &self.readings;
        let parts = [
            ("channels", readings.channels, self.channels.rest.as_str()),
            ("documents", readings.documents, self.documents.rest.as_str()),
            ("steps", readings.steps, self.steps.before.as_str()),
            ("legal_basis", readings.legal_basis, self.legal_basis.rest.as_str()),
            ("results", readings.results, self.results.rest.as_str()),
        ];
        let says_something = |text: &str| super::scan::stated(text).is_some();
        let left = parts
            .into_iter()
            .filter(|(_, reading, text)| *reading != Reading::Read && says_something(text));
        left.map(|(part, _, text)| law::KeptText {
            part: part.to_owned(),
            text: text.trim().to_owned(),
        })
        .collect()
    }
}

fn without_doubles<T: PartialEq>(terms: impl Iterator<Item = T>) -> Vec<T> {
    terms.fold(Vec::new(), |mut seen, term| {
        if !seen.contains(&term) {
            seen.push(term);
        }
        seen
    })
}

/// Returns the term for the portal's words; officials and party members have none of their own and are left out.
fn audience(words: &str) -> Option<law::Audience> {
    let words = words.to_lowercase();
    let begins = |start: &str| words.starts_with(start);
    if begins("công dân") {
        Some(law::Audience::Citizen)
    } else if begins("doanh nghiệp") || begins("hợp tác xã") || begins("hộ kinh doanh") {
        Some(law::Audience::Business)
    } else if begins("tổ chức") {
        Some(law::Audience::Organisation)
    } else if begins("người nước ngoài") || begins("người việt nam định cư") {
        Some(law::Audience::Foreigner)
    } else {
        None
    }
}

fn agency_levels(levels: &Levels) -> Vec<law::AgencyLevel> {
    let has_other = levels.district || !levels.other.is_empty();
    [
        (levels.commune, law::AgencyLevel::Commune),
        (levels.province, law::AgencyLevel::Province),
        (levels.ministry, law::AgencyLevel::Ministry),
        (has_other, law::AgencyLevel::Other),
    ]
    .into_iter()
    .filter_map(|(is_there, level)| is_there.then_some(level))
    .collect()
}

fn channel(kind: &ChannelKind) -> Option<law::Channel> {
    match kind {
        ChannelKind::Online => Some(law::Channel::Online),
        ChannelKind::Post => Some(law::Channel::Post),
        ChannelKind::Counter => Some(law::Channel::Counter),
        ChannelKind::Other(_) => None,
    }
}

fn time_rule(row: &Channel) -> law::TimeRule {
    let note = Some(row.note.trim()).filter(|note| !note.is_empty());
    law::TimeRule {
        when: None,
        channel: channel(&row.kind),
        within: within(&row.time),
        note: note.map(str::to_owned),
    }
}

fn within(time: &Time) -> law::Within {
    match time {
        Time::Read { value, unit } => period(value.digits, value.scale, *unit).map_or_else(
            || law::Within::Unclear(format!("{value} {}", unit.words())),
            law::Within::Period,
        ),
        Time::Unclear(words) => law::Within::Unclear(words.clone()),
        Time::NotStated => law::Within::NotStated,
    }
}

/// Returns the time as the law counts it, or `None` where it has no such unit (minutes, parts of a calendar day).
fn period(digits: u64, scale: u8, unit: TimeUnit) -> Option<Period> {
    let number = u32::try_from(digits).ok().filter(|number| *number > 0)?;
    let times = |factor: u32| number.checked_mul(factor).filter(|_| scale == 0);
    match unit {
        TimeUnit::Hours | TimeUnit::WorkingHours => times(1).map(Period::Hours),
        TimeUnit::Days => times(1).map(Period::CalendarDays),
        TimeUnit::WorkingDays if scale == 1 && number % 5 == 0 => Some(Period::HalfDays(number / 5)),
        TimeUnit::WorkingDays => times(1).map(Period::WorkingDays),
        TimeUnit::Weeks => times(7).map(Period::CalendarDays),
        TimeUnit::Months => times(1).map(Period::Months),
        TimeUnit::Quarters => times(3).map(Period::Months),
        TimeUnit::Years => times(12).map(Period::Months),
        TimeUnit::Minutes => None,
    }
}

fn fee_rule(row: &Channel, line: &FeeLine) -> law::FeeRule {
    let ground = Some(line.text.trim()).filter(|text| text.contains(['(', ':']));
    law::FeeRule {
        kind: match line.kind {
            FeeKind::Fee => law::FeeKind::Fee,
            FeeKind::Charge => law::FeeKind::Charge,
            FeeKind::Unknown => law::FeeKind::Unstated,
        },
        name: None,
        when: None,
        channel: channel(&row.kind),
        amount: match &line.amount {
            Amount::Free => law::Amount::Free,
            Amount::Dong(sum) => law::Amount::Dong(*sum),
            Amount::CouncilDecides => law::Amount::ByCouncil,
            Amount::Foreign { .. } | Amount::Percent(_) | Amount::Unclear => law::Amount::Text(line.text.clone()),
            Amount::NotStated => law::Amount::Unknown,
        },
        per: None,
        free: 0,
        cap: None,
        valid_from: None,
        valid_to: None,
        ground: ground.map(str::to_owned),
        on_request: false,
        reductions: Vec::new(),
        exemptions: Vec::new(),
    }
}

fn paper(at: usize, group: &DocumentGroup, item: &DocumentItem, submit: law::Submit) -> law::RequiredDocument {
    let heading = group.title().map(str::to_lowercase).unwrap_or_default();
    let is_shown = heading.contains("xuất trình") && !heading.contains("nộp");
    let count = |number: Option<u32>| number.and_then(|number| u16::try_from(number).ok()).unwrap_or_default();
    let counts = item.originals.is_none().then(|| item.raw.clone());
    law::RequiredDocument {
        pages: None,
        key: format!("paper_{at}"),
        name: item.name.clone(),
        group: group.title().map(str::to_owned),
        when: None,
        required: group.title().is_none() && !item.name.to_lowercase().contains("nếu có"),
        originals: count(item.originals),
        copies: count(item.copies),
        template: (!item.templates.is_empty()).then(|| item.templates.join(", ")),
        submit: if is_shown { law::Submit::Present } else { submit },
        one_of: None,
        exempt_when: None,
        note: counts,
        accept: Vec::new(),
        proves: Vec::new(),
    }
}

fn step(text: &str) -> law::Step {
    law::Step {
        who: None,
        what: Some(text.to_owned()),
        hours: None,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::national::import;

    const RECORD: &str = r#"{"ma_thu_tuc":"1.999001","ten_thu_tuc":"Đăng ký thử nghiệm","cap_thuc_hien":"Cấp tỉnh, Cấp xã",
        "linh_vuc":"Hộ tịch","doi_tuong_thuc_hien":"Cán bộ, công chức, viên chức, Công dân Việt Nam",
        "trinh_tu_thuc_hien":"Nộp tại xã.","cach_thuc_thuc_hien":"Trực tuyến0,5 Ngày làm việc70,000 VNĐTrực tiếp1Miễn phí",
        "thanh_phan_ho_so":"* Giấy tờ phải xuất trình:Tên giấy tờMẫu đơn, tờ khaiSố lượngHộ chiếu1 bản chính",
        "can_cu_phap_ly":"Tên văn bản pháp lýMã văn bảnLuật Hộ tịch60/2014/QH13","yeu_cau_dieu_kien":"Không có thông tin",
        "ket_qua_xu_ly":"Giấy chứng nhậnMã: KQ.G15.000041"}"#;

    fn entry() -> law::Procedure {
        let (procedures, _, errors) = import(RECORD.replace('\n', " ").as_bytes());
        assert!(errors.is_empty(), "{errors:?}");
        procedures[0].to_level_one(date!(2025 - 07 - 01)).unwrap()
    }

    #[test]
    fn an_entry_informs_and_cannot_be_filed() {
        let entry = entry();
        assert_eq!((entry.level, entry.can_file()), (law::ServiceLevel::Information, false));
        assert_eq!(entry.audience, [law::Audience::Citizen]);
        assert_eq!(
            entry.agency_levels,
            [law::AgencyLevel::Commune, law::AgencyLevel::Province]
        );
        assert_eq!(entry.channels, [law::Channel::Online, law::Channel::Counter]);
        assert!(entry.requirements.is_empty());
    }

    #[test]
    fn times_and_fees_stay_what_the_text_says() {
        let entry = entry();
        let times: Vec<_> = entry.times.iter().map(|rule| rule.within.clone()).collect();
        assert_eq!(
            times,
            [
                law::Within::Period(Period::HalfDays(1)),
                law::Within::Unclear("1".to_owned())
            ]
        );
        let amounts: Vec<_> = entry.fees.iter().map(|rule| rule.amount.clone()).collect();
        assert_eq!(amounts, [law::Amount::Dong(70_000), law::Amount::Free]);
        assert_eq!(period(30, 0, TimeUnit::Minutes), None);
        assert_eq!(period(0, 0, TimeUnit::Days), None);
        assert_eq!(period(5, 1, TimeUnit::Days), None);
        assert_eq!(period(2, 0, TimeUnit::Weeks), Some(Period::CalendarDays(14)));
        assert_eq!(period(1, 0, TimeUnit::Years), Some(Period::Months(12)));
    }

    #[test]
    fn papers_keep_their_heading_and_what_is_text_is_kept() {
        let entry = entry();
        let [paper] = entry.documents.as_slice() else {
            panic!("{:?}", entry.documents)
        };
        assert_eq!(
            (paper.key.as_str(), paper.originals, paper.submit),
            ("paper_1", 1, law::Submit::Present)
        );
        assert!(!paper.required);
        assert_eq!(
            entry.kept,
            [law::KeptText {
                part: "steps".to_owned(),
                text: "Nộp tại xã.".to_owned()
            }]
        );
    }
}
