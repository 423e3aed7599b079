import type { DeclarationSlot, FlightPlan, Placement, WaybillSlot } from '../domain/flight-plan.js';
import { paymentsText } from '../domain/payment.js';
import type { Fingerprints } from './content-hashes.js';
import { CopyLines, copyField } from './copy-lines.js';
import type { PoolClient } from './database.js';

/** Writes what a plan decided as a run's rows; COPY, because of placements there may be a quarter of a million. */
export async function copyPlan(
  client: PoolClient,
  runId: number,
  { waybills, declarations, placements }: FlightPlan,
  fingerprints: readonly Fingerprints[],
): Promise<void> {
  await copyWaybills(client, runId, waybills);
  await copyDeclarations(client, runId, declarations, fingerprints);
  await copyPlacements(client, runId, placements);
}

async function copyWaybills(client: PoolClient, runId: number, waybills: readonly WaybillSlot[]): Promise<void> {
  const lines = new CopyLines(client, 'master_waybill', [
    'run_id',
    'index',
    'slot',
    'destination',
    'pieces',
    'consignments',
    'consignment_pieces',
    'gross_weight_g',
    'volume_cm3',
    'chargeable_half_kg',
  ]);
  for (const [index, w] of waybills.entries()) {
    await lines.write(
      [
        runId,
        index,
        w.slot,
        w.destination,
        w.pieces,
        w.consignments,
        w.consignmentPieces,
        w.grossWeightG,
        w.volumeCm3,
        w.chargeableHalfKg,
      ].join('\t'),
    );
  }
  await lines.end();
}

async function copyDeclarations(
  client: PoolClient,
  runId: number,
  declarations: readonly DeclarationSlot[],
  fingerprints: readonly Fingerprints[],
): Promise<void> {
  const lines = new CopyLines(client, 'declaration', [
    'run_id',
    'index',
    'slot',
    'kind',
    'waybill',
    'house_waybills',
    'goods_items',
    'gross_weight_g',
    'value_kopecks',
    'duty_kopecks',
    'payments',
    'fingerprint',
    'listed_fingerprint',
  ]);
  for (const [index, d] of declarations.entries()) {
    await lines.write(
      [
        runId,
        index,
        d.slot,
        d.kind,
        d.waybill,
        d.houseWaybills,
        d.goodsItems,
        d.grossWeightG,
        d.valueKopecks,
        d.dutyKopecks,
        copyField(d.payments && JSON.stringify(d.payments)),
        copyBytes(fingerprints[index].fingerprint),
        copyBytes(fingerprints[index].listed),
      ].join('\t'),
    );
  }
  await lines.end();
}

const copyBytes = (hex: string | undefined): string => copyField(hex && `\\x${hex}`);

async function copyPlacements(client: PoolClient, runId: number, placements: readonly Placement[]): Promise<void> {
  const lines = new CopyLines(client, 'placement', [
    'run_id',
    'declaration',
    'ordinal',
    'first_goods_numeric',
    'manifest_key',
    'sequence',
    'value_kopecks',
    'value_eur',
    'duty_kopecks',
    'duty_basis',
    'payments',
  ]);
  for (const p of placements) {
    const full = lines.write(
      `${runId}\t${p.declaration}\t${p.ordinal}\t${p.firstGoodsNumeric}\t${p.facts.manifestKey}\t${p.facts.sequence}\t${p.valueKopecks}\t${
        p.valueEur
      }\t${p.dutyKopecks}\t${p.dutyBasis}\t${copyField(p.payments && paymentsText(p.payments))}`,
    );
    if (full !== undefined) await full;
  }
  await lines.end();
}
