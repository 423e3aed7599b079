import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { unzip } from '../../../test/unzip.js';
import { Archive } from '../../archive/archive.js';
import type { StoredDocument } from '../../store/document-read.store.js';
import { archiveStream } from './archive-stream.js';
import { OpenArchives } from './flight-archive.js';

const COUNT = 40;
const contents = Array.from({ length: COUNT }, (_, i) => Buffer.alloc(200_000 + i, `${i} `));

function documentOf(bytes: Buffer, index: number): StoredDocument {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    id: `${index}`,
    type: 'express-declaration',
    format: 'pdf',
    subject: `${index}`,
    fileName: `express-declaration-${index}.pdf`,
    mediaType: 'application/pdf',
    size: bytes.length,
    sha256,
    crc32: crc32(bytes),
    encoding: 'identity',
    objectKey: sha256,
    objectSize: bytes.length,
    status: 'published',
    revision: 1,
    createdAt: new Date('2026-11-22T09:15:31Z'),
  };
}

const documents = contents.map(documentOf);

describe('an archive of a flight', () => {
  let folder: string;
  let server: Server;
  let archives: OpenArchives;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'archive-'));
    const archive = new Archive(folder);
    for (const [index, { objectKey }] of documents.entries()) await archive.put(objectKey, contents[index]);
    archives = new OpenArchives(archive);
    server = createServer(async (_request, response) => {
      await pipeline(await archiveStream(archives.of([...documents]), response), response).catch(() => {});
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function ask(): Promise<IncomingMessage> {
    const { port } = server.address() as AddressInfo;
    const request = get({ port, host: '127.0.0.1', agent: false });
    const [response]: IncomingMessage[] = await once(request, 'response');
    return response;
  }

  it('is the same for a reader alone, for many at once, and beside one that stands still or goes away', async () => {
    const still = await ask();
    const gone = await ask();
    gone.on('error', () => {}).destroy();
    const read = await Promise.all(Array.from({ length: 8 }, async () => buffer(await ask())));
    read.push(await buffer(await ask()), await buffer(still));
    const archive = archives.of(documents);
    for (const bytes of read) {
      expect(bytes).toHaveLength(archive.length);
      const files = unzip(bytes);
      expect(files.size).toBe(COUNT + 1);
      for (const [index, { fileName }] of documents.entries())
        expect(contents[index].equals(files.get(fileName) ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('is one for all who read the same documents, and another for others', () => {
    expect(archives.of([...documents])).toBe(archives.of(documents));
    expect(archives.of(documents.slice(1))).not.toBe(archives.of(documents));
  });

  it('breaks off before a document that was changed', async () => {
    const { objectKey } = documents[COUNT - 1];
    const path = join(folder, objectKey.slice(0, 2), objectKey);
    await writeFile(path, Buffer.from(contents[COUNT - 1]).fill('x', 1000, 1001));
    const response = await ask();
    let length = 0;
    response.on('data', (chunk: Buffer) => {
      length += chunk.length;
    });
    await expect(once(response, 'end')).rejects.toThrow();
    expect(length).toBeLessThan(archives.of(documents).length - contents[COUNT - 1].length);
    await writeFile(path, contents[COUNT - 1]);
  });
});
