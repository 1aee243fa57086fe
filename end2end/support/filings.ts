// The three filings of the journeys: who files what, section by section, with answers the law takes.

import { type Answers } from "./fill.ts";
import { pdf, png, type Paper } from "./papers.ts";

/** One row of a repeated section, or the section itself. */
export interface Part {
  /** The section's key. */
  section: string;
  /** Its heading. */
  title: string;
  /** The answers, or those of each row. */
  answers: Answers | Answers[];
}

/** A whole filing. */
export interface FilingCase {
  /** The procedure's code. */
  code: string;
  /** What a person types to find it. */
  search: string;
  /** How it is called in a list. */
  name: RegExp;
  /** Who files it, in the demonstration. */
  person: string;
  /** The agency's code, which the number begins with. */
  agency: string;
  /** What is asked on the procedure's page. */
  questions: Answers;
  /** The section those questions are in. */
  asked: string;
  /** The steps to fill in. */
  parts: Part[];
  /** What is attached, by slot. */
  papers: Record<string, Paper>;
  /** What nobody but the owner may see. */
  secret: string[];
}

const DA_LAT = { province: "68", commune: "24781" };
const MUI_NE = { province: "68", commune: "22918" };

/** A child born eleven days ago in Đà Lạt. */
export const BIRTH: FilingCase = {
  code: "1.001193",
  search: "dang ky khai sinh",
  name: /[Đđ]ăng ký khai sinh/,
  person: "lan",
  agency: "H36.175",
  asked: "case",
  questions: { situation: "certificate", authorised: "no" },
  parts: [
    {
      section: "request",
      title: "Người yêu cầu",
      answers: {
        agency: "H36.175",
        full_name: "Trần Thị Mai Lan",
        residence: { ...DA_LAT, street: "15 Nguyễn Văn Cừ" },
        identity_document: {
          kind: "identity_card",
          number: "068196004215",
          issued_on: "12/08/2021",
          issued_by: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        },
        phone: "0912345670",
        relationship: "Mẹ",
      },
    },
    {
      section: "child",
      title: "Người được khai sinh",
      answers: {
        full_name: "Nguyễn Trần An Nhiên",
        birth_date: "01/03/2026",
        sex: "female",
        ethnicity: "01",
        nationality: "VN",
        birth_place: { ...DA_LAT, street: "Bệnh viện Đa khoa Lâm Đồng" },
        hometown: { ...MUI_NE, street: "Khu phố 5" },
        mother_known: "yes",
        father_known: "yes",
      },
    },
    {
      section: "mother",
      title: "Người mẹ",
      answers: {
        full_name: "Trần Thị Mai Lan",
        birth_year: "17/05/1996",
        ethnicity: "01",
        nationality: "VN",
        residence: { ...DA_LAT, street: "15 Nguyễn Văn Cừ" },
        identity_document: {
          kind: "identity_card",
          number: "068196004215",
          issued_on: "12/08/2021",
          issued_by: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        },
      },
    },
    {
      section: "father",
      title: "Người cha",
      answers: { full_name: "Nguyễn Quốc Bảo", birth_year: "1994", ethnicity: "01", nationality: "VN" },
    },
    { section: "copies", title: "Bản sao Giấy khai sinh", answers: { wanted: "yes", count: "2" } },
  ],
  papers: { birth_certificate: pdf("giay-chung-sinh.pdf") },
  secret: ["Trần Thị Mai Lan", "Nguyễn Trần An Nhiên", "068196004215", "0912345670", "Nguyễn Văn Cừ"],
};

