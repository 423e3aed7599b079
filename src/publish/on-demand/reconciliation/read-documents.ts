import { createInflateRaw } from 'node:zlib';
import type { Archive } from '../../../archive/archive.js';
import { DomainError } from '../../../domain/problem.js';
import { scanned } from '../../../files/xml/xml-part.js';
import type { StoredDocument } from '../../../store/document-read.store.js';
import type { ToldHouse } from '../../../store/reconciliation.store.js';
import { storedBytes } from '../../download/content.js';
import {
  declarationScan,
  houseManifestScan,
  type StatedDeclaration,
  type StatedHouse,
  type StatedHouseManifest,
  type StatedWaybill,
  waybillScan,
} from './document-figures.js';
import type { PathScan } from './path-scan.js';

/** Types whose XML is read back. */
export type ReadType = 'express-declaration' | 'master-waybill' | 'house-manifest';

/**
 * Reads published documents back, one in memory at a time, their XML unpacked and looked at piece by piece. What cannot be read is
 * noted by file name and left out.
 */
export class DocumentReading {
  /** By slot, by number and by number. */
  readonly declarations = new Map<string, StatedDeclaration>();
  readonly waybills = new Map<string, StatedWaybill>();
  readonly houseManifests = new Map<string, StatedHouseManifest>();
  readonly damaged: string[] = [];

  constructor(
    private readonly archive: Archive,
    private readonly documents: Readonly<Record<ReadType, readonly StoredDocument[]>>,
    /** Id of the flight: what stands before the slot in a declaration's. */
    private readonly flight: string,
  ) {}

  /** House waybills of all declarations that can be read, as they state them. Of one that breaks off, none. */
  async *told(): AsyncGenerator<ToldHouse> {
    for (const document of this.documents['express-declaration']) {
      const slot = document.subject.slice(this.flight.length + 1);
      const houses: StatedHouse[] = [];
      const { scan, totals } = declarationScan((house) => houses.push(house));
      if (!(await this.#read(document, scan, totals))) continue;
      this.declarations.set(slot, totals());
      for (const house of houses) yield { slot, ...house };
    }
  }

  /** The totals of waybills and house manifests. */
  async readCarriage(): Promise<void> {
    for (const document of this.documents['master-waybill']) {
      const { scan, totals } = waybillScan();
      if (await this.#read(document, scan, totals)) this.waybills.set(document.subject, totals());
    }
    for (const document of this.documents['house-manifest']) {
      const { scan, totals } = houseManifestScan();
      if (await this.#read(document, scan, totals)) this.houseManifests.set(document.subject, totals());
    }
  }

  /** Errors: what the storage throws; a document that is not what was stored, or not what it should be, is noted. */
  async #read(document: StoredDocument, scan: PathScan, totals: () => object): Promise<boolean> {
    try {
      const stored = await storedBytes(this.archive, document);
      for await (const _ of scanned(inflated(document, stored), scan));
      if (!Object.values(totals()).some(Number.isNaN)) return true;
    } catch (error) {
      // A missing object, a broken form, a figure that is none; a disk that is away is no property of the document.
      if (!(error instanceof DomainError || error instanceof RangeError)) throw error;
    }
    this.damaged.push(document.fileName);
    return false;
  }
}

async function* inflated({ encoding }: StoredDocument, stored: Buffer): AsyncGenerator<Buffer> {
  if (encoding !== 'deflate') {
    yield stored;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 65_536 });
  inflate.end(stored);
  for await (const chunk of inflate) yield Buffer.from(chunk);
}
