// SPDX-License-Identifier: Apache-2.0
// One phone: what it shows, and what its person does. Each act is one request; the chat changes by the server's events.
import { drawBubble } from "./bubble.js";
import { cost } from "./gsm.js";
import { element, post } from "./page.js";
import { Sheet } from "./sheet.js";
import { t, translate } from "./texts.js";

// By what a phone is like: its name, what it can send, and how it tells that a message is under way.
const kinds = {
  whatsapp: { name: "WhatsApp", files: true, ticks: { waiting: "✓", delivered: "✓✓", read: "✓✓" } },
  telegram: { name: "Telegram", files: true, ticks: { waiting: "✓", delivered: "✓✓" } },
  sms: { name: "SMS 1708", files: false, ticks: {} },
};
const place = { lat: -6.9403, lon: 107.7448 };
const largestPhoto = 5 * 1024 * 1024;

export const nameOf = (name) => kinds[name]?.name ?? t(name);

export class Phone {
  constructor(name, kind, onUse) {
    this.name = name;
    this.kind = kind;
    this.can = kinds[kind] ?? { name: kind, files: false, ticks: {} };
    this.answers = "";  // the line that the next words are a reply to
    this.swipes = name !== kind;  // an officer replies to one of many messages
    this.lines = [];
    this.keyboard = null;
    this.typing = false;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.root.dataset.phone = kind;
    this.root.dataset.name = name;
    this.root.id = "phone-" + name;
    this.find(".attach").hidden = !this.can.files;
    this.sheet = new Sheet(this.find(".sheet"));
    this.listen(onUse);
    if (kind === "sms") this.addKeypad();
    this.translate();
  }

  find(selector) {
    return this.root.querySelector(selector);
  }

  async act(verb, body = {}) {
    const taken = await post(`/phones/${this.name}/${verb}`, body);
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

  listen(onUse) {
    for (const event of ["focusin", "pointerdown"]) this.root.addEventListener(event, () => onUse(this));
    this.find(".compose").addEventListener("submit", (event) => {
      event.preventDefault();
      const box = this.find(".say");
      const text = box.value.trim();
      if (!text) return;
      box.value = "";
      this.count();
      this.say(text);
    });
    this.find(".answering .close").addEventListener("click", () => this.answerTo());
    this.find(".say").addEventListener("input", () => this.count());
    this.find(".again").addEventListener("click", () => this.act("forget"));
    this.find(".attach").addEventListener("click", (event) => this.offerFiles(event.currentTarget));
    const own = this.find("input[type=file]");
    own.addEventListener("change", () => this.sendOwn(own));
  }

  offerFiles(opener) {
    const choice = (key, act) => ({ label: t(key), icon: key, act });
    this.sheet.open(t("attach"), [
      choice("sample-photo", () => this.act("photo")),
      choice("own-photo", () => this.find("input[type=file]").click()),
      choice("voice", () => this.act("voice")),
      choice("video", () => this.act("video")),
      choice("place", () => this.act("pin", place)),
    ], opener);
  }

  async sendOwn(input) {
    const file = input.files[0];
    input.value = "";
    if (!file) return;
    if (file.size > largestPhoto) return this.complain("too-large");
    let text = "";
    for (const byte of new Uint8Array(await file.arrayBuffer())) text += String.fromCharCode(byte);
    this.act("photo", { bytes: btoa(text) });
  }

  // An old phone: its keys write digits.
  addKeypad() {
    const pad = this.find(".keypad");
    pad.hidden = false;
    for (const key of "123456789*0#") {
      const onclick = () => {
        const box = this.find(".say");
        box.value += key;
        this.count();
      };
      pad.append(element("button", { type: "button", onclick }, key));
    }
  }

  // What the text in the box would cost, where that is paid for.
  count() {
    if (this.kind !== "sms") return;
    const { units, segments, room } = cost(this.find(".say").value);
    const counter = this.find(".counter");
    counter.hidden = false;
    counter.textContent = `${room - units}/${Math.max(segments, 1)}`;
    counter.title = t("counter");
  }

  say(text) {
    const body = this.answers ? { text, reply_to: this.answers } : { text };
    this.answerTo();
    return this.act("say", body);
  }

  // The next words are a reply to that line; to none without one.
  answerTo(id = "", words = "") {
    this.answers = id;
    this.find(".answering").hidden = !id;
    this.find(".answering span").textContent = words;
    if (id) this.find(".say").focus();
  }

  translate() {
    translate(this.root);
    this.count();
    this.showTyping();
    this.show(this.lines, this.keyboard, this.typing);
    this.scroll();
  }

  showTyping() {
    const own = this.swipes ? `${nameOf(this.name)} · ${this.can.name}` : this.can.name;
    this.find(".chat").setAttribute("aria-label", own);
    this.find(".via").textContent = this.typing ? t("typing") : own;
  }

  press(button) {
    if (button.id) return this.act("tap", { id: button.id });
    return button.asks === "location" ? this.act("pin", place) : this.say(button.label);
  }

  rows(rows) {
    const one = (button) => element("button", { type: "button", onclick: () => this.press(button) }, button.label);
    return rows.map((row) => element("div", {}, ...row.map(one)));
  }

  // Buttons under a message, or the one that opens its list.
  choices(bubble) {
    if (bubble.keyboard === "inline") return element("div", { class: "rows" }, ...this.rows(bubble.rows));
    const all = bubble.rows.flat().map((button) => ({ label: button.label, hint: button.hint, act: () => this.press(button) }));
    const onclick = (event) => this.sheet.open(bubble.list_label, all, event.currentTarget);
    const opener = element("button", { type: "button", class: "opens", "aria-haspopup": "dialog", onclick }, bubble.list_label);
    return element("div", { class: "rows" }, element("div", {}, opener));
  }

  tick(status) {
    const mark = this.can.ticks[status];
    const words = element("span", { class: mark ? "hears" : "" }, t(status));
    const made = element("span", { class: `tick ${status}` });
    if (mark) made.append(element("span", { "aria-hidden": "true" }, mark));
    made.append(words);
    return made;
  }

  line(line) {
    const item = element("li", { class: line.kind });
    for (const each of line.rendering.bubbles) {
      const bubble = drawBubble(each);
      if (line.kind === "in") bubble.append(this.tick(line.status));
      if (line.kind === "out" && this.swipes) {
        const onclick = () => this.answerTo(line.id, each.text ?? "");
        bubble.append(element("button", { type: "button", class: "reply", onclick }, t("reply")));
      }
      item.append(bubble);
      if (each.keyboard !== "none") item.append(this.choices(each));
    }
    return item;
  }

  // Lines that did not change stay the same elements: a screen reader tells only what is new, and focus stays.
  show(lines, keyboard, typing) {
    const chat = this.find(".chat");
    const shown = new Map([...chat.children].map((item) => [item.dataset.key, item]));
    const items = lines.map((line) => {
      const key = JSON.stringify([line, t("send")]);
      const item = shown.get(key) ?? this.line(line);
      item.dataset.key = key;
      return item;
    });
    const more = items.length > this.lines.length;
    if (items.length < this.lines.length) this.sheet.close();
    for (const item of [...chat.children]) if (!items.includes(item)) item.remove();
    items.forEach((item, index) => {
      if (chat.children[index] !== item) chat.insertBefore(item, chat.children[index] ?? null);
    });
    this.lines = lines;
    this.keyboard = keyboard;
    this.typing = typing;
    this.showTyping();
    const box = this.find(".keyboard");
    box.hidden = !keyboard;
    box.replaceChildren(...this.rows(keyboard ?? []));
    if (more) this.scroll();
    return more;
  }
}
