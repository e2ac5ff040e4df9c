// SPDX-License-Identifier: Apache-2.0
// What LAPOR received, and the life of the last message.
import { element, post } from "./page.js";
import { current, t } from "./texts.js";

const longestLife = 24;
const by = (id) => document.getElementById(id);

// What came with it, and whether it still says where it was taken.
function attachment(a) {
  const made = element("li", {});
  if (a.picture) made.append(element("img", { src: a.url, alt: a.name, width: 96, height: 72 }));
  else made.append(element("span", { class: "part part-document" }, a.name));
  if (a.picture) made.append(element("small", { class: a.place ? "bad" : "good" }, t(a.place ? "with-place" : "without-place")));
  return made;
}

function card(c) {
  const meta = [];
  if (c.files) meta.push(`${t("files")}: ${c.files}`);
  if (c.anonymous) meta.push(t("anonymous"));
  if (c.secret) meta.push(t("secret"));
  const made = element(
    "li",
    { class: "card" },
    element("div", { class: "card-top" }, element("span", { class: "num" }, "#" + c.id), element("span", { class: "state" }, c.state)),
    element("h3", {}, c.title),
    element("p", { class: "content" }, c.content),
  );
  if (meta.length) made.append(element("p", { class: "meta" }, meta.join(" · ")));
  if (c.attachments.length) made.append(element("ul", { class: "attachments" }, ...c.attachments.map(attachment)));
  for (const text of c.followups) made.append(element("p", { class: "content" }, `${t("addition")}: ${text}`));
  if (!c.final) {
    const does = (key, body) => element("button", { type: "button", onclick: () => post("/lapor/" + c.id, body) }, t(key));
    made.append(element("div", { class: "acts" }, does("next", {}), does("ask", { ask: t("question") })));
  }
  return made;
}

export function showComplaints(complaints) {
  by("no-complaints").hidden = complaints.length > 0;
  by("complaints").replaceChildren(...[...complaints].reverse().map(card));
}

// "rule=word:selesai not=officer at=lapor-aduan/cerita set=1" → what a person may want to know of it; a status comes as JSON.
function plain(line) {
  const detail = line.detail ?? "";
  if (line.what === "report.started") return `${t("attempt")} ${detail}`;
  // "exhausted, attempts 9, unavailable, id 12": why, when it did not go well.
  if (line.what.startsWith("job.")) return detail.split(", ").slice(2).filter((part) => !part.startsWith("id ")).join(", ");
  if (detail.startsWith("{")) {
    const status = JSON.parse(detail);
    return [status.raw, status.note].filter(Boolean).join(": ");
  }
  return detail
    .split(" ")
    .filter((word) => !/^(not|at|set)=/.test(word) && !word.endsWith("="))
    .map((word) => word.replace(/^(rule|asks|step|guesses)=/, (_, key) => t(key) + ": "))
    .join(" ");
}

// A job that is made and goes well is told by what it did; `pintu why` has every row.
const worthTelling = (line) => line.what !== "job.created" && line.what !== "job.done";

function moment(line) {
  const time = new Date(line.at).toLocaleTimeString(current(), { hour12: false });
  const made = element("li", {}, element("time", { datetime: line.at }, time), element("strong", {}, t(line.what)));
  const detail = plain(line);
  if (detail) made.append(element("small", {}, detail));
  return made;
}

let told = "";
export async function showLife(again = false) {
  const answer = await fetch("/why/last").catch(() => null);
  if (!answer?.ok) return;
  const text = await answer.text();
  if (text === told && !again) return;
  told = text;
  const found = JSON.parse(text);
  const life = (found.life ?? []).filter(worthTelling);
  by("no-life").hidden = life.length > 0;
  by("life-of").hidden = !found.message?.text;
  by("life-of").textContent = found.message?.text ?? "";
  by("life").replaceChildren(...life.slice(-longestLife).map(moment));
}
