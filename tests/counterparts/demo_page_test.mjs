// SPDX-License-Identifier: Apache-2.0
// A person files a complaint on the demo's phone, in a browser that we did not write.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { freePort, start, until } from "./pintu.mjs";

const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
let demo, browser, page, profile;
const wrong = [];

before(async () => {
  const port = await freePort();
  demo = start("demo", "--port", String(port));
  await demo.line;
  profile = mkdtempSync(join(tmpdir(), "pintu-browser-"));
  browser = await chromium.launchPersistentContext(profile, { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags, viewport: { width: 1280, height: 900 } });
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

const phone = "[data-phone=telegram]";
const say = async (text) => {
  await page.fill(`${phone} .say`, text);
  await page.press(`${phone} .say`, "Enter");
};
const reads = (words) => page.locator(`${phone} .chat li.out`, { hasText: words }).last().waitFor({ timeout: 15000 });
const written = () => page.locator(`${phone} .chat li.out .bubble`).allInnerTexts();
const press = (label) => page.locator(`${phone} .chat .rows button`, { hasText: label }).last().click();

// What a person does about each question, in whatever order they come; the scripts decide that.
const answers = [
  [/Ini soal/, () => press("Ya")],
  [/Di mana|Desa atau kelurahan mana/, () => say("Desa Cinunuk Kec Cileunyi")],
  [/Kapan/, () => say("kemarin")],
  [/foto/i, () => press("Tidak ada foto")],
  [/Belum terkirim/, () => press("Kirim")],
];

// Answers until LAPOR's number is on the phone.
async function walk() {
  let read = 0;
  await until("LAPOR's number on the phone", 40, async () => {
    const texts = await written();
    for (; read < texts.length; ++read) {
      if (texts[read].includes("sudah masuk SP4N-LAPOR!")) return true;
      const known = answers.find(([question]) => question.test(texts[read]));
      if (known && read === texts.length - 1) await known[1]();
    }
    return false;
  });
}

test("a complaint goes from the phone to LAPOR and its number comes back", async () => {
  await say("Lampu jalan umum mati, gelap sekali kalau malam");
  await say("selesai");
  await walk();
  await reads("Nomor:");
  const number = await page.locator("#complaints .num").first().innerText();
  assert.match(number, /^#\d{7}$/);
  assert.ok((await written()).join("\n").includes(number.slice(1)), "the chat shows LAPOR's number");
  assert.equal(await page.locator("#complaints .card").count(), 1);
  await page.locator("#life li").first().waitFor({ timeout: 10000 });
  await page.locator(`${phone} .chat li.in .tick`, { hasText: "menunggu" }).waitFor({ state: "detached" });
});

test("LAPOR's next state comes back to the phone", async () => {
  await page.locator("#complaints .card button").click();
  await page.locator("#complaints .state", { hasText: /^Terverifikasi$/ }).waitFor();
  // The gateway asks every few seconds, and less often while nothing changes.
  await page.locator(`${phone} .chat li.out`, { hasText: "sudah dicek" }).waitFor({ timeout: 40000 });
});

test("danger is answered with the numbers to call", async () => {
  await page.locator(".chip.danger").click();
  await reads("112");
});

test("a fault is set and taken back", async () => {
  await page.locator("[data-fault='503']").click();
  await page.locator("#fault-said", { hasText: "LAPOR mati sebentar" }).waitFor();
  await page.locator("[data-fault=none]").click();
  await page.locator("#fault-said", { hasText: "normal" }).waitFor();
});

test("the page speaks English, and again when it is loaded anew, and fits a phone", async () => {
  await page.click("#lang");
  assert.equal(await page.locator("#h-phone").innerText(), "A citizen's phone");
  await page.reload();
  assert.equal(await page.locator("#h-phone").innerText(), "A citizen's phone");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator(`${phone} .chat li.in`).first().waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0);
});

test("everything that can be pressed has a name", async () => {
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, [role=log], [role=group]")]
      .filter((each) => !each.closest("template") && each.checkVisibility())
      .filter((each) => !(each.getAttribute("aria-label") || each.getAttribute("aria-labelledby") || each.textContent.trim()))
      .map((each) => each.outerHTML),
  );
  assert.deepEqual(nameless, []);
});

test("starting over empties the phone", async () => {
  await page.locator(`${phone} .again`).click();
  await page.locator(`${phone} .chat li.in`).first().waitFor({ state: "detached" });
  assert.equal(await page.locator(`${phone} .chat li`).count(), 0);
});

test("nothing went wrong in the browser", () => assert.deepEqual(wrong, []));
