// SPDX-License-Identifier: Apache-2.0
// Our daemon behind Debian's Kannel, and Kannel behind an SMSC that npm's smpp plays: phones write, our answers arrive
// on them, and what became of those comes back. Everything listens on loopback.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import smpp from "smpp";
import { freePort, start, until } from "./pintu.mjs";

const folder = mkdtempSync(join(tmpdir(), "pintu-kannel-"));
const ports = {};
const submitted = []; // what reached the SMSC: {to, from, text, udh}
const children = [];
// A piece holds 67 units and an emoji is two: among so many, one lies where a piece ends.
const long = `Kata panjang yang dipotong ${"😀".repeat(40)} dan sisa [di] belakangnya.`;
let smsc, session, daemon, sequence = 0;

const open = (port) => new Promise((resolve) => {
  const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() && true)).on("error", () => resolve(false));
});

function run(program, ...args) {
  const path = [`/usr/sbin/${program}`, `/usr/bin/${program}`].find(existsSync);
  assert.ok(path, `${program} is missing: install Debian's package kannel (./dev test does)`);
  const child = spawn(path, args, { stdio: "ignore" });
  child.ended = once(child, "exit");
  children.push(child);
  process.on("exit", () => child.exitCode === null && child.kill("SIGKILL"));
  return child;
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const hard = setTimeout(() => child.kill("SIGKILL"), 20000); // bearerbox takes 3 to 10 s to leave
  await child.ended;
  clearTimeout(hard);
}

// The short_message as the phone reads it. npm's smpp takes a header off and decodes by data_coding.
function textOf(pdu) {
  const { message } = pdu.short_message;
  return Buffer.isBuffer(message) ? message.toString("latin1") : message;
}

function report(pdu, id, stat, state) {
  session.deliver_sm({
    esm_class: 4, source_addr_ton: 1, source_addr_npi: 1, source_addr: pdu.destination_addr, destination_addr: pdu.source_addr,
    receipted_message_id: id, message_state: state,
    short_message: `id:${id} sub:001 dlvrd:001 submit date:2611240300 done date:2611240301 stat:${stat} err:000 text:`,
  });
}

function serve(client) {
  client.on("error", () => {});
  client.on("bind_transceiver", (pdu) => { client.send(pdu.response()); session = client; });
  for (const kind of ["enquire_link", "unbind"]) client.on(kind, (pdu) => client.send(pdu.response()));
  client.on("submit_sm", (pdu) => {
    const id = `M${++sequence}`;
    // Kannel writes the address without its plus and says so by the type of number.
    submitted.push({ to: pdu.destination_addr, from: pdu.source_addr, text: textOf(pdu), udh: pdu.short_message.udh?.[0], coding: pdu.data_coding });
    client.send(pdu.response({ message_id: id }));
    if (pdu.destination_addr.endsWith("13")) report(pdu, id, "UNDELIV", 5);
    else report(pdu, id, "DELIVRD", 2);
  });
}

before(async () => {
  for (const name of ["smpp", "admin", "smsbox", "sendsms", "hooks", "metrics"]) ports[name] = await freePort();
  smsc = smpp.createServer({}, serve);
  smsc.listen(ports.smpp, "127.0.0.1");
  cpSync("dialogs/scripts", join(folder, "scripts"), { recursive: true });
  writeFileSync(join(folder, "scripts", "uji.yaml"), `script: uji\ntitle: Uji\nstarts_when: {says_only: [emoji]}\nsteps:\n  - id: kata\n    say: "{pengelola}"\n`);
  writeFileSync(join(folder, "pintu.yaml"), `listen: 127.0.0.1:${ports.hooks}
admin: 127.0.0.1:${ports.metrics}
public_url: http://127.0.0.1:${ports.hooks}
data: ${folder}/data
scripts: ${folder}/scripts
contacts: {pengelola: "${long}"}
channels:
  sms: {kind: sms/kannel, api: "http://127.0.0.1:${ports.sendsms}", username: gw, password: "rahasia & +", from: "1708", allow_from: [127.0.0.1], rate: 100/s}
`);
  daemon = start("serve", "-c", join(folder, "pintu.yaml"));
  await until("the daemon", 20, () => open(ports.hooks));
  writeFileSync(join(folder, "kannel.conf"), kannelConfiguration());
  run("bearerbox", join(folder, "kannel.conf"));
  await until("bearerbox", 20, () => open(ports.smsbox));
  run("smsbox", join(folder, "kannel.conf"));
  await until("smsbox", 20, () => open(ports.sendsms));
  await until("the bind of Kannel", 20, () => session);
});
after(async () => {
  await daemon?.stop();
  for (const child of children.reverse()) await stop(child);
  session?.destroy?.();
  smsc.close();
  rmSync(folder, { recursive: true, force: true });
});

