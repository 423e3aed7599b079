import type { Consignment } from '../../domain/consignment.js';
import type { Channel } from '../../domain/manifest.js';
import type { Finding } from '../../domain/problem.js';
import { inDocumentOrder } from '../fields/document-order.js';
import { isRecord } from '../fields/field.js';
import { Inspection } from '../fields/inspection.js';
import { consignmentField } from '../manifest.schema.js';
import { ChannelRules } from './channel-rules.js';
import type { TradeRules } from './trade-rules.js';

/** What a consignment is judged by. */
export interface CheckRules {
  /** The day it is, `YYYY-MM-DD`. */
  today: string;
  /** Express goods of individuals need tax number and identity document; true if left out. */
  requireIdentity?: boolean;
  /** What the tenant's lists and the rules of the day say; without them a consignment is judged by its form alone. */
  trade?: TradeRules;
}

/** A consignment that was looked at, with all that was found in document order. */
export interface CheckedConsignment {
  /** Set if no error was found. */
  consignment?: Consignment;
  /** Its number, unless that is what is wrong. */
  houseWaybill?: string;
  /** That of its order, if it is faulty elsewhere; of a good one it is in the consignment. */
  orderNumber?: string;
  findings: readonly Finding[];
  /** Exact count of the findings, which may exceed those listed. */
  findingCount: number;
  /** Members of all objects; exact for a consignment without fault of its own. */
  members: number;
  /** True if all members came in the order of the description. */
  isOrdered: boolean;
  /** Rules of the channels that it breaks, for `ChannelRules`; settled already if the channel was given. */
  brokenBits: number;
}

const looksGood = consignmentField.passes ?? consignmentField.check;

const NONE: readonly Finding[] = [];

/** Checks consignments one after another; prepared once for many. */
export class ConsignmentCheck {
  readonly channelRules: ChannelRules;
  readonly #inspection: Inspection;

  constructor({ today, requireIdentity = true, trade }: CheckRules) {
    this.#inspection = new Inspection(today, trade);
    this.channelRules = new ChannelRules(requireIdentity, trade);
  }

  /** Checks a parsed value. `pointer` is where it stands; without a channel the rules of the channels wait. */
  check(value: unknown, pointer: string, channel: Channel | undefined): CheckedConsignment {
    const inspection = this.#inspection;
    inspection.channel = channel;
    const isGood = this.#isGood(value);
    const { count, noted, members, isOrdered } = inspection;
    const brokenBits = isRecord(value) ? this.channelRules.broken(value, channel) : 0;
    const findings = inspection.finish();
    if (isGood && noted === 0 && (brokenBits === 0 || channel === undefined)) {
      return { consignment: value, houseWaybill: value.houseWaybill, findings: NONE, findingCount: 0, members, isOrdered, brokenBits };
    }
    for (const finding of findings) finding.pointer = pointer + finding.pointer;
    const ofChannel = channel === undefined ? NONE : this.channelRules.findings(brokenBits, channel, pointer);
    return {
      consignment: isGood && ofChannel.length === 0 ? value : undefined,
      houseWaybill: numberOf(value, 'houseWaybill', findings, pointer),
      orderNumber: numberOf(value, 'orderNumber', findings, pointer),
      findings: inDocumentOrder(pointer, value, [...findings, ...ofChannel]),
      findingCount: count + noted + ofChannel.length,
      members,
      isOrdered,
      brokenBits,
    };
  }

  /** Nearly every consignment passes; only of one that does not, or that something is to be told of, places are found out. */
  #isGood(value: unknown): value is Consignment {
    const inspection = this.#inspection;
    if (looksGood(value, inspection) && inspection.count === 0 && inspection.noted === 0) return true;
    inspection.finish();
    return consignmentField.check(value, inspection);
  }
}

function numberOf(value: unknown, member: string, findings: readonly Finding[], pointer: string): string | undefined {
  const number = isRecord(value) && Object.hasOwn(value, member) ? value[member] : undefined;
  if (typeof number !== 'string') return undefined;
  return findings.some((finding) => finding.pointer === `${pointer}/${member}`) ? undefined : number;
}
