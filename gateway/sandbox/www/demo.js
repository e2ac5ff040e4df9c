// SPDX-License-Identifier: Apache-2.0
// The page's wiring: events of the server to the phones and panels, switches to the server.
import { post } from "./page.js";
import { showComplaints, showLife } from "./panels.js";
import { nameOf } from "./phone.js";
import { Row } from "./row.js";
import { current, switchLanguage, t, translate } from "./texts.js";

const by = (id) => document.getElementById(id);
const phones = new Map();
// Phones side by side, and the tabs that choose one where there is room for one: citizens', officers'.
const rows = { phones: new Row("phones", "tabs", () => showUsed()), officers: new Row("desk-phones", "desk-tabs", () => {}) };
let complaints = [];
let link = "connecting";

function showLink() {
  by("link").textContent = t(link);
  by("link").className = "link " + link;
}

function showWords() {
  document.documentElement.lang = current();
  translate(document.body);
  by("lang").textContent = t("other");
  by("lang").lang = current() === "id" ? "en" : "id";
  by("fault-said").textContent = "";
  showLink();
  for (const phone of phones.values()) phone.translate();
  for (const row of Object.values(rows)) row.translate();
  showUsed();
  showComplaints(complaints);
  showLife(true);
}

function showUsed() {
  by("h-try").textContent = `${t("try")} ${nameOf(rows.phones.used)}`;
}

let soon = 0;
function lifeSoon() {
  clearTimeout(soon);
  soon = setTimeout(showLife, 250);
}

// Only phones that are there: the server names them.
function showPhones(hello) {
  for (const [of, row] of Object.entries(rows)) {
    for (const name of hello[of]) {
      if (!phones.has(name)) phones.set(name, row.add(name, hello.like[name]));
    }
  }
}

function take(event) {
  if (event.kind === "hello") {
    showPhones(event);
  } else if (event.kind === "lines") {
    const phone = phones.get(event.phone);
    if (phone?.show(event.lines, event.keyboard, event.typing)) for (const row of Object.values(rows)) row.news(event.phone);
    lifeSoon();
  } else if (event.kind === "report") {
    complaints = event.rendering.complaints;
    showComplaints(complaints);
    lifeSoon();
  }
}

function listen() {
  const source = new EventSource("/events");
  const say = (state) => {
    link = state;
    showLink();
  };
  source.onopen = () => say("on");
  source.onerror = () => say("off");
  source.onmessage = (message) => take(JSON.parse(message.data));
}

function targets(name) {
  const all = rows.phones.names();
  if (name === "lapor") return ["lapor"];
  return name === "phones" ? all : [...all, "lapor"];
}

for (const chip of document.querySelectorAll(".chip")) {
  chip.addEventListener("click", () => phones.get(rows.phones.used)?.say(chip.textContent));
}
for (const button of document.querySelectorAll(".faults button")) {
  button.addEventListener("click", async () => {
    const { target, fault, times } = button.dataset;
    let taken = true;
    for (const each of targets(target)) {
      taken = (await post("/faults", { target: each, fault, times: Number(times ?? 1) })) && taken;
    }
    by("fault-said").textContent = !taken ? t("failed") : fault === "none" ? t("normal") : `${t("set")} ${button.textContent}`;
  });
}
by("lang").addEventListener("click", () => {
  switchLanguage();
  showWords();
});
showWords();
listen();
setInterval(lifeSoon, 3000);