function kannelConfiguration() {
  const mo = "from=%p&to=%P&text=%b&ts=%T&id=%I&coding=%c&charset=%C&udh=%u";
  return `group = core
admin-interface = 127.0.0.1
admin-port = ${ports.admin}
admin-password = adm
smsbox-port = ${ports.smsbox}
smsbox-interface = 127.0.0.1
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
dlr-storage = internal
log-file = "${folder}/bearerbox.log"

group = smsc
smsc = smpp
smsc-id = SMPP1
host = 127.0.0.1
port = ${ports.smpp}
transceiver-mode = true
smsc-username = "foo"
smsc-password = "bar"
system-type = "VMA"
enquire-link-interval = 5
reconnect-delay = 1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${ports.sendsms}
sendsms-interface = 127.0.0.1
global-sender = 1708
http-request-retry = 5
http-queue-delay = 1
log-file = "${folder}/smsbox.log"

group = sendsms-user
username = gw
password = "rahasia & +"
concatenation = true
max-messages = 10

group = sms-service
keyword = default
get-url = "http://127.0.0.1:${ports.hooks}/hooks/sms?${mo}"
catch-all = true
max-messages = 0
omit-empty = true
`;
}

// A phone writes: a text, or {udh, message} with esm_class 0x40.
function write(from, text, more = {}) {
  session.deliver_sm({ source_addr_ton: 1, source_addr_npi: 1, source_addr: from, destination_addr: "1708", short_message: text, ...more });
}

const plain = (number) => number.replace("+", "");

// What a phone made of what arrived: pieces put together by their header.
function shown(number) {
  const messages = [], open_ones = new Map();
  for (const { text, udh } of submitted.filter((one) => plain(one.to) === number)) {
    if (!udh) {
      messages.push(text);
      continue;
    }
    const [, , reference, total, part] = udh; // the header's own length is taken off
    const pieces = open_ones.get(reference) ?? Array(total).fill(undefined);
    pieces[part - 1] = text;
    open_ones.set(reference, pieces);
    if (pieces.every((piece) => piece !== undefined)) {
      messages.push(pieces.join(""));
      open_ones.delete(reference);
    }
  }
  return { messages, open: open_ones.size };
}

const answered = (number, what) =>
  until(`an answer to ${number}`, 30, () => {
    const { messages, open: unfinished } = shown(number);
    return unfinished === 0 && messages.find(what);
  });