/** A household of three that opens a grocery in Mũi Né. */
export const BUSINESS: FilingCase = {
  code: "1.001612",
  search: "thanh lap ho kinh doanh",
  name: /[Đđ]ăng ký thành lập hộ kinh doanh/,
  person: "hung",
  agency: "H36.101",
  asked: "case",
  questions: { founder: "household", filer: "owner" },
  parts: [
    {
      section: "owner",
      title: "Chủ hộ kinh doanh",
      answers: {
        full_name: "Nguyễn Văn Hùng",
        birth_date: "02/11/1983",
        sex: "male",
        personal_id: "060083001237",
        permanent_residence: { ...MUI_NE, street: "42 Huỳnh Thúc Kháng" },
        address: { ...MUI_NE, street: "42 Huỳnh Thúc Kháng" },
        phone: "0987654320",
      },
    },
    {
      section: "business",
      title: "Hộ kinh doanh",
      answers: {
        agency: "H36.101",
        name: "Hộ kinh doanh Tạp hóa Hùng Phát",
        address: { ...MUI_NE, street: "44 Huỳnh Thúc Kháng" },
        website: "https://hungphat.example.vn",
        capital: "200.000.000",
      },
    },
    {
      section: "main",
      title: "Ngành, nghề kinh doanh chính",
      answers: { activity: "Bán lẻ trong cửa hàng tạp hóa", activity_code: "4711" },
    },
    {
      section: "activities",
      title: "Ngành, nghề kinh doanh khác",
      answers: [
        { activity: "Dịch vụ phục vụ đồ uống", activity_code: "5630" },
        { activity: "Bán lẻ thực phẩm", activity_code: "4721" },
      ],
    },
    {
      section: "tax",
      title: "Thông tin đăng ký thuế",
      answers: { starts_on: "01/04/2026", employees: "3", method: "declared" },
    },
    {
      section: "locations",
      title: "Địa điểm kinh doanh khác",
      answers: [{ name: "Kho chợ Hàm Tiến", address: { ...MUI_NE, street: "Chợ Hàm Tiến" } }],
    },
    {
      section: "members",
      title: "Thành viên hộ gia đình tham gia hộ kinh doanh",
      answers: [
        {
          full_name: "Lê Thị Hoa",
          birth_date: "09/09/1985",
          sex: "female",
          personal_id: "060185004321",
          residence: { ...MUI_NE, street: "42 Huỳnh Thúc Kháng" },
        },
        {
          full_name: "Nguyễn Văn Phát",
          birth_date: "20/10/2006",
          sex: "male",
          personal_id: "060206001122",
          residence: { ...MUI_NE, street: "42 Huỳnh Thúc Kháng" },
        },
      ],
    },
  ],
  papers: { family_authorisation: png("uy-quyen.png") },
  secret: ["Nguyễn Văn Hùng", "060083001237", "Hùng Phát", "Lê Thị Hoa", "060185004321", "0987654320"],
};

/** One person who opens a public game point in Mũi Né. */
export const GAME_POINT: FilingCase = {
  code: "2.001885",
  search: "diem tro choi dien tu cong cong",
  name: /trò chơi điện tử công cộng/,
  person: "hung",
  agency: "H36.101",
  asked: "case",
  questions: { owner: "person" },
  parts: [
    {
      section: "filer",
      title: "Người nộp hồ sơ",
      answers: {
        full_name: "Nguyễn Văn Hùng",
        identity_document: {
          kind: "identity_card",
          number: "060083001237",
          issued_on: "03/03/2022",
          issued_by: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        },
        birth_date: "02/11/1983",
        phone: "0987654320",
        address: { ...MUI_NE, street: "42 Huỳnh Thúc Kháng" },
      },
    },
    {
      section: "owner",
      title: "Chủ điểm là cá nhân",
      answers: {
        full_name: "Nguyễn Văn Hùng",
        birth_date: "02/11/1983",
        personal_id: "060083001237",
        id_issued_on: "03/03/2022",
        id_issued_by: "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
        address: { ...MUI_NE, street: "42 Huỳnh Thúc Kháng" },
        phone: "0987654320",
      },
    },
    {
      section: "point",
      title: "Điểm cung cấp dịch vụ",
      answers: {
        name: "Phòng máy Sao Biển",
        registration: "42A8001234",
        address: { ...MUI_NE, street: "7 Nguyễn Đình Chiểu" },
        area: "52,5",
        computers: "20",
        distance: "350",
        sign: "yes",
        fire_safety: "yes",
      },
    },
  ],
  papers: { registration: png("dang-ky-kinh-doanh.png") },
  secret: ["Nguyễn Văn Hùng", "060083001237", "Phòng máy Sao Biển", "0987654320", "Nguyễn Đình Chiểu"],
};

/** All of them. */
export const FILINGS = [BIRTH, BUSINESS, GAME_POINT];
