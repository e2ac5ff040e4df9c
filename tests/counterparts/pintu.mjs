// SPDX-License-Identifier: Apache-2.0
// Starting our binary and speaking HTTP, for the scripts beside this one.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

const binary = process.env.PINTU;
if (!binary) throw new Error("PINTU must name the binary to test");

// A child of ours, ended with the script. `line` resolves with the first line of its standard output.
export function start(...args) {
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "inherit"] });
  const end = () => child.exitCode === null && child.kill("SIGTERM");
  process.on("exit", end);
  let text = "";
  const line = new Promise((resolve, reject) => {
    child.stdout.on("data", (bytes) => {
      text += bytes;
      if (text.includes("\n")) resolve(text.slice(0, text.indexOf("\n")));
    });
    child.on("exit", (code) => reject(new Error(`pintu ${args[0]} ended with ${code} before it said anything`)));
  });
  line.catch(() => {});
  return {
    line,
    async stop() {
      end();
      if (child.exitCode === null) await once(child, "exit");
      return child.exitCode;
    },
  };
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

export async function post(url, body) {
  const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`POST ${new URL(url).pathname}: ${answer.status}`);
  return answer.json();
}

// Asks again until it is true, at most `seconds`.
export async function until(what, seconds, condition) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
