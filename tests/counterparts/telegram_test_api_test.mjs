// SPDX-License-Identifier: Apache-2.0
// Our daemon against a Bot API server that we did not write. It sends no secret header and ends when a webhook refuses it,
// so our side polls.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import testApi from "telegram-test-api";
import { freePort, start, until } from "./pintu.mjs";

const TelegramServer = testApi.default ?? testApi.TelegramServer ?? testApi;
const token = "700001:testapi";
let server, client, daemon, folder;

before(async () => {
  server = new TelegramServer({ port: await freePort(), host: "127.0.0.1" });
  await server.start();
  client = server.getClient(token, { timeout: 20000 });
  folder = mkdtempSync(join(tmpdir(), "pintu-testapi-"));
  const config = join(folder, "pintu.yaml");
  writeFileSync(config, `listen: 127.0.0.1:0\nadmin: off\ndata: ${folder}/data\nchannels:\n  tg: {kind: telegram, api: "${server.config.apiURL}", token: "${token}", secret: unused-here, receive: poll}\n`);
  daemon = start("serve", "-c", config);
});
after(async () => {
  await daemon.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a greeting is answered with the menu", async () => {
  await client.sendMessage(client.makeMessage("halo"));
  const answer = await until("an answer", 20, () => server.getUpdatesHistory(token).find((u) => u.message?.text?.includes("Pintu")));
  assert.match(answer.message.text, /112/);
});
