import type { ExchangeRates } from '../../../domain/exchange-rates.js';
import type { ManifestHead } from '../../../domain/manifest.js';
import type { LockedFlight } from '../../../store/amendment.store.js';
import { heldCounts } from '../../../store/amendment.store.js';
import { sharers } from '../../../store/cross-checks/cross-rows.js';
import { crossFindings } from '../../../store/cross-checks.js';
import type { PoolClient } from '../../../store/database.js';
import { crossScope } from '../../checks/cross-scope.js';
import { isRecord } from '../../fields/field.js';
import { isSame } from '../merge-patch.js';
import type { Judged } from './judge.js';

/** What consignments have to do with each other, looked at once for all that one transaction changes. */
export class Across {
  /** Rows to look at, by manifest. */
  readonly #rows = new Map<number, { manifest: Pick<ManifestHead, 'manifestId' | 'revision' | 'channel'>; sequences: Set<number> }>();

  constructor(
    private readonly client: PoolClient,
    private readonly tenantId: string,
    private readonly flight: LockedFlight,
    private readonly rates: ExchangeRates | undefined,
  ) {}

  /** Remembers rows of one manifest that are about to be saved, and those that have had to do with a consignee whom one of them leaves. */
  async before(judged: readonly Judged[]): Promise<void> {
    if (judged.length === 0) return;
    const { manifestKey, manifestId, revision, channel } = judged[0].draft.row;
    const rows = this.#rows.get(manifestKey) ?? { manifest: { manifestId, revision, channel }, sequences: new Set<number>() };
    this.#rows.set(manifestKey, rows);
    for (const { content } of judged) rows.sequences.add(content.sequence);
    const leaving = judged.filter(
      ({ draft: { row, value } }) => row.grossWeightG !== null && !isSame(consigneeIn(JSON.parse(row.body)), consigneeIn(value)),
    );
    if (leaving.length === 0) return;
    const sequences = leaving.map(({ content }) => content.sequence);
    for (const sequence of await sharers(this.client, manifestKey, sequences)) rows.sequences.add(sequence);
  }

  /** Writes what is found across consignments into the problems of the rows. Returns whether that changed which of them are held. */
  async settle(): Promise<boolean> {
    let isChanged = false;
    for (const [manifestKey, { manifest, sequences }] of this.#rows) {
      const before = await heldCounts(this.client, [manifestKey]);
      const scope = crossScope(this.tenantId, manifestKey, { ...manifest, flight: this.flight.flight }, this.rates);
      const { apply } = await crossFindings(this.client, { ...scope, sequences: [...sequences], knowsNumbers: true });
      await apply();
      const after = await heldCounts(this.client, [manifestKey]);
      if (before.get(manifestKey) !== after.get(manifestKey)) isChanged = true;
    }
    return isChanged;
  }
}

const consigneeIn = (value: unknown): unknown => (isRecord(value) ? value.consignee : undefined);
