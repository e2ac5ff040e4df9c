// SPDX-License-Identifier: Apache-2.0
"use strict";
const texts = {
  id: { skip: "Langsung ke kotak pesan", tagline: "Satu pintu untuk aduan warga dan keadaan darurat", connecting: "menghubungkan…", on: "terhubung", off: "terputus, mencoba lagi", phone: "Ponsel warga", again: "Mulai lagi", send: "Kirim", write: "Tulis pesan", try: "Coba ketik:", lapor: "Yang diterima SP4N-LAPOR!", none: "Belum ada laporan. Ceritakan masalah di ponsel, lalu balas kirim.", faults: "Coba ganggu", "f-down": "LAPOR mati sebentar", "f-drop": "LAPOR diam saja", "f-429": "Telegram kewalahan", "f-dup": "Pesan datang dua kali", "f-none": "Normal lagi", life: "Perjalanan pesan terakhir", "no-life": "Setiap pesan tersimpan di disk sebelum dijawab. Langkahnya tampil di sini.", foot: "Demo ini berjalan seluruhnya di komputer ini: Telegram dan LAPOR di sini tiruan, format pesannya asli. Bukan pengganti 112.", next: "Lanjutkan penanganan", files: "berkas", anonymous: "nama disembunyikan", secret: "isi dirahasiakan", sent: "terkirim", waiting: "menunggu", set: "Gangguan dipasang: ", normal: "Semua normal lagi.", pin: "Kirim lokasi", photo: "Kirim foto", picture: "Foto", voice: "Pesan suara", place: "Lokasi", addition: "Tambahan", other: "English" },
  en: { skip: "Go to the message box", tagline: "One door for citizens' complaints and emergencies", connecting: "connecting…", on: "connected", off: "lost, trying again", phone: "A citizen's phone", again: "Start over", send: "Send", write: "Write a message", try: "Try typing:", lapor: "What SP4N-LAPOR! received", none: "No report yet. Tell a problem on the phone, then reply kirim.", faults: "Try to break it", "f-down": "LAPOR down for a while", "f-drop": "LAPOR says nothing", "f-429": "Telegram overloaded", "f-dup": "Messages arrive twice", "f-none": "Back to normal", life: "The life of the last message", "no-life": "Every message is on disk before it is answered. Its steps show here.", foot: "This demo runs on this computer alone: Telegram and LAPOR are stand-ins, their wire formats are real. Not a replacement for 112.", next: "Move it on", files: "files", anonymous: "name hidden", secret: "content secret", sent: "sent", waiting: "waiting", set: "Fault set: ", normal: "All back to normal.", pin: "Send my place", photo: "Send a photo", picture: "Photo", voice: "Voice note", place: "Place", addition: "Addition", other: "Indonesia" },
};
const steps = {
  id: { "webhook.stored": "Pesan masuk, tersimpan di disk", "reply.written": "Jawaban ditulis", "job.created": "Tugas dibuat", "job.done": "Tugas selesai", "job.waiting": "Tugas menunggu", "job.started": "Tugas berjalan", "job.unknown": "Hasil tidak diketahui", "job.rejected": "Ditolak", "job.exhausted": "Menunggu petugas", "reply.sent": "Jawaban diterima Telegram", "report.filed": "Laporan dicatat, nomor terbit", "report.started": "Laporan dikirim ke LAPOR", "report.accepted": "LAPOR memberi nomor", "report.status": "Kabar dari LAPOR", "report.retry": "Dicoba lagi nanti", "report.unknown": "Menunggu kepastian petugas" },
  en: { "webhook.stored": "Message in, on disk", "reply.written": "Reply written", "job.created": "Job created", "job.done": "Job done", "job.waiting": "Job waiting", "job.started": "Job under way", "job.unknown": "Outcome unknown", "job.rejected": "Refused", "job.exhausted": "Waits for a person", "reply.sent": "Telegram took the reply", "report.filed": "Report stored, number issued", "report.started": "Report sent to LAPOR", "report.accepted": "LAPOR gave its number", "report.status": "News from LAPOR", "report.retry": "Tried again later", "report.unknown": "A person decides" },
};
const $ = (id) => document.getElementById(id);
let language = localStorage.getItem("pintu-language") === "en" ? "en" : "id";
const t = (key) => texts[language][key] ?? key;
let lines = [];
let undelivered = 0;
let complaints = [];
let alive = false;

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  return answer.ok;
}

function translate() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-t]")) each.textContent = t(each.dataset.t);
  for (const each of document.querySelectorAll("[data-p]")) { each.placeholder = t(each.dataset.p); each.setAttribute("aria-label", t(each.dataset.p)); }
  for (const each of document.querySelectorAll("[data-l]")) { each.title = t(each.dataset.l); each.setAttribute("aria-label", t(each.dataset.l)); }
  $("lang").textContent = t("other");
  $("lang").lang = language === "id" ? "en" : "id";
  showLink();
  showPhone();
  showComplaints();
  life();
}

function showLink() {
  $("link").textContent = alive ? t("on") : t("off");
  $("link").className = "link " + (alive ? "on" : "off");
}

