// SPDX-License-Identifier: Apache-2.0
// Our daemon behind the signature of Twilio's own library: what it signs is taken, what it would refuse is refused.
// Twilio's REST API itself is a listener in this script.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import twilio from "twilio";
import { freePort, start, until } from "./pintu.mjs";

const token = "0123456789abcdef0123456789abcdef", before_token = "fedcba9876543210fedcba9876543210", account = "AC0123456789abcdef";
const url = "https://pintu.example.go.id/hooks/sms"; // what the world calls us; a proxy would pass it on
const sent = [];
let api, daemon, folder, hook, sequence = 0;

before(async () => {
  api = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    sent.push({ path: request.url, authorization: request.headers.authorization, form: Object.fromEntries(new URLSearchParams(text)) });
    response.writeHead(201, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ sid: `SMout${++sequence}`, status: "queued" }));
  }).listen(0, "127.0.0.1");
  await once(api, "listening");
  folder = mkdtempSync(join(tmpdir(), "pintu-twilio-"));
  const port = await freePort();
  hook = `http://127.0.0.1:${port}/hooks/sms`;
  const config = join(folder, "pintu.yaml");
  writeFileSync(config, `listen: 127.0.0.1:${port}\nadmin: off\npublic_url: https://pintu.example.go.id\ndata: ${folder}/data\nchannels:\n  sms: {kind: sms/twilio, api: "http://127.0.0.1:${api.address().port}", account_sid: ${account}, auth_token: "${token}", auth_token_previous: "${before_token}", from: "+15005550006"}\n`);
  daemon = start("serve", "-c", config);
  await until("the daemon", 20, () => fetch(hook).then((answer) => answer.status === 401, () => false));
});
after(async () => {
  await daemon.stop();
  api.close();
  api.closeAllConnections?.();
  rmSync(folder, { recursive: true, force: true });
});

const inbound = (more) => ({ MessageSid: `SMin${++sequence}`, AccountSid: account, From: "+6281234567890", To: "+15005550006", NumMedia: "0", Body: "halo", ...more });

const deliver = (form, signature, query = "") =>
  fetch(hook + query, { method: "POST", body: new URLSearchParams(form), headers: { ...(signature && { "X-Twilio-Signature": signature }) } });

const signed = (form, key = token, at = url) => twilio.getExpectedTwilioSignature(key, at, form);

test("what Twilio signs is taken, whatever stands in it", async () => {
  for (const Body of ["Lampu mati", "100% + & = ? # 😀 “é”\n", "", " spasi "]) {
    const form = inbound({ Body, FromCity: "", ToZip: "" });
    assert.ok(twilio.validateRequest(token, signed(form), url, form));
    const answer = await deliver(form, signed(form));
    assert.equal(answer.status, 200, JSON.stringify(Body));
    assert.equal(await answer.text(), "<Response/>");
  }
});

test("the port may be signed or not, and the token before the last is still good", async () => {
  const form = inbound();
  assert.equal((await deliver(form, signed(form, token, url.replace(".go.id/", ".go.id:443/")))).status, 200);
  const older = inbound();
  assert.equal((await deliver(older, signed(older, before_token))).status, 200);
});

test("what Twilio's library refuses is refused", async () => {
  const form = inbound();
  const good = signed(form);
  for (const [changed, signature] of [
    [form, undefined], [form, ""], [form, signed(form, "another")], [form, good.toLowerCase()],
    [{ ...form, Body: "hal0" }, good], [{ ...form, Extra: "" }, good], [form, signed(form, token, "http://127.0.0.1/hooks/sms")],
  ]) {
    assert.ok(!twilio.validateRequest(token, signature ?? "", url, changed));
    assert.equal((await deliver(changed, signature)).status, 401);
  }
});

test("JSON is known by the hash in its URL", async () => {
  const body = JSON.stringify(inbound());
  const hash = createHash("sha256").update(body).digest("hex");
  const post = (text) => {
    const signature = twilio.getExpectedTwilioSignature(token, `${url}?bodySHA256=${hash}`, {});
    assert.equal(twilio.validateRequestWithBody(token, signature, `${url}?bodySHA256=${hash}`, text), text === body);
    return fetch(`${hook}?bodySHA256=${hash}`, { method: "POST", body: text, headers: { "Content-Type": "application/json", "X-Twilio-Signature": signature } });
  };
  assert.equal((await post(body)).status, 200);
  assert.equal((await post(body + " ")).status, 401);
});

test("a citizen gets one answer, whose status comes back to the URL that we gave", async () => {
  const form = inbound({ From: "+6281299990000", Body: "menu" });
  const mine = () => sent.filter((message) => message.form.To === "+6281299990000");
  for (let copy = 0; copy < 3; ++copy) assert.equal((await deliver(form, signed(form))).status, 200);
  const first = await until("an answer", 20, () => mine()[0]);
  assert.equal(first.path, `/2010-04-01/Accounts/${account}/Messages.json`);
  assert.equal(first.authorization, "Basic " + Buffer.from(`${account}:${token}`).toString("base64"));
  assert.equal(first.form.From, "+15005550006");
  assert.ok(first.form.Body.length > 0 && first.form.Body.length <= 1600);
  const callback = new URL(first.form.StatusCallback);
  assert.equal(callback.origin + callback.pathname, url);
  const status = { MessageSid: "SMout-x", MessageStatus: "delivered", To: "+6281299990000", From: "+15005550006" };
  const signature = twilio.getExpectedTwilioSignature(token, callback.href, status);
  assert.equal((await deliver(status, signature, callback.search)).status, 200);
  assert.equal((await deliver(status, signature, callback.search + "1")).status, 401);
  const bodies = mine().map((message) => message.form.Body);
  assert.equal(new Set(bodies).size, bodies.length, "nothing is said twice");
});
