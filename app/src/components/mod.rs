//! Parts of pages: props in, markup out. Each file says when to use its part and what it promises to people who listen
//! instead of look; its examples are the tests at the bottom; its style is `style/components/<same name>.css`. The
//! language is ambient (`me::language`). Components never call `api`.
//!
//! Frame: `page_header`, `page_footer`, `breadcrumb`, `alert`, `level_notice`, `button`, `pictogram`.
//! Finding: `search_box`, `procedure_line`, `pagination`, `summary_band`.
//! Filling: `question` picks the input of a field's kind; `field` is the wrapper with label, hint and error; `input`,
//! `choices`, `address`, `identity_document`, `textarea`, `error_summary`, `progress`, `file_area`, `step_buttons`,
//! `kept_state`, `review_list`, `fee_note`, `known_people`, `card_reader`.
//! Following: `number_form`, `due_note`, `timeline`, `qr`, `print_button`, `issued_papers`.

mod address;
mod alert;
mod breadcrumb;
mod button;
mod card_reader;
mod choices;
mod due_note;
mod error_summary;
mod fee_note;
mod field;
mod file_area;
mod identity_document;
mod input;
mod issued_papers;
mod kept_state;
mod known_people;
mod level_notice;
mod number_form;
mod page_footer;
mod page_header;
mod pagination;
mod pictogram;
mod print_button;
mod procedure_line;
mod progress;
mod qr;
mod question;
mod review_list;
mod search_box;
mod step_buttons;
mod summary_band;
mod textarea;
mod timeline;

pub use address::AddressInput;
pub use alert::{Alert, Tone};
pub use breadcrumb::Breadcrumb;
pub use button::{Button, ButtonLink, Look};
pub use card_reader::CardReader;
pub use choices::{Checkboxes, Pick, YesNo};
pub use due_note::DueNote;
pub use error_summary::{ErrorSummary, Mistake};
pub use fee_note::{FeeNote, FeesSoFar};
pub use field::{FieldFrame, FieldProblem, described_by};
pub use file_area::{FileArea, FileLine, FileList};
pub use identity_document::{IdentityDocumentInput, paper_words};
pub use input::{InputLook, TextInput};
pub use issued_papers::{IssuedPapers, RegisterForm};
pub use kept_state::KeptState;
pub use known_people::{Disputes, KnownPeople};
pub use level_notice::LevelNotice;
pub use number_form::{NUMBER, NumberForm};
pub use page_footer::PageFooter;
pub use page_header::PageHeader;
pub use pagination::{MoreLines, Pagination};
pub use pictogram::Pictogram;
pub use print_button::PrintButton;
pub use procedure_line::{ProcedureLine, ProcedureList};
pub use progress::ProgressLine;
pub use qr::QrBlock;
pub use question::{Question, QuestionInput};
pub use review_list::{ReviewList, answer_row};
pub use search_box::SearchBox;
pub use step_buttons::StepButtons;
pub use summary_band::{SummaryBand, SummaryFact};
pub use textarea::TextArea;
pub use timeline::{Timeline, TimelineStep};
