// A certified OpenID Connect provider (oidc-provider) on this machine, for journeys: `node provider.mjs PORT REDIRECT…`.
// Its people are invented. Its sign-in page is one list of buttons, so that it works without script.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [port, ...redirects] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

/** Who can sign in: claims as the national gateway names them. */
const PEOPLE = {
  lan: { SoDinhDanh: "068196004215", HoVaTen: "Trần Thị Mai Lan", NgayThangNamSinh: "1996-05-17", loAs: "LoA2" },
  moi: { SoDinhDanh: "068190001111", HoVaTen: "Phan Thị Mới", NgayThangNamSinh: "1990-01-02", loAs: "LoA2" },
  chu: { SoDinhDanh: "068085002222", HoVaTen: "Võ Văn Chủ", NgayThangNamSinh: "1985-03-04", loAs: "LoA2" },
  vien: { SoDinhDanh: "068192003333", HoVaTen: "Đặng Thị Nhân Viên", NgayThangNamSinh: "1992-05-06", loAs: "LoA2" },
  congty: {
    LoaiTaiKhoan: "DoanhNghiep",
    MaSoThue: "0312345673",
    TenDoanhNghiep: "Công ty TNHH Thử Nghiệm",
    NguoiDaiDien: "068085002222",
    SoDinhDanh: "068085002222",
    loAs: "LoA2",
  },
  nospecial: { HoVaTen: "Không Có Số" },
};

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256", kid: "one" };

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "cong",
      client_secret: "bi-mat",
      redirect_uris: redirects,
      grant_types: ["authorization_code"],
      response_types: ["code"],
    },
  ],
  jwks: { keys: [key] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  pkce: { required: () => true, methods: ["S256"] },
  acrValues: ["LoA1", "LoA2"],
  claims: { openid: ["sub", ...new Set(Object.values(PEOPLE).flatMap((claims) => Object.keys(claims)))] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, interaction) => `/vao/${interaction.uid}` },
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
  // Whoever signs in has agreed: what is asked for is granted.
  loadExistingGrant: async (context) => {
    const grant = new provider.Grant({ clientId: context.oidc.client.clientId, accountId: context.oidc.session.accountId });
    grant.addOIDCScope("openid");
    await grant.save();
    return grant;
  },
});

const page = (uid) => `<!DOCTYPE html><html lang="vi"><link rel="icon" href="data:,"><title>Định danh thử</title><h1>Định danh thử</h1>
<form method="post" action="/vao/${uid}">${Object.entries(PEOPLE)
  .map(([id, claims]) => `<p><button name="id" value="${id}">${claims.HoVaTen ?? claims.TenDoanhNghiep}</button></p>`)
  .join("")}<p><button name="id" value="">Từ chối</button></p></form></html>`;

async function body(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

const answer = provider.callback();
createServer(async (request, response) => {
  const uid = request.url?.match(/^\/vao\/([\w-]+)$/)?.[1];
  if (uid === undefined) return answer(request, response);
  if (request.method !== "POST") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(page(uid));
  }
  const id = (await body(request)).get("id");
  const result = id ? { login: { accountId: id, acr: "LoA2", remember: false } } : { error: "access_denied" };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}).listen(Number(port), "127.0.0.1", () => process.stdout.write(`${issuer}\n`));
