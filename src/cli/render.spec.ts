import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { consignments, manifestHead, manifestText } from '../../scripts/make-sample.mjs';
import { documentTypes } from '../documents/registry.js';
import type { Consignment } from '../domain/consignment.js';
import { render } from './render.js';
import { renderOptions } from './render-options.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage.js';

const AT = ['--at', '2026-11-22T12:00:00+03:00'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waybridge-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A terminal that keeps what is written to it. */
function listening(isTTY = false): { terminal: Terminal; said: () => string } {
  const parts: string[] = [];
  const sink = () =>
    new Writable({
      write(chunk, _encoding, done) {
        parts.push(String(chunk));
        done();
      },
    });
  return { terminal: { out: sink(), err: Object.assign(sink(), { isTTY }) }, said: () => parts.join('') };
}

function written(name: string, items: Iterable<Consignment>): string {
  const path = join(folder, name);
  const text = [...manifestText(manifestHead({ date: '2026-11-22' }), items)].join('');
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const sizesOf = (out: string) => readdirSync(out).map((name) => [name, readFileSync(join(out, name)).toString('base64')]);

describe('waybridge render', () => {
  it('makes nothing of a postal manifest', async () => {
    const [item] = consignments(1);
    const postal = { ...item, houseWaybill: 'RB473124829CN', bag: 'CNCANARUMOWAAUN60123001190215' };
    const path = join(folder, 'postal.json');
    writeFileSync(path, JSON.stringify({ ...manifestHead({ date: '2026-11-22' }), channel: 'postal', consignments: [postal] }));
    const { terminal } = listening();
    await expect(render(renderOptions([path, '--out', join(folder, 'out'), ...AT]), terminal)).rejects.toThrow(/Postal items/);
    expect(readdirSync(folder)).toEqual(['postal.json']);
  });

  it('makes every document of a flight, the same each time, from plain and compressed files alike', async () => {
    const { terminal, said } = listening();
    const plain = written('flight.json', consignments(60));
    const packed = written('flight.json.gz', consignments(60));
    const outs = ['a', 'b'].map((name) => join(folder, name));
    expect(await render(renderOptions([plain, '--out', outs[0], ...AT]), terminal)).toBe(0);
    expect(await render(renderOptions([packed, '--out', outs[1], ...AT]), terminal)).toBe(0);
    expect(sizesOf(outs[1])).toEqual(sizesOf(outs[0]));
    expect(said()).toContain('4B8101-20261122-HGH: 60 consignments, 3 master waybills');
    const names = readdirSync(outs[0]);
    for (const { type, formats } of documentTypes) {
      // It bears a number that the operator has to ask for.
      if (type === 'prior-notice') continue;
      for (const format of formats) expect(names.some((name) => name.startsWith(`${type}-`) && name.endsWith(`.${format}`))).toBe(true);
    }
    expect(names).toContain('express-declaration-4B8101-20261122-HGH-SVO-1-P1.xml');
    expect(names).toContain('master-waybill-210-10020032.pdf');
  });

  it('draws a bar where someone looks at it', async () => {
    const { terminal, said } = listening(true);
    await render(renderOptions([written('flight.json', consignments(3)), '--out', join(folder, 'out'), ...AT]), terminal);
    expect(said()).toMatch(/█+ (\d+)\/\1 documents/);
  });

  it('makes the papers that a file chooses, and of them those that the command line names', async () => {
    const { terminal } = listening();
    const path = written('flight.json', consignments(40));
    const papers = join(folder, 'papers.json');
    const types = { fwb: { version: '16' }, 'parcel-register': { made: false }, xffm: { made: false } };
    writeFileSync(papers, JSON.stringify({ album: '5.23.0', airlineHouses: 'each', types }));
    const out = join(folder, 'out');
    expect(await render(renderOptions([path, '--out', out, '--papers', papers, ...AT]), terminal)).toBe(0);
    const names = readdirSync(out);
    const isMade = (type: string) => names.some((name) => name.startsWith(`${type}-`));
    expect(['fwb', 'fhl', 'xfhl', 'parcel-register', 'xffm', 'xfzb'].filter(isMade)).toEqual(['fwb', 'fhl', 'xfhl']);
    expect(readFileSync(join(out, 'fwb-210-10020032.txt'), 'latin1')).toMatch(/^FWB\/16/m);
    expect(readFileSync(join(out, 'master-waybill-210-10020032.xml'), 'utf8')).toContain('5.23.0');
    // Every consignment of the waybill is a house.
    const houses = names.flatMap((name) => (name.startsWith('xfhl-') ? [readFileSync(join(out, name), 'utf8')] : []));
    expect(houses.join('').match(/<(?:\w+:)?IncludedHouseConsignment>/g)).toHaveLength(40);

    const some = join(folder, 'some');
    const only = ['--only', 'xffm,ffm', '--album', '5.27.0'];
    expect(await render(renderOptions([path, '--out', some, '--papers', papers, ...only, ...AT]), terminal)).toBe(0);
    expect(new Set(readdirSync(some).map((name) => name.split('-')[0]))).toEqual(new Set(['ffm', 'xffm']));
  });

  it('says every fault of a choice of papers', async () => {
    const { terminal } = listening();
    const path = written('flight.json', consignments(1));
    const papers = join(folder, 'papers.json');
    writeFileSync(papers, JSON.stringify({ types: { fwb: { version: '1' }, awb: {} } }));
    const rendering = render(renderOptions([path, '--out', join(folder, 'out'), '--papers', papers, ...AT]), terminal);
    await expect(rendering).rejects.toThrow(/is not what it should be: \/types\/fwb\/version: One of 17, 16; \/types\/awb: One of /);
    await expect(rendering).rejects.toThrow(UsageError);
  });

  it('figures payments by the tariffs that are named, and stops at a code that they have not', async () => {
    const { terminal, said } = listening();
    const items = [...consignments(200)];
    const path = written('flight.json', items);
    const tariffs = join(folder, 'tariffs.csv');
    writeFileSync(tariffs, 'code;duty;vat;from\n01;5%;20%;2026-01-01\n');
    expect(await render(renderOptions([path, '--out', join(folder, 'out'), '--tariffs', tariffs, ...AT]), terminal)).toBe(1);
    expect(said()).toContain('tariff-unknown');
    await expect(
      render(renderOptions([path, '--out', join(folder, 'out'), '--tariffs', join(folder, 'none.csv'), ...AT]), terminal),
    ).rejects.toThrow(UsageError);
  });

  it('says every problem, with its place, and writes nothing', async () => {
    const { terminal, said } = listening();
    const [first, second, third] = consignments(3);
    const faulty = { ...second, grossWeightKg: '0' };
    const path = written('flight.json', [first, faulty, { ...third, houseWaybill: first.houseWaybill }]);
    expect(await render(renderOptions([path, '--out', join(folder, 'out'), ...AT]), terminal)).toBe(1);
    expect(said()).toContain(`${second.houseWaybill}  /consignments/1/grossWeightKg`);
    expect(said()).toContain(`${first.houseWaybill}  /consignments/2/houseWaybill   error   duplicate`);
    expect(readdirSync(folder)).toEqual(['flight.json']);
  });

  it('leaves out what has problems if told so, also what needs a full declaration', async () => {
    const { terminal, said } = listening();
    const [first, second] = consignments(2);
    const [dear] = [...consignments(40)].filter(({ consignee }) => consignee.kind === 'company');
    dear.goods[0].value = { amount: '9000.00', currency: 'EUR' };
    const items = [first, second, dear].filter(
      (item, index, all) => all.findIndex((other) => other.houseWaybill === item.houseWaybill) === index,
    );
    const path = written('flight.json', items);
    const out = join(folder, 'out');
    expect(await render(renderOptions([path, '--out', out, ...AT]), terminal)).toBe(1);
    expect(said()).toContain('needs-full-declaration');
    expect(await render(renderOptions([path, '--out', out, '--held', 'exclude', ...AT]), terminal)).toBe(0);
    expect(said()).toContain('2 consignments');
  });

  it.each([
    ['Name one manifest', []],
    ['--out is missing', ['a.json']],
    ['--stock reads', ['a.json', '--out', 'b', '--stock', '210']],
    ['--stock ends before', ['a.json', '--out', 'b', '--stock', '210:5-4']],
    ['--album is not', ['a.json', '--out', 'b', '--album', '1.0']],
    ['--only names', ['a.json', '--out', 'b', '--only', 'fwb,awb']],
    ['--at reads', ['a.json', '--out', 'b', '--at', 'noon']],
    ['Unknown option', ['a.json', '--out', 'b', '--fast']],
    ['--held can only be', ['a.json', '--out', 'b', '--held', 'maybe']],
  ])('says what was typed wrongly: %s', (message, args) => {
    expect(() => renderOptions(args)).toThrow(UsageError);
    expect(() => renderOptions(args)).toThrow(message);
  });

  it('says which file cannot be read', async () => {
    const { terminal } = listening();
    await expect(render(renderOptions([join(folder, 'none.json'), '--out', folder]), terminal)).rejects.toThrow('cannot be read: ENOENT');
    const path = written('flight.json', consignments(1));
    await expect(render(renderOptions([path, '--out', folder, '--rates', path]), terminal)).rejects.toThrow(
      'is not what it should be: /base',
    );
  });
});
