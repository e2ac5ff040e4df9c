// SPDX-License-Identifier: Apache-2.0
// A person files a complaint on each of the demo's phones, in a browser that we did not write.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { freePort, start, until } from "./pintu.mjs";

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const kinds = ["whatsapp", "telegram", "sms"];
let demo, browser, page, profile;
const wrong = [];

before(async () => {
  const port = await freePort();
  demo = start("demo", "--port", String(port));
  await demo.line;
  profile = mkdtempSync(join(tmpdir(), "pintu-browser-"));
  browser = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, viewport: { width: 1500, height: 950 } });
  page = await browser.newPage();
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") wrong.push(message.text()); });
  await page.goto(`http://127.0.0.1:${port}/`);
});
after(async () => {
  await browser?.close();
  await demo?.stop();
  rmSync(profile, { recursive: true, force: true });
});

// What a person does on the phone of that kind.
const on = (kind) => {
  const phone = `[data-name=${kind}]`;
  const written = () => page.locator(`${phone} .chat li.out .words`).allInnerTexts();
  return {
    phone,
    written,
    say: async (text) => {
      await page.fill(`${phone} .say`, text);
      await page.press(`${phone} .say`, "Enter");
    },
    press: (label) => page.locator(`${phone} .chat .rows button`, { hasText: label }).last().click(),
    send: async (what) => {
      await page.locator(`${phone} .attach`).click();
      await page.locator(`${phone} .sheet button`, { hasText: what }).click();
    },
    reads: (words) => page.locator(`${phone} .chat li.out`, { hasText: words }).last().waitFor({ timeout: 15000 }),
  };
};

// What a person does about each question, in whatever order they come; the scripts decide that.
function answersOn(kind) {
  const { say, press, send } = on(kind);
  const old = kind === "sms";
  let sent = false;
  const photo = async () => {
    if (old) return say("lewati");
    if (sent) return;
    sent = true;
    await send("Foto contoh");
    await say("selesai");
  };
  return [
    [/Ini soal/i, () => (old ? say("1") : press("Ya"))],
    [/Di mana|Desa atau kelurahan mana/i, () => say("Desa Cinunuk Kec Cileunyi")],
    [/Kapan/i, () => say("kemarin")],
    [/Belum terkirim/i, () => (old ? say("77") : press("Kirim"))],
    [/foto/i, photo],
  ];
}

// Answers until LAPOR's number is on the phone.
async function walk(kind) {
  const answers = answersOn(kind);
  let read = 0;
  await until(`LAPOR's number on the phone with ${kind}`, 40, async () => {
    const texts = await on(kind).written();
    for (; read < texts.length; ++read) {
      if (/sudah masuk SP4N-LAPOR!/.test(texts[read])) return true;
      const known = answers.find(([question]) => question.test(texts[read]));
      if (known && read === texts.length - 1) await known[1]();
    }
    return false;
  });
}

