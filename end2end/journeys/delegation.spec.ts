// Acting for an organisation: it entrusts an employee, the employee files, the dossier is the organisation's, and nothing
// private of the employee is left with it.

import { type Page } from "@playwright/test";
import { markScriptsOff } from "../support/axe.ts";
import { input } from "../support/fill.ts";
import { attach, file, fillPart, startDraft } from "../support/filing.ts";
import { GAME_POINT, type FilingCase } from "../support/filings.ts";
import { proveIdentity, startWithProvider } from "../support/identity.ts";
import { expect, scriptsRun, test } from "../support/pages.ts";
import { heading, looked, open } from "../support/walk.ts";

test.describe.configure({ timeout: 240_000 });

const COMPANY = "Công ty TNHH Thử Nghiệm";
const EMPLOYEE = { name: "Đặng Thị Nhân Viên", id: "068192003333", phone: "0912345671" };

/** The game point, run by the company; what is known of the company is not typed. */
const OF_THE_COMPANY: FilingCase = {
  ...GAME_POINT,
  questions: { owner: "organisation" },
  parts: [
    {
      section: "filer",
      title: "Người nộp hồ sơ",
      answers: {
        identity_document: { kind: "identity_card", number: EMPLOYEE.id, issued_on: "03/03/2022", issued_by: "Cục Cảnh sát" },
        birth_date: "06/05/1992",
        phone: EMPLOYEE.phone,
        address: { province: "68", commune: "22918", street: "9 Huỳnh Thúc Kháng" },
      },
    },
    {
      section: "company",
      title: "Chủ điểm là tổ chức, doanh nghiệp",
      answers: {
        registration: "0312345673",
        registered_on: "01/02/2020",
        registered_by: "Sở Tài chính",
        head_office: { province: "68", commune: "22918", street: "1 Nguyễn Đình Chiểu" },
        phone: "0912345672",
        representative: "Võ Văn Chủ",
        representative_id: "068085002222",
      },
    },
    {
      section: "manager",
      title: "Người quản lý trực tiếp điểm",
      answers: { full_name: "Võ Văn Chủ", personal_id: "068085002222", phone: "0912345673" },
    },
    ...GAME_POINT.parts.filter((part) => part.section === "point"),
  ],
};

async function enter(page: Page, name: string): Promise<void> {
  await page.goto("/dang-nhap?tiep=/tai-khoan/to-chuc");
  await proveIdentity(page, name);
  await expect(heading(page, /./)).toBeVisible();
  await looked(page);
}

test("an employee files for the company that entrusted them, and leaves nothing of their own with it", async ({ browser }) => {
  const server = await startWithProvider();
  const [there, here] = [await browser.newContext({ baseURL: server.url }), await browser.newContext({ baseURL: server.url })];
  try {
    const [company, employee] = [await there.newPage(), await here.newPage()];
    if (!scriptsRun()) for (const page of [company, employee]) markScriptsOff(page);
    await enter(company, COMPANY);
    await company.locator("summary", { hasText: "Uỷ quyền cho một người" }).click();
    const give = company.locator('form[action="/api/session/delegate"]');
    await give.locator('[name="personal_id"]').fill("0681");
    await give.locator('[name="name"]').fill(EMPLOYEE.name);
    await give.locator('[name="procedures"]').fill(OF_THE_COMPANY.code);
    await give.getByRole("button").click();
    // Refused: the form is there with what was typed in it, and only the number is typed anew.
    await expect(company.getByRole("alert")).toContainText("12 số");
    await expect(give.locator('[name="name"]')).toHaveValue(EMPLOYEE.name);
    await expect(give.locator('[name="procedures"]')).toHaveValue(OF_THE_COMPANY.code);
    await give.locator('[name="personal_id"]').fill(EMPLOYEE.id);
    await give.getByRole("button").click();
    await expect(company.locator("main .line", { hasText: EMPLOYEE.name })).toContainText(OF_THE_COMPANY.code);
    await looked(company);

    await enter(employee, EMPLOYEE.name);
    await employee.getByRole("button", { name: /^Làm việc thay mặt/ }).click();
    await expect(employee.locator(".acting-notice")).toContainText(COMPANY);
    await startDraft(employee, OF_THE_COMPANY);
    await expect(input(employee, "filer.full_name")).toHaveValue(EMPLOYEE.name);
    await expect(input(employee, "filer.phone")).toHaveValue("");
    for (const part of OF_THE_COMPANY.parts) {
      await expect(heading(employee, part.title)).toBeVisible();
      if (part.section === "company") {
        await employee.getByRole("button", { name: `Dùng thông tin của ${COMPANY}` }).click();
        await expect(input(employee, "company.name")).toHaveValue(COMPANY);
        await expect(input(employee, "company.tax_code")).toHaveValue("0312345673");
      }
      await fillPart(employee, part);
      await employee.locator('.step-buttons button[value="next"]').click();
    }
    await expect(heading(employee, "Giấy tờ kèm theo")).toBeVisible();
    for (const [slot, paper] of Object.entries(OF_THE_COMPANY.papers)) {
      await attach(employee, slot, paper);
      await expect(employee.locator("main .files").getByRole("link", { name: paper.name })).toBeVisible();
    }
    await employee.locator('.step-buttons button[value="next"]').click();
    await expect(heading(employee, "Xem lại và gửi")).toBeVisible();
    await looked(employee);
    const number = await file(employee);

    await open(company, "/ho-so");
    await expect(company.locator("main")).toContainText(number);
    await open(company, "/du-lieu-cua-toi");
    for (const own of [EMPLOYEE.id, "91234 5671", EMPLOYEE.phone, "9 Huỳnh Thúc Kháng"]) {
      await expect(company.locator("main")).not.toContainText(own);
    }

    await open(employee, "/ho-so");
    await employee.locator(".acting-notice button").click();
    await expect(employee.locator(".acting-notice")).toHaveCount(0);
    await open(employee, "/ho-so");
    await expect(employee.locator("main")).not.toContainText(number);

    // What is kept of the company is to be read, not to be changed; and the mandate taken back ends the notice.
    await open(employee, "/tai-khoan/to-chuc");
    await employee.getByRole("button", { name: /^Làm việc thay mặt/ }).click();
    await expect(employee.locator(".acting-notice")).toContainText(COMPANY);
    await open(employee, "/du-lieu-cua-toi");
    await expect(employee.locator("main")).toContainText("chỉ người đại diện");
    await expect(employee.locator('main form[action="/api/profile/forget"]')).toHaveCount(0);
    await open(company, "/tai-khoan/to-chuc");
    await company.getByRole("button", { name: /^Thu hồi/ }).first().click();
    await expect(company.locator("main .line", { hasText: EMPLOYEE.name })).toContainText("đã thu hồi");
    await employee.locator('.page-header a[href="/ho-so"]').first().click();
    await expect(heading(employee, /^Hồ sơ/)).toBeVisible();
    await expect(employee.locator(".acting-notice")).toHaveCount(0);
  } finally {
    await there.close();
    await here.close();
    await server.stop();
  }
});
