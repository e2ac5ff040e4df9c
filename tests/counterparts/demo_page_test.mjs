// SPDX-License-Identifier: Apache-2.0
// A person files a complaint on the demo's phone, in a browser that we did not write.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { freePort, start } from "./pintu.mjs";

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

const say = async (text) => {
  await page.fill("#say", text);
  await page.press("#say", "Enter");
};
const reads = (words) => page.locator("#chat li.out", { hasText: words }).last().waitFor({ timeout: 15000 });
const press = (label) => page.locator("#chat .rows button", { hasText: label }).last().click();

test("a complaint goes from the phone to LAPOR and its number comes back", async () => {
  await say("Lampu jalan umum mati, gelap sekali kalau malam");
  await say("selesai");
  await reads("Ini soal");
  await press("Ya");
  await reads("Di mana");
  await say("Desa Cinunuk Kec Cileunyi");
  await reads("Kapan");
  await say("kemarin");
  await reads("foto");
  await press("Tidak ada foto");
  await reads("Belum terkirim");
  await press("Kirim");
  await reads("Nomor:");
  await reads("sudah masuk SP4N-LAPOR!");
  const number = await page.locator("#complaints .num").first().innerText();
  assert.match(number, /^#\d{7}$/);
  const chat = await page.locator("#chat").innerText();
  assert.ok(chat.includes(number.slice(1)), "the chat shows LAPOR's number");
  await page.locator("#life li").first().waitFor({ timeout: 10000 });
});

test("danger is answered with the numbers to call", async () => {
  await say("tolong kebakaran di rumah sebelah, anak saya terjebak");
  await reads("112");
});

test("the page speaks English and fits a phone", async () => {
  await page.click("#lang");
  assert.equal(await page.locator("#h-phone").innerText(), "A citizen's phone");
  await page.setViewportSize({ width: 360, height: 740 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0);
});

test("nothing went wrong in the browser", () => assert.deepEqual(wrong, []));
