// SPDX-License-Identifier: Apache-2.0
// The page's wiring: events of the server to the phones and panels, switches to the server.
import { post } from "./page.js";
import { showComplaints, showLife } from "./panels.js";
import { Phone } from "./phone.js";
import { current, switchLanguage, t, translate } from "./texts.js";

const by = (id) => document.getElementById(id);
const phones = new Map();
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
  showComplaints(complaints);
  showLife(true);
}

let soon = 0;
function lifeSoon() {
  clearTimeout(soon);
  soon = setTimeout(showLife, 250);
}

// Only phones that are there: the server names them.
function showPhones(kinds) {
  for (const kind of kinds) {
    if (phones.has(kind)) continue;
    const phone = new Phone(kind);
    phones.set(kind, phone);
    by("phones").append(phone.root);
  }
}

function take(event) {
  if (event.kind === "hello") {
    showPhones(event.phones);
  } else if (event.kind === "lines") {
    phones.get(event.phone)?.show(event.lines, event.keyboard);
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

for (const chip of document.querySelectorAll(".chip")) {
  chip.addEventListener("click", () => phones.values().next().value?.say(chip.textContent));
}
for (const button of document.querySelectorAll(".faults button")) {
  button.addEventListener("click", async () => {
    const { target, fault, times } = button.dataset;
    let taken = true;
    for (const each of target === "both" ? ["telegram", "lapor"] : [target]) {
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
