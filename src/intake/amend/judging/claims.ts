import type { Finding } from '../../../domain/problem.js';
import { say } from '../../../domain/wording/wording.js';
import { type NumberMember, type Sharer, sharersOf } from '../../../store/amendment.store.js';
import type { ConsignmentPlace } from '../../../store/consignment-read.store.js';
import type { PoolClient } from '../../../store/database.js';
import type { Judged } from './judge.js';

const members: readonly NumberMember[] = ['houseWaybill', 'orderNumber'];

const isPlace = (one: ConsignmentPlace, other: ConsignmentPlace): boolean =>
  one.manifestKey === other.manifestKey && one.sequence === other.sequence;

/**
 * Who holds the numbers that no two consignments share. Whoever has a number and is not held for it keeps it, wherever it stands, so
 * that the mending of one row never holds another that was good; a row of several that all wait gets it by being judged first.
 */
export class Claims {
  private constructor(private readonly sharers: Readonly<Record<NumberMember, Sharer[]>>) {}

  /** The numbers of some rows of one manifest, of which those that are not held may be refused and keep what they have. */
  static async of(client: PoolClient, flightId: string, judged: readonly Judged[]): Promise<Claims> {
    const { manifestKey } = judged[0].content;
    const scope = { flightId, manifestKey };
    const numbersOf = (member: NumberMember) => judged.flatMap(({ content }) => content[member] ?? []);
    const stored = async (member: NumberMember) => {
      const sharers = await sharersOf(client, member, scope, numbersOf(member));
      return sharers.filter((sharer) => {
        const own = judged.find(({ content }) => isPlace(content, sharer));
        // A held row that leaves a number leaves it for sure.
        return own === undefined || own.content[member] === sharer.number || !own.draft.row.isHeld;
      });
    };
    return new Claims({ houseWaybill: await stored('houseWaybill'), orderNumber: await stored('orderNumber') });
  }

  /** What is wrong with the numbers of a row, which from now on claims those that nobody had. */
  findings({ content }: Judged): Finding[] {
    const { manifestKey, sequence } = content;
    return members.flatMap((member): Finding[] => {
      const number = content[member];
      if (number === undefined) return [];
      const sharers = this.sharers[member].filter((sharer) => sharer.number === number);
      const owner = sharers.find((sharer) => !isPlace(sharer, content) && !sharer.isDuplicate);
      const own = sharers.find((sharer) => isPlace(sharer, content));
      if (own === undefined) this.sharers[member].push({ manifestKey, sequence, number, isDuplicate: owner !== undefined });
      else own.isDuplicate = owner !== undefined;
      return owner === undefined ? [] : [duplicateOf(content, owner, member)];
    });
  }
}

function duplicateOf({ manifestKey, sequence }: ConsignmentPlace, owner: ConsignmentPlace, member: NumberMember): Finding {
  const pointer = `/consignments/${sequence}/${member}`;
  if (owner.manifestKey !== manifestKey) return { pointer, code: 'duplicate', detail: 'Another manifest of this flight holds it' };
  return { pointer, code: 'duplicate', ...say('Same value as {0}', `/consignments/${owner.sequence}/${member}`) };
}
