import { createHash } from 'node:crypto';
import { consignmentFacts } from '../domain/consignment-facts.js';
import { ExchangeRates } from '../domain/exchange-rates.js';
import { type Flight, flightId } from '../domain/flight.js';
import type { ConsignmentFacts, DeclarationSlot, FlightPlan, WaybillSlot } from '../domain/flight-plan.js';
import { lineGoods } from '../domain/line-goods.js';
import { paymentsText } from '../domain/payment.js';
import { DomainError } from '../domain/problem.js';
import type { TariffRow } from '../domain/tariff.js';
import { waybillNumber } from '../domain/waybill.js';
import { assignNumbers } from '../plan/assign-numbers.js';
import { compareText } from '../plan/bags.js';
import { planFlight } from '../plan/plan-flight.js';
import { rulesOn } from '../plan/rule-set.js';
import type { ComposeContext, DeclaredRow } from '../publish/compose.js';
import type { NumberedSlots } from '../publish/drafts.js';
import type { RunContext } from '../store/run.store.js';
import type { FlightRow } from './read-flight.js';
import type { RenderOptions } from './render-options.js';

/** A flight that has been planned and numbered in memory, as the store would have it. */
export interface PlannedFile extends NumberedSlots {
  context: ComposeContext;
  waybills: (WaybillSlot & { number: string; fingerprint: string })[];
  declarations: (DeclarationSlot & { fingerprint: string })[];
  findings: FlightPlan['findings'];
  /** Consignments of a declaration by ordinal. */
  declared(declaration: number): DeclaredRow[];
  /** Consignments under a waybill by bag and house waybill. */
  carried(waybill: number): DeclaredRow[];
}

/**
 * Plans a flight that no plan was made of before and gives its waybills the first numbers of the stock.
 *
 * Errors: `exchange-rate-missing`, `destination-not-set-up`, `waybill-stock-empty`.
 */
export function planFile(
  flight: Flight,
  rows: readonly FlightRow[],
  run: RunContext,
  { createdAt, stock, tariffs }: { createdAt: string; stock: RenderOptions['stock']; tariffs: readonly TariffRow[] },
): PlannedFile {
  const { regime, personalFee } = run;
  const rates = new ExchangeRates(run.rates.date, run.rates.rates);
  const plan = planFlight({
    facts: rows.map((row, key) => factsOf(row, key, flight)),
    rates,
    rules: rulesOn(run.rates.date, { regime, personalFee }),
    tariffs,
    flight,
  });
  const { waybills } = assignNumbers(plan, numbersFor(plan, stock));
  const consignments = plan.declarations.map((): DeclaredRow[] => []);
  const contents = plan.declarations.map(() => createHash('sha256'));
  for (const { declaration, ordinal, firstGoodsNumeric, dutyKopecks, dutyBasis, payments, facts } of plan.placements) {
    const { consignment, contentHash } = rows[facts.manifestKey];
    const duty = { kopecks: dutyKopecks, basis: dutyBasis };
    consignments[declaration].push({ consignment, ordinal, firstGoodsNumeric, duty, payments });
    contents[declaration].update(contentHash);
    if (payments !== undefined) contents[declaration].update(createHash('sha256').update(paymentsText(payments)).digest());
  }
  const declarations = plan.declarations.map((declaration, index) => ({
    index,
    ...declaration,
    fingerprint: contents[index].digest('hex'),
  }));
  const under = (waybill: number) => declarations.filter((declaration) => declaration.waybill === waybill);
  return {
    context: {
      flightId: flightId(flight),
      flight,
      createdAt,
      album: run.album,
      rates,
      regime,
      airlineHouses: run.airlineHouses,
      settingsOf: (destination) => {
        const settings = run.destinations[destination];
        if (settings === undefined) throw new DomainError('destination-not-set-up', destination);
        return settings;
      },
    },
    waybills: waybills.map((waybill, index) => ({ index, ...waybill, fingerprint: waybillFingerprint(under(index)) })),
    declarations,
    findings: plan.findings,
    declared: (declaration) => consignments[declaration],
    carried: (waybill) =>
      under(waybill)
        .flatMap(({ index }) => consignments[index])
        .sort(byBag),
  };
}

/** `manifestKey` is the place among the rows that are planned. */
function factsOf({ sequence, consignment }: FlightRow, manifestKey: number, flight: Flight): ConsignmentFacts {
  const { houseWaybill, bag, destination = flight.destination, consignee, pieces } = consignment;
  return {
    manifestKey,
    sequence,
    houseWaybill,
    bag,
    destination,
    consigneeKind: consignee.kind,
    pieces,
    ...consignmentFacts(consignment),
    ...(consignee.kind === 'company' ? { lineGoods: lineGoods(consignment.goods) } : {}),
  };
}

function numbersFor({ waybills }: FlightPlan, { prefix, from, to }: RenderOptions['stock']): Map<string, string> {
  if (waybills.length > to - from + 1) throw new DomainError('waybill-stock-empty', `${waybills.length} numbers are needed`);
  return new Map(waybills.map(({ slot }, index) => [slot, waybillNumber(prefix, from + index)]));
}

/** Over the declarations under it, which are over their consignments. */
function waybillFingerprint(declarations: readonly { fingerprint: string }[]): string {
  const hash = createHash('sha256');
  for (const { fingerprint } of declarations) hash.update(Buffer.from(fingerprint, 'hex'));
  return hash.digest('hex');
}

function byBag({ consignment: a }: DeclaredRow, { consignment: b }: DeclaredRow): number {
  return compareText(a.bag ?? '', b.bag ?? '') || compareText(a.houseWaybill, b.houseWaybill);
}
