// Starts what it is asked to, one program after the other, and answers with what it printed (small-parent.ts).
import { spawnSync } from 'node:child_process';
import { openSync, readSync, writeSync } from 'node:fs';

const [, , requests, answers] = process.argv;
const [asked, answering] = [openSync(requests, 'r'), openSync(answers, 'w')];
const chunk = Buffer.alloc(64 * 1024);
let held = [];
for (;;) {
  const size = readSync(asked, chunk);
  if (size === 0) break;
  held.push(Buffer.from(chunk.subarray(0, size)));
  // Who asks waits for the answer: nothing follows the end of a line.
  if (chunk[size - 1] !== 10) continue;
  const { file, args, ...options } = JSON.parse(Buffer.concat(held).toString('utf8'));
  held = [];
  const { status, signal, stdout, stderr, error } = spawnSync(file, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const answer = { status, signal, stdout, stderr, ...(error && { error: error.message }) };
  const text = Buffer.from(`${JSON.stringify(answer)}\n`);
  for (let at = 0; at < text.length; ) at += writeSync(answering, text, at);
}
