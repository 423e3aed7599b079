// The printed declaration by Chromium from HTML: the browser is started once and stays, each document is a new page that is printed.
import { spawn } from 'node:child_process';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { pagesOf } from './declaration-pages.mjs';
import { fontPath, openPrinter } from './pdf-output.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const TIMEOUT_MS = 60_000;

/** The path of the browser, undefined if there is none. */
export function chromiumPath() {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // not here
      }
    }
  }
  return undefined;
}

/** The developer tools' protocol over a pair of pipes: texts of JSON that end with a zero byte. */
class Browser {
  #next = 1;
  #waiting = new Map();
  #heard = new Map();
  #rest = Buffer.alloc(0);

  constructor(folder) {
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-extensions', '--no-first-run', '--remote-debugging-pipe'];
    this.child = spawn(chromiumPath(), [...flags, `--user-data-dir=${folder}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    });
    this.child.stdio[4].on('data', (bytes) => this.#read(bytes));
    process.once('exit', () => this.child.kill('SIGKILL'));
  }

  #read(bytes) {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (let end = this.#rest.indexOf(0); end >= 0; end = this.#rest.indexOf(0)) {
      const message = JSON.parse(this.#rest.toString('utf8', 0, end));
      this.#rest = this.#rest.subarray(end + 1);
      const key = message.id ?? `${message.sessionId}/${message.method}`;
      const told = message.id === undefined ? this.#heard : this.#waiting;
      told.get(key)?.(message);
      told.delete(key);
    }
  }

  async call(method, params = {}, sessionId = undefined) {
    const id = this.#next;
    this.#next += 1;
    const answer = this.#until(this.#waiting, id, method);
    this.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  event(sessionId, method) {
    return this.#until(this.#heard, `${sessionId}/${method}`, method);
  }

  #until(map, key, what) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`${what}: no answer`)), TIMEOUT_MS);
      map.set(key, (message) => {
        clearTimeout(timer);
        done(message);
      });
    });
  }
}

async function print(browser, path, html) {
  writeFileSync(path, html);
  const { targetId } = await browser.call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await browser.call('Target.attachToTarget', { targetId, flatten: true });
  await browser.call('Page.enable', {}, sessionId);
  const loaded = browser.event(sessionId, 'Page.loadEventFired');
  await browser.call('Page.navigate', { url: pathToFileURL(path).href }, sessionId);
  await loaded;
  const { data } = await browser.call('Page.printToPDF', { preferCSSPageSize: true, printBackground: true }, sessionId);
  await browser.call('Target.closeTarget', { targetId });
  return Buffer.from(data, 'base64');
}

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

// Lines as high as the type: at the height that the font asks for, some pages were too long, and what a section hides is not printed.
const STYLE = `@font-face { font-family: A; src: url("${pathToFileURL(fontPath).href}") }
@page { size: A4 landscape; margin: 0 }
body { margin: 0; font: 5.5pt/1 A; }
section { box-sizing: border-box; height: 209mm; padding: 10mm; position: relative; overflow: hidden; break-after: page }
section:last-child { break-after: auto }
table { border-collapse: collapse; table-layout: fixed; width: 277mm }
td { border: 0.5pt solid black; padding: 0.5pt 1pt; text-align: center; overflow-wrap: anywhere; white-space: pre-line }
p { margin: 0; white-space: pre-line } footer { position: absolute; left: 10mm; top: 203mm } a { font-size: 4.5pt; color: blue }`;

function htmlOf(declaration, perPage) {
  const paragraph = (text) => `<p>${escaped(text)}</p>`;
  const sections = pagesOf(declaration, perPage).map(({ above, rows, below, sheet }) => {
    const table = rows.length === 0 ? '' : `<table>${rows.map(rowHtml).join('')}</table>`;
    return `<section>${above.map(paragraph).join('')}${table}${below.map(paragraph).join('')}<footer>${escaped(sheet.join(' '))}</footer></section>`;
  });
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style>${sections.join('\n')}`;
}

function rowHtml(row) {
  const cells = row.map(({ text, colSpan = 1, rowSpan = 1, isLink = false }) => {
    const content = isLink && text !== '' ? `<a href="${escaped(text)}">${escaped(text)}</a>` : escaped(text);
    return `<td colspan="${colSpan}" rowspan="${rowSpan}">${content}</td>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

export async function openChromium(given) {
  const { folder } = given;
  const browser = new Browser(join(folder, 'profile'));
  await browser.call('Browser.getVersion');
  const page = join(folder, 'page.html');
  const close = async () => {
    const ended = new Promise((done) => browser.child.once('exit', done));
    await browser.call('Browser.close').catch(() => browser.child.kill('SIGKILL'));
    await ended;
  };
  return openPrinter(given, (declaration, perPage) => print(browser, page, htmlOf(declaration, perPage)), { close, hasChildren: true });
}
