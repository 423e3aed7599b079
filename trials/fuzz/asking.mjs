// One request as it is meant, byte by byte, and what may be said of its answer.
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { findingCodes, problemTitles } from '../../dist/domain/problem.js';
import { keys } from '../harness/installation.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 4 });
const LONGEST_ANSWER = 8 * 1_048_576;
const PATIENCE_MS = 30_000;

/** Answers `{ status, headers, text }`; undefined if the line broke, which only a body that is refused while it is sent may do. */
export function ask(url, { method = 'GET', path, role = 'upstream', headers = {}, body }) {
  const credential = role === undefined ? {} : { authorization: `Bearer ${keys[role] ?? role}` };
  // Node says none by itself for every method, and what follows would be the next request.
  const length = body === undefined ? {} : { 'content-length': body.length };
  return new Promise((done, fail) => {
    const sent = request(`${url}/`, { method, path, headers: { ...credential, ...length, ...headers }, agent, timeout: PATIENCE_MS });
    let answered = false;
    sent.once('timeout', () => {
      sent.destroy();
      fail(new Error(`no answer in ${PATIENCE_MS / 1000} seconds`));
    });
    sent.once('error', (error) => {
      if (answered) return;
      const isRefusal = ['ECONNRESET', 'EPIPE'].includes(error.code) && (body?.length ?? 0) > 65_536;
      isRefusal ? done(undefined) : fail(new Error(`no answer: ${error.code ?? error.message}`));
    });
    sent.once('response', (response) => {
      answered = true;
      const parts = [];
      let length = 0;
      const finish = () => done({ status: response.statusCode, headers: response.headers, text: Buffer.concat(parts).toString('utf8') });
      // An event stream has no end.
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        finish();
        sent.destroy();
        return;
      }
      response.on('data', (part) => {
        length += part.length;
        if (length <= LONGEST_ANSWER) parts.push(part);
        else sent.destroy();
      });
      response.once('end', finish);
      response.once('close', finish);
      response.once('error', finish);
    });
    sent.end(body);
  });
}

/** Sends bytes on a connection of its own, which breaks after some of them or waits for an answer; what came back, as text. */
export function sendRaw(port, parts, { breakAfter, waitMs = 3_000 } = {}) {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const got = [];
    socket.setTimeout(waitMs, () => socket.destroy());
    socket.on('data', (part) => got.push(part));
    socket.once('error', () => {});
    socket.once('close', () => done(Buffer.concat(got).toString('utf8')));
    socket.once('connect', async () => {
      for (const [index, part] of parts.entries()) {
        if (index === breakAfter) {
          socket.resetAndDestroy();
          return;
        }
        await new Promise((next) => socket.write(part, () => next()));
      }
      if (breakAfter !== undefined) socket.destroy();
    });
  });
}

/** What must not be told: where the service lies, what it is made of, what it asks of its database. */
const INSIDE = /node_modules|\.[jt]s:\d+|\bat \w+ \(|SELECT |INSERT |\/var\/|\/home\/|prisma|fastify|postgres|ECONN|SQLSTATE/i;

/** Throws where an answer is not as every answer must be. `canaries` are values that must not come back in it. */
export function judge(answer, { method = 'GET', canaries = [] }) {
  const { status, headers, text } = answer;
  const say = (what) => new Error(`${what}: ${status} ${text.slice(0, 400)}`);
  if ((status === 429 || status === 503) && !/^[1-9]\d*$/.test(headers['retry-after'] ?? '')) throw say('no Retry-After');
  if (status >= 500 && !(status === 503 && text.includes('/overloaded"'))) throw say('a fault of the service');
  if (status < 400 || method === 'HEAD') {
    if (status < 300 && headers['content-type']?.startsWith('application/json') && text !== '' && text.length < LONGEST_ANSWER)
      JSON.parse(text);
    return;
  }
  if (headers['content-type'] !== 'application/problem+json') throw say('no problem document');
  const problem = JSON.parse(text);
  if (!Object.hasOwn(problemTitles, problem.type?.split('/').at(-1))) throw say('an unknown type');
  if (problem.status !== status) throw say('another status');
  for (const { code, detail } of problem.errors ?? []) {
    if (!findingCodes.includes(code)) throw say(`an unknown code ${code}`);
    if (typeof detail !== 'string' || detail === '' || /(?:^| )\{\d\}/.test(detail)) throw say('no words');
  }
  const words = JSON.stringify({ ...problem, errors: problem.errors?.map(({ pointer, column, parameter, ...rest }) => rest) });
  for (const canary of canaries) if (words.includes(canary)) throw say(`it tells ${canary}`);
  if (INSIDE.test(words)) throw say('it tells of its inside');
}

/** A problem without what is of one request. */
export const withoutInstance = (text) => text.replace(/,?"instance":"[^"]*"/, '');
