// SPDX-License-Identifier: Apache-2.0
// A message as it is drawn on any phone: its words, its picture, its place, what it cost.
import { element } from "./page.js";
import { t } from "./texts.js";

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

function part(b) {
  if (b.picture) return element("img", { class: "picture", src: b.picture, alt: t("picture"), width: 220, height: 165 });
  if (b.location) {
    const { latitude, longitude } = b.location;
    const words = `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;
    return element("span", { class: "map" }, element("span", { class: "pinned", "aria-hidden": "true" }), element("span", { class: "part part-place" }, `${t("place")} ${words}`));
  }
  const kind = ["voice", "video", "document"].find((each) => b[each]);
  return kind ? element("span", { class: "part part-" + kind }, t(kind)) : null;
}

function price(b) {
  const alphabet = b.gsm7 ? "" : " · Unicode";
  return element("span", { class: "price" }, `${b.segments} SMS · ${[...b.text].length} ${t("letters")}${alphabet}`);
}

export function drawBubble(b) {
  const made = element("div", { class: "bubble" });
  if (b.quote) made.append(element("span", { class: "quoted" }, b.quote));
  const extra = part(b);
  if (extra) made.append(extra);
  if (b.text) made.append(element("span", { class: "words" }, ...rich(b.text, b.bold ?? [])));
  if (b.segments) made.append(price(b));
  return made;
}
