// A thread that asks the health endpoints again and again, and tells how long each answer took: what else happens here does not slow it.
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const EVERY_MS = 50;
let isOver = false;
const times = [];
const refused = [];
parentPort.once('message', () => {
  isOver = true;
});
for (let turn = 0; !isOver; turn += 1) {
  const began = performance.now();
  const answer = await fetch(`${workerData.url}/health/${turn % 2 === 0 ? 'ready' : 'live'}`).catch((error) => ({ status: error.message }));
  await answer.text?.();
  times.push(performance.now() - began);
  if (answer.status !== 200) refused.push(answer.status);
  await sleep(EVERY_MS);
}
parentPort.postMessage({ times, refused });
