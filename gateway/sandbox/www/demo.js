// SPDX-License-Identifier: Apache-2.0
// The page's wiring: events of the server to the phones and panels, switches to the server.
import { element, post } from "./page.js";
import { showComplaints, showLife } from "./panels.js";
import { nameOf, Phone } from "./phone.js";
import { current, switchLanguage, t, translate } from "./texts.js";

const by = (id) => document.getElementById(id);
const phones = new Map();
let used = "";  // the phone that was used last: samples go to it, and a narrow screen shows it alone
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
  showUsed();
  showComplaints(complaints);
  showLife(true);
}

function showUsed() {
  by("h-try").textContent = `${t("try")} ${nameOf(used)}`;
  for (const tab of by("tabs").children) {
    const on = tab.dataset.kind === used;
    tab.setAttribute("aria-selected", String(on));
    tab.tabIndex = on ? 0 : -1;
    if (on) tab.classList.remove("news");
  }
  for (const [kind, phone] of phones) phone.root.classList.toggle("used", kind === used);
}

function use(kind) {
  if (used === kind || !phones.has(kind)) return;
  used = kind;
  showUsed();
  phones.get(kind).scroll();
}

function addTab(kind) {
  const attributes = { type: "button", role: "tab", "data-kind": kind, "aria-controls": "phone-" + kind, onclick: () => use(kind) };
  by("tabs").append(element("button", attributes, nameOf(kind).split(" ")[0]));
}

by("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const tabs = [...by("tabs").children];
  const next = tabs[(tabs.findIndex((tab) => tab.dataset.kind === used) + step + tabs.length) % tabs.length];
  use(next.dataset.kind);
  next.focus();
});

let soon = 0;
function lifeSoon() {
  clearTimeout(soon);
  soon = setTimeout(showLife, 250);
}

// Only phones that are there: the server names them.
function showPhones(kinds) {
  for (const kind of kinds) {
    if (phones.has(kind)) continue;
    const phone = new Phone(kind, () => use(kind));
    phones.set(kind, phone);
    by("phones").append(phone.root);
    addTab(kind);
  }
  if (!used) use(kinds[0]);
}

function take(event) {
  if (event.kind === "hello") {
    showPhones(event.phones);
  } else if (event.kind === "lines") {
    const more = phones.get(event.phone)?.show(event.lines, event.keyboard, event.typing);
    if (more && event.phone !== used) by("tabs").querySelector(`[data-kind=${event.phone}]`)?.classList.add("news");
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
  if (name === "lapor") return ["lapor"];
  return name === "phones" ? [...phones.keys()] : [...phones.keys(), "lapor"];
}

for (const chip of document.querySelectorAll(".chip")) {
  chip.addEventListener("click", () => phones.get(used)?.say(chip.textContent));
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
