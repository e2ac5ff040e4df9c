// SPDX-License-Identifier: Apache-2.0
// Our daemon, as WhatsApp's business side, judged by whatsapp-api-js: which signatures are right, how a webhook is
// verified, and whether that client would write every message as we do. It refuses what breaks Meta's limits.
// The Graph API itself is a listener in this script: nobody but Meta has one.
import assert from "node:assert/strict";
import { createHmac, webcrypto } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { freePort, start, until } from "./pintu.mjs";

globalThis.crypto ??= webcrypto; // Node 18 has none, and the client asks for it by this name
const { WhatsAppAPI } = await import("whatsapp-api-js");
const { ActionButtons, ActionList, ActionLocation, Body, Button, Interactive, ListSection, Row, Text } = await import("whatsapp-api-js/messages");

const number = "1062", secret = "0123456789abcdef", verifyToken = "rahasia-1", token = "EAA-counterpart";
const seen = [], fetched = [];
const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");
let graph, daemon, folder, config, hook, sequence = 0;

// What the client would have sent.
const written = [];
const oracle = new WhatsAppAPI({
  token, appSecret: secret, webhookVerifyToken: verifyToken, v: "v23.0",
  ponyfill: {
    subtle: webcrypto.subtle,
    fetch: async (url, { body }) => {
      written.push({ path: new URL(url).pathname, body: JSON.parse(body) });
      return new Response('{"messages":[{"id":"x"}]}', { headers: { "Content-Type": "application/json" } });
    },
  },
});

before(async () => {
  graph = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    const { url: path, headers: { authorization } } = request;
    if (request.method === "GET") {
      if (path.includes("?fields=")) return response.end(JSON.stringify({ id: number, display_phone_number: "+62 811", verified_name: "Aduan", quality_rating: "GREEN" }));
      fetched.push({ path, authorization });
      if (path.startsWith("/files/")) return response.end(jpeg);
      return response.end(JSON.stringify({ url: `http://127.0.0.1:${graph.address().port}/files/1`, mime_type: "image/jpeg", file_size: jpeg.length }));
    }
    seen.push({ path, authorization, body: JSON.parse(text) });
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ messaging_product: "whatsapp", messages: [{ id: `wamid.out${++sequence}` }] }));
  }).listen(0, "127.0.0.1");
  await once(graph, "listening");
  folder = mkdtempSync(join(tmpdir(), "pintu-whatsapp-"));
  const port = await freePort();
  hook = `http://127.0.0.1:${port}/hooks/wa`;
  config = join(folder, "pintu.yaml");
  writeFileSync(config, `listen: 127.0.0.1:${port}\nadmin: off\ndata: ${folder}/data\nchannels:\n  wa: {kind: whatsapp, api: "http://127.0.0.1:${graph.address().port}/v23.0", phone_number_id: "${number}", token: "${token}", app_secret: "${secret}", verify_token: "${verifyToken}"}\n`);
  daemon = start("serve", "-c", config);
  await until("the daemon", 20, () => fetch(hook).then((answer) => answer.status === 403, () => false));
});
after(async () => {
  await daemon.stop();
  graph.close();
  graph.closeAllConnections?.();
  rmSync(folder, { recursive: true, force: true });
});

const sign = (raw, key = secret) => "sha256=" + createHmac("sha256", key).update(raw).digest("hex");

const deliver = (raw, signature) =>
  fetch(hook, { method: "POST", body: raw, headers: { "Content-Type": "application/json", ...(signature && { "X-Hub-Signature-256": signature }) } });

