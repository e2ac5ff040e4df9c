// SPDX-License-Identifier: Apache-2.0
// grammY, a Bot API client that we did not write, finds our fake Bot API to be one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createServer } from "node:http";
import { once } from "node:events";
import { Bot, GrammyError, InlineKeyboard, InputFile, Keyboard, webhookCallback } from "grammy";
import { post, start, until } from "./pintu.mjs";

const token = "700001:grammy";
const chat = 4711;
let api, far, bot;
const seen = [];

before(async () => {
  far = start("sandbox", "telegram", "--token", token);
  api = await far.line;
  bot = new Bot(token, { client: { apiRoot: api } });
  await bot.init();
  bot.on("message", (context) => { seen.push(context.update); });
  bot.on("callback_query:data", async (context) => {
    seen.push(context.update);
    await context.answerCallbackQuery();
  });
  bot.start({ drop_pending_updates: false });
});
after(async () => {
  if (bot.isRunning()) await bot.stop();
  await far.stop();
});

const update = (predicate) => until("the update", 10, () => seen.find(predicate));

test("getMe names a bot", () => assert.equal(bot.botInfo.is_bot, true));

test("what a person says arrives once, with rising ids", async () => {
  await post(`${api}/person/${chat}/say`, { text: "halo" });
  await post(`${api}/person/${chat}/say`, { text: "lagi" });
  const first = await update((u) => u.message?.text === "halo");
  const second = await update((u) => u.message?.text === "lagi");
  assert.ok(second.update_id > first.update_id);
  assert.equal(first.message.chat.id, chat);
});

test("a message with buttons, a tap on one, an edit", async () => {
  const sent = await bot.api.sendMessage(chat, "Ini soal Jalan?", {
    entities: [{ type: "bold", offset: 9, length: 5 }],
    reply_markup: new InlineKeyboard().text("Ya", "1.ya").text("Bukan", "1.bukan"),
  });
  await post(`${api}/person/${chat}/tap`, { data: "1.ya" });
  const tap = await update((u) => u.callback_query?.data === "1.ya");
  assert.equal(tap.callback_query.message.message_id, sent.message_id);
  const edited = await bot.api.editMessageText(chat, sent.message_id, "Baik.");
  assert.equal(edited.text, "Baik.");
  await assert.rejects(bot.api.editMessageText(chat, sent.message_id, "Baik."), /message is not modified/);
});

test("what Telegram refuses is refused", async () => {
  const refuses = (call, code, words) =>
    assert.rejects(call, (error) => error instanceof GrammyError && error.error_code === code && words.test(error.description));
  await refuses(bot.api.sendMessage(999, "halo"), 400, /chat not found/);
  await refuses(bot.api.sendMessage(chat, " "), 400, /text is empty/);
  await refuses(bot.api.sendMessage(chat, "x".repeat(4097)), 400, /too long/);
  await refuses(bot.api.sendMessage(chat, "x", { reply_markup: new InlineKeyboard().text("a", "y".repeat(65)) }), 400, /BUTTON_DATA_INVALID/);
  await refuses(bot.api.sendMessage(chat, "x", { entities: [{ type: "bold", offset: 0, length: 9 }] }), 400, /ENTITY_BOUNDS/);
});

test("a question for the place has a keyboard below the box, until a place comes", async () => {
  const keyboard = new Keyboard().requestLocation("Kirim lokasi").row().text("Lewati").resized();
  await bot.api.sendMessage(chat, "Di mana?", { reply_markup: keyboard });
  const shown = async () => (await (await fetch(`${api}/person/${chat}`)).json()).result.keyboard;
  assert.equal((await shown())[0][0].request_location, true);
  await post(`${api}/person/${chat}/pin`, { lat: -6.9, lon: 107.6 });
  await update((u) => u.message?.location?.longitude === 107.6);
  assert.equal(await shown(), null);
});

test("files that a bot sends", async () => {
  const sent = await bot.api.sendDocument(chat, new InputFile(Buffer.from("%PDF-"), "surat.pdf"), { caption: "Surat" });
  assert.equal(sent.document.file_name, "surat.pdf");
  assert.equal(sent.document.file_size, 5);
  const again = await bot.api.sendDocument(chat, sent.document.file_id);
  assert.equal(again.document.file_id, sent.document.file_id);
});

test("a file that a person sent is fetched", async () => {
  await post(`${api}/person/${chat}/photo`, { bytes: Buffer.from("gambar").toString("base64") });
  const photo = await update((u) => u.message?.photo);
  const file = await bot.api.getFile(photo.message.photo.at(-1).file_id);
  const answer = await fetch(`${api}/file/bot${token}/${file.file_path}`);
  assert.equal(await answer.text(), "gambar");
});

test("too many requests say when to come back", async () => {
  await post(`${api}/faults`, { list: "429" });
  await assert.rejects(bot.api.sendMessage(chat, "halo"), (error) => error.error_code === 429 && error.parameters.retry_after === 1);
});

test("the same updates come by webhook, with the secret, and again when they were not taken", async () => {
  await bot.stop();
  const hooked = new Bot(token, { client: { apiRoot: api }, botInfo: bot.botInfo });
  const texts = [];
  let refuse = true;
  hooked.on("message:text", (context) => { texts.push(context.message.text); });
  const handle = webhookCallback(hooked, "http", { secretToken: "rahasia-1" });
  const server = createServer((request, response) => {
    if (!refuse) return handle(request, response);
    refuse = false;
    response.writeHead(503).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await bot.api.setWebhook(`http://127.0.0.1:${server.address().port}/`, { secret_token: "rahasia-1" });
    await assert.rejects(bot.api.getUpdates(), (error) => error.error_code === 409);
    await post(`${api}/person/${chat}/say`, { text: "lewat webhook" });
    await post(`${api}/person/${chat}/say`, { text: "dan lagi" });
    await until("both by webhook", 10, () => texts.length >= 2);
    assert.deepEqual(texts, ["lewat webhook", "dan lagi"]);
    assert.match((await bot.api.getWebhookInfo()).last_error_message, /503/);
    await bot.api.deleteWebhook();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("who blocked the bot is forbidden", async () => {
  await post(`${api}/person/${chat}/block`, {});
  await assert.rejects(bot.api.sendMessage(chat, "halo"), (error) => error.error_code === 403);
});
