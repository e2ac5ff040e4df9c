// SPDX-License-Identifier: Apache-2.0
// Phones side by side with a tab each; the tabs show where only one has room. `used` is the one that was used last.
import { element } from "./page.js";
import { nameOf, Phone } from "./phone.js";

export class Row {
  constructor(box, tabs, onUse) {
    this.box = document.getElementById(box);
    this.tabs = document.getElementById(tabs);
    this.onUse = onUse;
    this.phones = new Map();
    this.used = "";
    this.tabs.addEventListener("keydown", (event) => this.step(event));
  }

  names() {
    return [...this.phones.keys()];
  }

  add(name, like) {
    const phone = new Phone(name, like, () => this.use(name));
    this.phones.set(name, phone);
    this.box.append(phone.root);
    const attributes = { type: "button", role: "tab", "data-name": name, "aria-controls": phone.root.id, onclick: () => this.use(name) };
    this.tabs.append(element("button", attributes, nameOf(name)));
    if (this.used) this.show();
    else this.use(name);
    return phone;
  }

  use(name) {
    if (this.used === name || !this.phones.has(name)) return;
    this.used = name;
    this.show();
    this.phones.get(name).scroll();
    this.onUse();
  }

  show() {
    for (const tab of this.tabs.children) {
      const on = tab.dataset.name === this.used;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      if (on) tab.classList.remove("news");
    }
    for (const [name, phone] of this.phones) phone.root.classList.toggle("used", name === this.used);
  }

  // Something new on a phone that may be out of sight.
  news(name) {
    if (name === this.used) return;
    this.tabs.querySelector(`[data-name=${name}]`)?.classList.add("news");
  }

  translate() {
    for (const tab of this.tabs.children) tab.textContent = nameOf(tab.dataset.name);
  }

  step(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const names = this.names();
    this.use(names[(names.indexOf(this.used) + by + names.length) % names.length]);
    this.tabs.querySelector("[aria-selected=true]")?.focus();
  }
}