async function metric(start_of_line) {
  const text = await (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text();
  return text.split("\n").filter((line) => line.startsWith(start_of_line)).reduce((sum, line) => sum + Number(line.split(" ").pop()), 0);
}

test("pintu doctor learns that Kannel knows us, and sends nothing for it", async () => {
  const doctor = (config) =>
    promisify(execFile)(process.env.PINTU, ["doctor", "-c", config]).then((done) => done.stdout, (failed) => failed.stdout);
  assert.match(await doctor(join(folder, "pintu.yaml")), /Kanal sms: Kannel menerima/);
  const wrong = join(folder, "wrong.yaml");
  writeFileSync(wrong, readFileSync(join(folder, "pintu.yaml"), "utf8").replace("rahasia & +", "salah"));
  assert.match(await doctor(wrong), /Kannel menolak username dan password/);
  assert.equal(submitted.length, 0);
});

test("a greeting is answered by the menu, whole, from our number", async () => {
  write("6281234567801", "halo");
  const answer = await answered("6281234567801", (text) => text.includes("112"));
  assert.match(answer, /PINTU|Pintu/);
  assert.ok(submitted.every(({ from }) => from === "1708"));
});

test("what became of it comes back and is believed", async () => {
  await until("a delivered receipt", 30, async () => (await metric("pintu_receipts_total")) > 0);
  write("6281234567813", "halo");
  await answered("6281234567813", () => true);
  await until("a failed receipt", 30, async () => {
    const text = await (await fetch(`http://127.0.0.1:${ports.metrics}/metrics`)).text();
    return /pintu_receipts_total\{[^}]*failed/.test(text);
  });
  const unmatched = await metric("pintu_receipts_unmatched_total");
  const forged = await fetch(`http://127.0.0.1:${ports.hooks}/hooks/sms?id=1-0123456789abcdef0123456789abcdef&type=1&fid=x&reply=x`);
  assert.equal(forged.status, 200);
  await until("the forged receipt to find no message", 10, async () => (await metric("pintu_receipts_unmatched_total")) > unmatched);
});

// The texts that our daemon took in.
async function read() {
  const { stdout } = await promisify(execFile)(process.env.PINTU, ["why", "--channel", "sms", "--json", "-c", join(folder, "pintu.yaml")]);
  return JSON.parse(stdout).messages.map((message) => message.text);
}

test("UCS-2, extension characters and pieces arrive as they were written", async () => {
  write("6281234567802", { message: Buffer.from("Halo 😀 “é”", "utf16le").swap16() }, { data_coding: 8 });
  await answered("6281234567802", () => true);
  write("6281234567805", { message: Buffer.from("Jl. [A] 5{1}~^|\\ + & 100%") }, { data_coding: 1 });
  await answered("6281234567805", () => true);
  const udh = (part) => Buffer.from([5, 0, 3, 0x77, 2, part]);
  // In the wrong order: Kannel joins them.
  write("6281234567803", { udh: udh(2), message: "lo" }, { esm_class: 0x40 });
  write("6281234567803", { udh: udh(1), message: "ha" }, { esm_class: 0x40 });
  await answered("6281234567803", (text) => text.includes("112"));
  const texts = await read();
  for (const text of ["Halo 😀 “é”", "Jl. [A] 5{1}~^|\\ + & 100%", "halo"]) assert.ok(texts.includes(text), `${text} in ${JSON.stringify(texts)}`);
});

test("a long answer with emoji arrives in pieces that hold whole characters, and is one on the phone", async () => {
  const number = "6281234567806";
  write(number, "emoji");
  const answer = await answered(number, (text) => text.includes("belakangnya"));
  assert.ok(answer.includes(long), answer);
  const pieces = submitted.filter((one) => plain(one.to) === number && one.udh);
  assert.ok(pieces.length >= 3);
  for (const { text, coding, udh } of pieces) {
    assert.equal(coding, 8);
    assert.ok(text.length <= 67, `${text.length} units`);
    assert.equal(Buffer.from(text).toString(), text, "a torn surrogate pair");
    assert.equal(udh[3], pieces.length);
  }
});

test("names and short codes get no answer", async () => {
  const before_all = submitted.length;
  write("TELKOMSEL", "Promo kuota", { source_addr_ton: 5, source_addr_npi: 0 });
  write("8888", "Kode", { source_addr_ton: 2, source_addr_npi: 1 });
  await until("both in the count", 20, async () => (await metric('pintu_inbound_total{channel="sms",kind="ignored"')) >= 2);
  write("6281234567804", "halo");
  await answered("6281234567804", () => true);
  const to = new Set(submitted.slice(before_all).map((one) => plain(one.to)));
  assert.deepEqual([...to], ["6281234567804"]);
});