kinds.forEach((kind, index) => {
  test(`a complaint goes from the phone with ${kind} to LAPOR and its number comes back`, async () => {
    const { say, reads, written } = on(kind);
    await say("Lampu jalan umum mati, gelap sekali kalau malam");
    await say("selesai");
    await walk(kind);
    await reads("Nomor:");
    assert.equal(await page.locator("#complaints .card").count(), index + 1);
    const number = await page.locator("#complaints .num").first().innerText();
    assert.match(number, /^#\d{7}$/);
    assert.ok((await written()).join("\n").includes(number.slice(1)), "the chat shows LAPOR's number");
    await page.locator("#life li").first().waitFor({ timeout: 10000 });
  });
});

test("what each phone tells of its own messages", async () => {
  await page.locator("[data-name=whatsapp] .tick.read").first().waitFor();
  await page.locator("[data-name=telegram] .tick.delivered").first().waitFor();
  await page.locator("[data-name=sms] .tick", { hasText: "terkirim" }).first().waitFor();
  await page.locator("[data-name=sms] .price", { hasText: /^1 SMS · \d+ huruf$/ }).first().waitFor();
});

test("photos arrive at LAPOR, and do not say where they were taken", async () => {
  const shown = page.locator("#complaints .attachments small");
  await until("both photos at LAPOR", 20, async () => (await shown.count()) === 2);
  assert.deepEqual(await shown.allInnerTexts(), ["tanpa lokasi GPS", "tanpa lokasi GPS"]);
  const sizes = await page.locator("#complaints .attachments img").evaluateAll((all) => Promise.all(all.map((img) => img.decode().then(() => img.naturalWidth))));
  assert.deepEqual(sizes, [320, 320]);
});

test("LAPOR's next state comes back to the phone that wrote", async () => {
  // The oldest report stands last: the one from WhatsApp.
  const card = page.locator("#complaints .card").last();
  await card.locator("button", { hasText: "Lanjutkan" }).click();
  await page.locator("#complaints .state", { hasText: /^Terverifikasi$/ }).waitFor();
  // The gateway asks every few seconds, and less often while nothing changes.
  await page.locator("[data-name=whatsapp] .chat li.out", { hasText: "sudah dicek" }).waitFor({ timeout: 40000 });
});

test("an office's question comes to the phone, and the answer goes back to LAPOR", async () => {
  const { say, reads } = on("whatsapp");
  const card = page.locator("#complaints .card").last();
  await card.locator("button", { hasText: "Dinas bertanya" }).click();
  await page.locator("[data-name=whatsapp] .chat li.out", { hasText: "Ada patokan terdekat?" }).waitFor({ timeout: 60000 });
  await say("di depan toko besi");
  await reads("kami teruskan");
  await page.locator("#complaints .card", { hasText: "Tambahan: di depan toko besi" }).waitFor({ timeout: 15000 });
});

test("the sheet of WhatsApp opens by keys, keeps the focus, and closes by Escape", async () => {
  const attach = page.locator("[data-name=whatsapp] .attach");
  await attach.focus();
  await page.keyboard.press("Enter");
  const sheet = page.locator("[data-name=whatsapp] .sheet");
  await sheet.waitFor();
  for (let i = 0; i < 8; ++i) await page.keyboard.press("Tab");
  assert.ok(await sheet.evaluate((root) => root.contains(document.activeElement)));
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  assert.ok(await attach.evaluate((button) => button === document.activeElement));
});

test("a list opens on WhatsApp, and its row is what the person chose", async () => {
  const { phone, say, press, written } = on("whatsapp");
  const asked = (words) => until(words, 20, async () => (await written()).at(-1).includes(words));
  await say("jalan rusak parah di depan pasar Cileunyi");
  await asked("Ini tambahan");
  await press("Bukan");
  await asked("Ini soal");
  await press("Bukan");
  await page.locator(`${phone} .chat .rows .opens`).last().click();
  const rows = page.locator(`${phone} .sheet li button`);
  await rows.first().waitFor();
  assert.ok((await rows.count()) > 3, "more options than buttons could be");
  const label = await rows.nth(1).locator("span").innerText();
  await rows.nth(1).click();
  await page.locator(`${phone} .chat li.in .words`, { hasText: label }).last().waitFor();
  assert.equal(await page.locator(`${phone} .sheet`).isVisible(), false);
});

test("the old phone counts what a text costs, and its keys write", async () => {
  const box = page.locator("[data-name=sms] .say");
  const counter = page.locator("[data-name=sms] .counter");
  await box.fill("a".repeat(161));
  assert.equal(await counter.innerText(), "145/2");
  await box.fill("ok 🙏");
  assert.equal(await counter.innerText(), "65/1");
  await box.fill("");
  await page.locator("[data-name=sms] .keypad button", { hasText: "7" }).dblclick();
  assert.equal(await box.inputValue(), "77");
  await box.fill("");
});

test("danger is answered with the numbers to call, on the phone that was used last", async () => {
  await page.locator("[data-name=telegram] .say").focus();
  await page.locator(".chip.danger").click();
  await on("telegram").reads("112");
});

test("a fault is set and taken back", async () => {
  await page.locator("[data-fault='503']").click();
  await page.locator("#fault-said", { hasText: "LAPOR mati sebentar" }).waitFor();
  await page.locator("[data-fault=none]").click();
  await page.locator("#fault-said", { hasText: "normal" }).waitFor();
});

test("the page speaks English, and again when it is loaded anew", async () => {
  await page.click("#lang");
  assert.equal(await page.locator("#h-phone").innerText(), "A citizen's phones");
  await page.reload();
  assert.equal(await page.locator("#h-phone").innerText(), "A citizen's phones");
});

test("a narrow screen shows one phone at a time, and fits", async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const kind of kinds) {
    await page.locator(`#tabs [data-name=${kind}]`).click();
    await page.locator(`[data-name=${kind}] .chat li.in`).first().waitFor();
    assert.equal(await page.locator("#phones .phone:visible").count(), 1);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
  }
  await page.setViewportSize({ width: 1500, height: 950 });
  assert.equal(await page.locator("#phones .phone:visible").count(), 3);
});

test("everything that can be pressed has a name", async () => {
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, [role=log], [role=group], [role=tablist], [role=tab]")]
      .filter((each) => !each.closest("template") && each.checkVisibility())
      .filter((each) => !(each.getAttribute("aria-label") || each.getAttribute("aria-labelledby") || each.textContent.trim()))
      .map((each) => each.outerHTML),
  );
  assert.deepEqual(nameless, []);
});

test("starting over empties that phone alone", async () => {
  await page.locator("[data-name=telegram] .again").click();
  await page.locator("[data-name=telegram] .chat li.in").first().waitFor({ state: "detached" });
  assert.equal(await page.locator("[data-name=telegram] .chat li").count(), 0);
  assert.notEqual(await page.locator("[data-name=whatsapp] .chat li").count(), 0);
});

test("without LAPOR's interface an officer relays by replying with its number", async () => {
  const port = await freePort();
  const byHand = start("demo", "--manual", "--port", String(port));
  try {
    await byHand.line;
    await page.goto(`http://127.0.0.1:${port}/`);
    const { say, reads, written } = on("telegram");
    await say("Lampu jalan umum mati, gelap sekali kalau malam");
    await say("selesai");
    const answers = answersOn("telegram");
    let read = 0;
    await until("our number on the phone", 40, async () => {
      const texts = await written();
      for (; read < texts.length; ++read) {
        if (/Nomor:/.test(texts[read])) return true;
        const known = answers.find(([question]) => question.test(texts[read]));
        if (known && read === texts.length - 1) await known[1]();
      }
      return false;
    });
    const task = page.locator("[data-name=petugas] .chat li.out", { hasText: "Balas pesan ini dengan nomor SP4N" });
    await task.first().waitFor({ timeout: 15000 });
    await page.locator("[data-name=petugas] .chat li.out", { hasText: "Lokasi:" }).first().waitFor({ timeout: 15000 });
    await task.first().locator(".reply").click();
    await page.fill("[data-name=petugas] .say", "9188891");
    await page.press("[data-name=petugas] .say", "Enter");
    await reads("9188891");
  } finally {
    await byHand.stop();
  }
});

test("nothing went wrong in the browser", () => assert.deepEqual(wrong, []));
