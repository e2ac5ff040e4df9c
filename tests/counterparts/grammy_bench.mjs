// SPDX-License-Identifier: Apache-2.0
// The complaint of dialogs/scripts/lapor-aduan.yaml as a bot on grammY, the way its documentation says: conversations in
// memory, nothing on disk. pintu_bench starts it: PORT to listen on, API to answer at, SECRET of the webhook.
import { createServer } from "node:http";
import { randomInt } from "node:crypto";
import { Bot, InlineKeyboard, webhookCallback } from "grammy";
import { conversations, createConversation } from "@grammyjs/conversations";

const [port, api, secret] = process.argv.slice(2);
const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const categories = [
  ["Jalan & jembatan", /jalan rusak|jalan bolong|aspal|lubang|jembatan/i],
  ["Lampu jalan (PJU)", /pju|lampu jalan|penerangan jalan/i],
  ["Listrik rumah (PLN)", /listrik padam|mati listrik|pln|kwh/i],
  ["Sampah & lingkungan", /tumpukan sampah|limbah|bau|sampah/i],
  ["Air & banjir", /got mampet|pdam|air bersih|genangan/i],
];
const reports = new Map();

function number() {
  const drawn = Array.from({ length: 8 }, () => symbols[randomInt(symbols.length)]).join("");
  return `${drawn.slice(0, 4)}-${drawn.slice(4)}`;
}

const bold = (text, words) => [{ type: "bold", offset: text.indexOf(words), length: words.length }];
const ask = (ctx, text, words, keyboard) =>
  ctx.reply(text, { entities: bold(text, words), reply_markup: keyboard, link_preview_options: { is_disabled: true } });

async function complaint(conversation, ctx) {
  const heard = async () => (await conversation.waitFor("message:text")).message.text;
  await ask(ctx, "Selamat datang. Ini layanan otomatis laporan warga.\nSilakan ceritakan masalahnya. Boleh beberapa pesan, foto, atau pesan suara.\nSudah lengkap? Balas selesai. (1/6)", "selesai");
  const story = [];
  for (let text = await heard(); text !== "selesai"; text = await heard()) story.push(text);
  const told = story.join("\n");
  const category = categories.find(([, words]) => words.test(told))?.[0] ?? "Lainnya";
  await ask(ctx, `Ini soal ${category}? (2/6)`, category, new InlineKeyboard().text("Ya", "ya").text("Bukan, pilih lain", "bukan"));
  if ((await heard()) !== "ya") return;
  await ctx.reply("Di mana kejadiannya? Kirim lokasi lewat tombol, atau ketik alamatnya. Desa dan kecamatan saja boleh. (3/6)");
  const place = await heard();
  await ask(ctx, `Tempat: ${place}. Salah? Balas ubah tempat.\nKapan terjadinya, atau sejak kapan? Contoh: kemarin, 3 Mei, sejak bulan lalu. (4/6)`, "ubah tempat");
  const when = await heard();
  await ask(ctx, "Ada foto? Kirim di sini. (5/6)", "foto", new InlineKeyboard().text("Tidak ada foto", "lewati"));
  await heard();
  await ask(ctx, `Belum terkirim. Silakan dicek dulu:\nCerita: ${told}\nSoal: ${category}\nTempat: ${place}\nWaktu: ${when}\nNama: Sembunyikan nama\nSudah benar? Balas kirim.`,
    "Belum terkirim", new InlineKeyboard().text("Kirim", "kirim").text("Ubah", "ubah").text("Batal", "batal"));
  if ((await heard()) !== "kirim") return;
  const given = await conversation.external(() => {
    const drawn = number();
    reports.set(drawn, { told, category, place, when });
    return drawn;
  });
  await ask(ctx, `Laporan Anda sudah kami simpan. Nomor:\n${given}\nBalas status untuk melihat kabarnya.`, given);
}

const bot = new Bot("700001:bench", {
  client: { apiRoot: api },
  botInfo: { id: 700001, is_bot: true, first_name: "Bench", username: "bench_bot", can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: false },
});
bot.use(conversations());
bot.use(createConversation(complaint));
bot.hears("lapor", (ctx) => ctx.conversation.enter("complaint"));
bot.catch((error) => console.error(error.message));
createServer(webhookCallback(bot, "http", { secretToken: secret })).listen(Number(port), "127.0.0.1");