// Text with its bold spans, as nodes: nothing a person wrote is ever parsed.
function rich(text, bold) {
  const parts = [];
  let at = 0;
  for (const [from, to] of [...bold].sort((a, b) => a[0] - b[0])) {
    parts.push(text.slice(at, from), element("b", {}, text.slice(from, to)));
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

function bubble(b) {
  const children = [];
  if (b.photo) children.push("📷 " + t("picture") + (b.text ? "\n" : ""));
  if (b.voice) children.push("🎤 " + t("voice"));
  if (b.location) children.push("📍 " + t("place") + ` ${b.location.latitude.toFixed(4)}, ${b.location.longitude.toFixed(4)}`);
  children.push(...rich(b.text ?? "", b.bold ?? []));
  return element("div", { class: "bubble" }, ...children);
}

function showPhone() {
  const chat = $("chat");
  chat.replaceChildren();
  let keyboard = null;
  for (const [index, line] of lines.entries()) {
    const item = element("li", { class: line.kind });
    for (const b of line.rendering.bubbles) {
      item.append(bubble(b));
      if (b.keyboard === "inline") {
        item.append(element("div", { class: "rows" }, ...b.rows.map((row) => element("div", {}, ...row.map((button) => element("button", { type: "button", onclick: () => post("/phones/telegram/tap", { id: button.id }) }, button.label))))));
      }
      if (b.keyboard === "reply") keyboard = b.rows;
      if (b.keyboard === "remove" || line.kind === "in") keyboard = null;
    }
    if (line.kind === "in") {
      const behind = lines.slice(index).filter((l) => l.kind === "in").length;
      item.append(element("span", { class: "tick" }, behind > undelivered ? "✓✓ " + t("sent") : "✓ " + t("waiting")));
    }
    chat.append(item);
  }
  chat.scrollTop = chat.scrollHeight;
  const box = $("keyboard");
  box.hidden = keyboard === null;
  box.replaceChildren(...(keyboard ?? []).map((row) => element("div", {}, ...row.map((button) => element("button", { type: "button", onclick: () => (button.asks === "location" ? pin() : post("/phones/telegram/say", { text: button.label })) }, button.label)))));
}

function showComplaints() {
  $("no-complaints").hidden = complaints.length > 0;
  $("complaints").replaceChildren(...[...complaints].reverse().map((c) => {
    const meta = [];
    if (c.files) meta.push(`${c.files} ${t("files")}`);
    if (c.anonymous) meta.push(t("anonymous"));
    if (c.secret) meta.push(t("secret"));
    const card = element("li", { class: "card" }, element("span", { class: "state" }, c.state), element("div", { class: "num" }, "#" + c.id), element("h3", {}, c.title), element("pre", {}, c.content), element("p", { class: "meta" }, meta.join(" · ")));
    for (const text of c.followups) card.append(element("p", { class: "meta" }, `${t("addition")}: ${text}`));
    if (c.step < 4) card.append(element("button", { type: "button", onclick: () => post("/lapor/" + c.id, {}) }, t("next")));
    return card;
  }));
}

let lifeTimer = 0;
function lifeSoon() {
  clearTimeout(lifeTimer);
  lifeTimer = setTimeout(life, 250);
}

async function life() {
  const answer = await fetch("/why/last").catch(() => null);
  const found = answer?.ok ? await answer.json() : { life: [] };
  $("no-life").hidden = found.life.length > 0;
  $("life").replaceChildren(...found.life.slice(-24).map((line) => element("li", {}, element("time", { datetime: line.at }, new Date(line.at).toLocaleTimeString(language)), element("strong", {}, steps[language][line.what] ?? line.what), element("small", {}, line.detail ?? ""))));
}

function pin() { return post("/phones/telegram/pin", { lat: -6.9403, lon: 107.7448 }); }

function listen() {
  const source = new EventSource("/events");
  source.onopen = () => { alive = true; showLink(); };
  source.onerror = () => { alive = false; showLink(); };
  source.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.kind === "lines") {
      lines = event.lines;
      undelivered = event.undelivered;
      showPhone();
      lifeSoon();
    } else if (event.kind === "report") {
      complaints = event.rendering.complaints;
      showComplaints();
      lifeSoon();
    }
  };
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("say").value.trim();
  if (!text) return;
  $("say").value = "";
  post("/phones/telegram/say", { text });
});
$("pin").addEventListener("click", pin);
$("forget").addEventListener("click", () => post("/phones/telegram/forget", {}));
$("photo").addEventListener("change", async () => {
  const file = $("photo").files[0];
  if (!file) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  $("photo").value = "";
  await post("/phones/telegram/photo", { bytes: btoa(text) });
});
for (const chip of document.querySelectorAll(".chip")) chip.addEventListener("click", () => post("/phones/telegram/say", { text: chip.textContent }));
for (const button of document.querySelectorAll(".faults button")) {
  button.addEventListener("click", async () => {
    const { target, fault, times } = button.dataset;
    for (const each of target === "both" ? ["telegram", "lapor"] : [target]) await post("/faults", { target: each, fault, times: Number(times ?? 1) });
    $("fault-said").textContent = fault === "none" ? t("normal") : t("set") + button.textContent;
  });
}
$("lang").addEventListener("click", () => {
  language = language === "id" ? "en" : "id";
  localStorage.setItem("pintu-language", language);
  translate();
});
translate();
listen();
setInterval(lifeSoon, 3000);