// A webhook as Meta writes it: everything but ASCII escaped, and slashes too.
function webhook(message, contact) {
  const value = { messaging_product: "whatsapp", metadata: { display_phone_number: "62811", phone_number_id: number }, contacts: [contact], messages: [{ timestamp: String(Math.floor(Date.now() / 1000)), ...message }] };
  const text = JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "77", changes: [{ value, field: "messages" }] }] });
  return text.replace(/\//g, "\\/").replace(/[^\0-~]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

// A person who writes, and reads what comes back.
class Person {
  constructor(contact, sender) {
    Object.assign(this, { contact, sender, read: 0 });
  }
  get address() {
    return this.contact.wa_id ?? this.contact.user_id;
  }
  get messages() {
    return seen.map((s) => s.body).filter((b) => (b.to ?? b.recipient) === this.address);
  }
  async send(content) {
    this.last = `wamid.in${++sequence}`;
    const raw = webhook({ ...this.sender, id: this.last, ...content }, this.contact);
    assert.equal((await deliver(raw, sign(raw))).status, 200);
  }
  say(body) {
    return this.send({ type: "text", text: { body } });
  }
  tap(body) {
    const list = body.interactive.type === "list";
    const first = list ? body.interactive.action.sections[0].rows[0] : body.interactive.action.buttons[0].reply;
    const type = list ? "list_reply" : "button_reply";
    return this.send({ type: "interactive", interactive: { type, [type]: { id: first.id, title: first.title } } });
  }
  // Reads one message after the other, and does with each what `answer` says, until it says that this was the last.
  async converse(answer) {
    for (let rest = 12; rest > 0; --rest) {
      const body = await until("the next message", 20, () => this.messages[this.read]);
      ++this.read;
      if (await answer(body, body.interactive?.body.text ?? body.text.body)) return;
    }
    assert.fail("this leads nowhere");
  }
}

const siti = new Person({ profile: { name: "Siti" }, wa_id: "6281234567", user_id: "ID.55" }, { from: "6281234567" });
const hidden = new Person({ profile: { name: "Tanpa Nomor" }, user_id: "ID.77abc" }, { from_user_id: "ID.77abc" });

// The same message, made by the client; throws where it breaks a limit.
function rebuilt({ type, text, interactive }) {
  if (type === "text") return new Text(text.body);
  const { action, body } = interactive;
  const made = {
    button: () => new ActionButtons(...action.buttons.map(({ reply }) => new Button(reply.id, reply.title))),
    list: () => new ActionList(action.button, ...action.sections.map((s) => new ListSection(s.title, ...s.rows.map((r) => new Row(r.id, r.title, r.description))))),
    location_request_message: () => new ActionLocation(),
  }[interactive.type]();
  return new Interactive(made, new Body(body.text));
}

// Undefined members, and a preview that is off, are not written.
const plain = (body) => {
  const copy = JSON.parse(JSON.stringify(body));
  if (copy.text && !copy.text.preview_url) delete copy.text.preview_url;
  return copy;
};

test("the client and we find the same signatures right", async () => {
  const raw = webhook({ ...siti.sender, id: "wamid.sign", type: "reaction", reaction: { message_id: "wamid.0", emoji: "👍" } }, siti.contact);
  const good = sign(raw);
  const wrong = good.slice(0, -1) + (good.endsWith("0") ? "1" : "0");
  for (const [bytes, signature] of [[raw, good], [raw, wrong], [raw + " ", good], [raw, sign(raw, "other")], [JSON.stringify(JSON.parse(raw), null, 1), good]]) {
    const right = await oracle.verifyRequestSignature(bytes, signature);
    assert.equal(right, bytes === raw && signature === good);
    assert.equal((await deliver(bytes, signature)).status, right ? 200 : 401);
  }
  assert.equal((await deliver(raw)).status, 401);
});

test("a webhook is verified as the client verifies it", async () => {
  const ask = { "hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": verifyToken };
  const answer = await fetch(`${hook}?${new URLSearchParams(ask)}`);
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), oracle.get(ask));
  for (const other of [{ "hub.verify_token": "x" }, { "hub.mode": "unsubscribe" }]) {
    const asked = { ...ask, ...other };
    assert.throws(() => oracle.get(asked));
    assert.equal((await fetch(`${hook}?${new URLSearchParams(asked)}`)).status, 403);
  }
});

test("a person with a number and one without are answered", async () => {
  for (const person of [siti, hidden]) {
    await person.say("halo");
    const first = await until("an answer", 20, () => person.messages[0]);
    assert.ok(JSON.stringify(first).includes("Pintu"));
    assert.equal("to" in first, person === siti);
  }
});

test("a complaint is filed by text, buttons, place and photo", async () => {
  await siti.say("Lampu jalan mati, gelap sekali kalau malam");
  await siti.say("selesai");
  let photos = 0;
  await siti.converse(async (body, words) => {
    if (/Nomor:/.test(words)) return true;
    if (body.interactive?.type === "location_request_message") await siti.send({ type: "location", location: { latitude: -6.9, longitude: 107.6 } });
    else if (/foto/.test(words) && photos++ === 0) await siti.send({ type: "image", image: { id: "65463453", mime_type: "image/jpeg", sha256: "eA==" } });
    else if (/Kapan/.test(words)) await siti.say("kemarin");
    else if (/Ini soal|Belum terkirim/.test(words)) await siti.tap(body);
  });
  await until("the photo to be fetched", 20, () => fetched.find((f) => f.path === "/files/1"));
  assert.equal(fetched[0].path, `/v23.0/65463453?phone_number_id=${number}`);
  for (const { authorization } of fetched) assert.equal(authorization, `Bearer ${token}`);
});

test("doctor proves the number", async () => {
  const { findings } = JSON.parse(await start("doctor", "-c", config, "--json").line);
  assert.ok(findings.some((f) => f.level === "ok" && f.text === "Kanal wa: Meta mengenal nomor +62 811 (Aduan), mutu GREEN"));
});

test("the client would have written every message as we did", async () => {
  assert.ok(seen.length > 8);
  const kinds = new Set();
  for (const { path, authorization, body } of seen) {
    assert.equal(authorization, `Bearer ${token}`);
    written.length = 0;
    if (body.status === "read") {
      kinds.add("read");
      await oracle.markAsRead(number, body.message_id, "text");
    } else {
      kinds.add(body.interactive?.type ?? body.type);
      const to = body.to ? { phone: body.to } : { bsuid: body.recipient };
      await oracle.sendMessage(number, to, rebuilt(body), body.context?.message_id, body.biz_opaque_callback_data);
    }
    assert.equal(path, written[0].path);
    assert.deepEqual(plain(body), plain(written[0].body));
  }
  for (const kind of ["read", "text", "button", "list", "location_request_message"]) assert.ok(kinds.has(kind), `no ${kind} was sent`);
});

test("every message of a person was marked as read, once", () => {
  const marked = seen.filter((s) => s.body.status === "read").map((s) => s.body.message_id);
  assert.ok(marked.includes(siti.last));
  assert.equal(new Set(marked).size, marked.length);
  assert.ok(!marked.includes("wamid.sign"));
});
