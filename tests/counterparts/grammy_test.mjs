// SPDX-License-Identifier: Apache-2.0
// grammY, a Bot API client that we did not write, finds our fake Bot API to be one.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Bot, GrammyError, InlineKeyboard } from "grammy";
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
  await bot.stop();
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

test("who blocked the bot is forbidden", async () => {
  await post(`${api}/person/${chat}/block`, {});
  await assert.rejects(bot.api.sendMessage(chat, "halo"), (error) => error.error_code === 403);
});
