// SPDX-License-Identifier: Apache-2.0
// What a text costs as SMS, by us and by a calculator that we did not write.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import calculator from "sms-segments-calculator";

const ours = (texts) =>
  execFileSync(process.env.PINTU, ["read", "segments", "--lines"], { input: texts.join("\n") + "\n", encoding: "utf8" })
    .trim().split("\n").map((line) => JSON.parse(line));

function theirs(text) {
  const message = new calculator.SegmentedMessage(text);
  return { gsm7: message.encodingName === "GSM-7", segments: message.segmentsCount };
}

function compare(texts) {
  ours(texts).forEach(({ gsm7, segments }, i) => assert.deepEqual({ gsm7, segments }, theirs(texts[i]), JSON.stringify(texts[i])));
}

const many = (text, count) => text.repeat(count);

test("at the borders of a segment", () => {
  compare([
    "a", many("a", 160), many("a", 161), many("a", 306), many("a", 307), many("a", 459), many("a", 460),
    many("a", 158) + "€", many("a", 159) + "€", many("a", 152) + "€" + many("b", 152), many("€", 80), many("€", 81), many("€", 153),
    many("é", 160), many("ç", 70), many("ç", 71), many("`", 70), many("ş", 134), many("ş", 135),
    many("😀", 35), many("😀", 36), many("x", 66) + "😀", many("x", 66) + "😀😀", many("x", 69) + "😀", many("😀", 67), many("😀", 100),
    "Laporan Anda 7K2M-9QX3 sudah kami terima.", "Jalan rusak — “darurat”", "^{}\\[]~|€", "@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ",
  ]);
});

test("each character alone", () => {
  const all = [];
  for (let code = 0x20; code < 0x3100; ++code) {
    // A combining mark alone is what the calculator joins to nothing; an unassigned code is one unit for both.
    if (code !== 0x7f && !(code >= 0x80 && code < 0xa0) && code !== 0x2028 && code !== 0x2029) all.push(String.fromCharCode(code));
  }
  compare(all);
});

test("texts drawn by chance", () => {
  let seed = 20261124;
  const draw = (below) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  const letters = [..."abcdefghijklmnopqrstuvwxyz ABC0123456789.,!?", "€", "[", "]", "é", "ñ"];
  const more = [...letters, "😀", "🚒", "“", "ş"];
  compare(Array.from({ length: 400 }, (_, i) => {
    const from = i % 2 ? letters : more;
    return "a" + Array.from({ length: draw(500) }, () => from[draw(from.length)]).join("");
  }));
});
