// SPDX-License-Identifier: Apache-2.0
// One phone: what it shows, and what its person does. Each act is one request; the chat changes by the server's events.
import { element, post } from "./page.js";
import { t, translate } from "./texts.js";

const names = { telegram: "Telegram", whatsapp: "WhatsApp", sms: "SMS" };
const place = { lat: -6.9403, lon: 107.7448 };
const largestPhoto = 5 * 1024 * 1024;

// Text with its bold spans (UTF-16 units), as nodes.
function rich(text, bold) {
  const parts = [];
  let at = 0;
  for (const [from, to] of [...bold].sort((a, b) => a[0] - b[0])) {
    if (from < at) continue;
    parts.push(text.slice(at, from), element("b", {}, text.slice(from, to)));
    at = to;
  }
  parts.push(text.slice(at));
  return parts;
}

function bubble(b) {
  const kind = b.photo ? "picture" : b.voice ? "voice" : b.document ? "document" : b.location ? "place" : "";
  const children = [];
  if (kind) {
    const point = b.location ? ` ${b.location.latitude.toFixed(4)}, ${b.location.longitude.toFixed(4)}` : "";
    children.push(element("span", { class: "part part-" + kind }, t(kind) + point), b.text ? "\n" : "");
  }
  children.push(...rich(b.text ?? "", b.bold ?? []));
  return element("div", { class: "bubble" }, ...children);
}

export class Phone {
  constructor(kind) {
    this.kind = kind;
    this.lines = [];
    this.keyboard = null;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.root.dataset.phone = kind;
    this.find(".via").textContent = names[kind] ?? kind;
    for (const each of this.root.querySelectorAll(".pin, .photo")) each.hidden = kind === "sms";
    this.listen();
    this.translate();
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  async act(verb, body = {}) {
    const taken = await post(`/phones/${this.kind}/${verb}`, body);
    if (!taken) this.complain("failed");
    return taken;
  }

  complain(key) {
    this.find(".complaint")?.remove();
    this.find(".chat").append(element("li", { class: "complaint", role: "alert" }, t(key)));
    this.scroll();
  }

  scroll() {
    const chat = this.find(".chat");
    chat.scrollTop = chat.scrollHeight;
  }

  listen() {
    this.find(".compose").addEventListener("submit", (event) => {
      event.preventDefault();
      const box = this.find(".say");
      const text = box.value.trim();
      if (!text) return;
      box.value = "";
      this.act("say", { text });
    });
    this.find(".pin").addEventListener("click", () => this.act("pin", place));
    this.find(".again").addEventListener("click", () => this.act("forget"));
    const photo = this.find(".photo input");
    photo.addEventListener("change", async () => {
      const file = photo.files[0];
      photo.value = "";
      if (!file) return;
      if (file.size > largestPhoto) return this.complain("too-large");
      let text = "";
      for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
      this.act("photo", { bytes: btoa(text) });
    });
  }

  say(text) {
    return this.act("say", { text });
  }

  translate() {
    translate(this.root);
    this.show(this.lines, this.keyboard);
    this.scroll();
  }

  button(button) {
    const onclick = () => {
      if (button.id) return this.act("tap", { id: button.id });
      return button.asks === "location" ? this.act("pin", place) : this.say(button.label);
    };
    return element("button", { type: "button", onclick }, button.label);
  }

  rows(rows) {
    return rows.map((row) => element("div", {}, ...row.map((button) => this.button(button))));
  }

  line(line) {
    const item = element("li", { class: line.kind });
    for (const b of line.rendering.bubbles) {
      item.append(bubble(b));
      if (b.keyboard === "inline") item.append(element("div", { class: "rows" }, ...this.rows(b.rows)));
    }
    if (line.kind === "in") {
      const there = line.status === "delivered";
      const tick = element("span", { "aria-hidden": "true" }, there ? "✓✓ " : "✓ ");
      item.append(element("span", { class: "tick" }, tick, t(there ? "delivered" : "waiting")));
    }
    return item;
  }

  // Lines that did not change stay the same elements: a screen reader tells only what is new, and focus stays.
  show(lines, keyboard) {
    const chat = this.find(".chat");
    const shown = new Map([...chat.children].map((item) => [item.dataset.key, item]));
    const items = lines.map((line) => {
      const key = JSON.stringify([line, t("send")]);
      const item = shown.get(key) ?? this.line(line);
      item.dataset.key = key;
      return item;
    });
    const more = items.length > this.lines.length;
    for (const item of [...chat.children]) if (!items.includes(item)) item.remove();
    items.forEach((item, index) => {
      if (chat.children[index] !== item) chat.insertBefore(item, chat.children[index] ?? null);
    });
    this.lines = lines;
    this.keyboard = keyboard;
    const box = this.find(".keyboard");
    box.hidden = !keyboard;
    box.replaceChildren(...this.rows(keyboard ?? []));
    if (more) this.scroll();
  }
}
