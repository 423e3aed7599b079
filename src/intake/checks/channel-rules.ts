import type { Channel } from '../../domain/manifest.js';
import { isItemNumber, isReceptacle } from '../../domain/postal-number.js';
import type { Finding, FindingCode, Severity } from '../../domain/problem.js';
import { type Sentence } from '../../domain/wording/wording.js';
import { isRecord } from '../fields/field.js';
import { pointerToken } from '../fields/inspection.js';
import { isBarredFromPost } from './goods/barred-goods.js';
import type { TradeRules } from './trade-rules.js';

/**
 * Rules that depend on the manifest's channel, which may be told only behind the consignments: so each consignment's answers
 * are taken as bits, whatever the channel, and turned into findings once it is known. A bit is one rule broken.
 */
interface ChannelRule {
  channel: Channel;
  member: readonly string[];
  code: FindingCode;
  detail: Sentence;
  /** Left out for an error. */
  severity?: Exclude<Severity, 'error'>;
  /** Of a rule that looks where another does once the channel is known: asked only while it is not. */
  isStandIn?: boolean;
  /** Members of a consignment of any shape; true where the rule is broken and no other rule says so already. */
  isBroken(consignment: Record<string, unknown>): boolean;
}

const isIndividualWithout =
  (member: string) =>
  ({ consignee }: Record<string, unknown>): boolean =>
    isRecord(consignee) && consignee.kind === 'individual' && consignee[member] === undefined;

const identityRules: readonly ChannelRule[] = [
  {
    channel: 'express',
    member: ['consignee', 'inn'],
    code: 'required_if',
    detail: "An individual's tax number is required for express goods",
    isBroken: isIndividualWithout('inn'),
  },
  {
    channel: 'express',
    member: ['consignee', 'identityDocument'],
    code: 'required_if',
    detail: "An individual's identity document is required for express goods",
    isBroken: isIndividualWithout('identityDocument'),
  },
];

const postalRules: readonly ChannelRule[] = [
  {
    channel: 'postal',
    member: ['houseWaybill'],
    code: 'format',
    detail: 'A UPU S10 item number with its check digit: two letters, nine digits, two letters',
    isBroken: ({ houseWaybill }) => typeof houseWaybill === 'string' && /^[A-Z0-9]/.test(houseWaybill) && !isItemNumber(houseWaybill),
  },
  {
    channel: 'postal',
    member: ['bag'],
    code: 'format',
    detail: 'A UPU S9 receptacle of 29 characters',
    isBroken: ({ bag }) => typeof bag === 'string' && bag !== '' && !isReceptacle(bag),
  },
  {
    channel: 'postal',
    member: ['bag'],
    code: 'required_if',
    detail: 'A postal item travels in a receptacle',
    isBroken: (consignment) => !Object.hasOwn(consignment, 'bag'),
  },
];

/**
 * Goods that only the post bars. Where the channel is known, `goodsAreAllowed` tells of each line by the list's own words. Behind its
 * consignments a channel finds these two bits of them, so that the same consignments are turned away or held, by fewer words and
 * without keeping anything of a body that may be large; warnings that rows for the post make are left out then.
 */
const barredRules = (trade: TradeRules): readonly ChannelRule[] => [
  {
    channel: 'postal',
    member: ['goods'],
    code: 'barred_goods',
    detail: 'Goods among them are barred from the post',
    isStandIn: true,
    isBroken: (consignment) => isBarredFromPost(consignment, trade, 'error'),
  },
  {
    channel: 'postal',
    member: ['goods'],
    code: 'barred_goods',
    detail: 'Goods among them are to be looked at before they go by post',
    severity: 'hold',
    isStandIn: true,
    isBroken: (consignment) => isBarredFromPost(consignment, trade, 'hold'),
  },
];

/** The rules in force: those of the post, and those about identity unless they are switched off. At most eight. */
export class ChannelRules {
  readonly #rules: readonly ChannelRule[];
  readonly #ofChannel: Record<Channel | 'any', readonly number[]>;

  /** `requireIdentity`: express goods of individuals need tax number and identity document (customs-rules 0, rule 9). */
  constructor(requireIdentity: boolean, trade?: TradeRules) {
    this.#rules = [...(requireIdentity ? identityRules : []), ...postalRules, ...(trade === undefined ? [] : barredRules(trade))];
    const all = this.#rules.map((_, index) => index);
    const of = (channel: Channel): number[] =>
      all.filter((index) => this.#rules[index].channel === channel && this.#rules[index].isStandIn !== true);
    this.#ofChannel = { any: all, express: of('express'), postal: of('postal') };
  }

  /** Bits of the rules that a consignment breaks: those of its channel, or of all while that is not known. */
  broken(consignment: Record<string, unknown>, channel: Channel | undefined): number {
    const indices = this.#ofChannel[channel ?? 'any'];
    let bits = 0;
    for (let i = 0; i < indices.length; i++) if (this.#rules[indices[i]].isBroken(consignment)) bits |= 1 << indices[i];
    return bits;
  }

  /** Findings for the bits that are of a channel; `pointer` is that of the consignment. */
  findings(bits: number, channel: Channel, pointer: string): Finding[] {
    return this.#rules
      .filter((rule, i) => rule.channel === channel && (bits & (1 << i)) !== 0)
      .map(({ member, code, severity, detail }) => {
        const place = pointer + member.map((name) => `/${pointerToken(name)}`).join('');
        return severity === undefined ? { pointer: place, code, detail } : { pointer: place, code, severity, detail };
      });
  }
}
