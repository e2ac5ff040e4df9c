// SPDX-License-Identifier: Apache-2.0
// What slides up from the foot of a phone: the rows of a list, or what can be sent. One choice closes it, so does
// Escape; then whoever opened it has the focus again.
import { element } from "./page.js";
import { t } from "./texts.js";

export class Sheet {
  constructor(root) {
    this.root = root;
    this.opener = null;
    root.addEventListener("keydown", (event) => this.key(event));
  }

  // choices: [{label, hint?, icon?, act}]
  open(title, choices, opener) {
    this.opener = opener;
    const button = (choice) => {
      const onclick = () => {
        this.close();
        choice.act();
      };
      const name = element("span", { class: choice.icon ? "part part-" + choice.icon : "" }, choice.label);
      const made = element("button", { type: "button", onclick }, name);
      if (choice.hint) made.append(element("small", {}, choice.hint));
      return element("li", {}, made);
    };
    const close = element("button", { type: "button", class: "close", "aria-label": t("close"), onclick: () => this.close() }, "×");
    this.root.setAttribute("aria-label", title);
    this.root.replaceChildren(element("div", { class: "sheet-top" }, element("strong", {}, title), close), element("ul", {}, ...choices.map(button)));
    this.root.hidden = false;
    this.root.querySelector("li button")?.focus();
  }

  close() {
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.opener?.focus();
  }

  key(event) {
    if (event.key === "Escape") return this.close();
    if (event.key !== "Tab") return;
    // The focus stays inside while it is open.
    const all = [...this.root.querySelectorAll("button")];
    const next = all.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
    event.preventDefault();
    all[(next + all.length) % all.length].focus();
  }
}
