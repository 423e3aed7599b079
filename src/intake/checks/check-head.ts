import type { Channel, ManifestHead } from '../../domain/manifest.js';
import type { Finding } from '../../domain/problem.js';
import { inDocumentOrder } from '../fields/document-order.js';
import { isRecord } from '../fields/field.js';
import { Inspection } from '../fields/inspection.js';
import { addLengthFault } from '../fields/list.js';
import type { ParsedHead } from '../json/head-piece.js';
import { headField, MAX_CONSIGNMENTS, manifestField } from '../manifest.schema.js';
import { longNumberFindings } from './long-numbers.js';

/** Everything of a manifest but its consignments, checked. Its faults are faults of the whole body. */
export interface CheckedHead {
  /** Set if no fault was found. */
  head?: ManifestHead;
  channel?: Channel;
  /** In document order, each with its place among the consignments: -1 before them, Infinity behind. */
  findings: readonly { finding: Finding; place: number }[];
}

export interface HeadRules {
  today: string;
  /** Name of the tenant of the credential; a body that names another is refused. */
  tenant?: string;
  maxConsignments?: number;
}

/** The channel of a head that may be incomplete or wrong elsewhere. */
export function channelOf(value: unknown): Channel | undefined {
  if (!isRecord(value) || !Object.hasOwn(value, 'channel')) return undefined;
  return value.channel === 'express' || value.channel === 'postal' ? value.channel : undefined;
}

/**
 * Checks a head: the body with its list of consignments emptied, or the first line of NDJSON, which has no such list.
 * `consignments` is how many there were.
 */
export function checkHead(
  { value, longNumbers }: ParsedHead,
  format: 'json' | 'ndjson',
  consignments: number,
  rules: HeadRules,
): CheckedHead {
  const inspection = new Inspection(rules.today);
  const content = withoutTenant(value, rules.tenant, inspection);
  const field = format === 'json' ? manifestField : headField;
  const isGood = field.check(content, inspection);
  const hasList = format === 'ndjson' || (isRecord(content) && Array.isArray(content.consignments));
  const mark = inspection.kept;
  if (hasList) addLengthFault(consignments, rules.maxConsignments ?? MAX_CONSIGNMENTS, inspection);
  inspection.under(mark, 'consignments');
  const found = inspection.finish();
  const findings = [...found, ...longNumberFindings(longNumbers, '', found)];
  return {
    head: isGood && findings.length === 0 ? headOf(content) : undefined,
    channel: channelOf(content),
    findings: placed(value, inDocumentOrder('', value, findings)),
  };
}

const headOf = ({ manifestId, revision, channel, flight }: ManifestHead): ManifestHead => ({ manifestId, revision, channel, flight });

/** The tenant comes from the credential. A body may repeat it as `tenant`, but not say another. */
function withoutTenant(value: unknown, tenant: string | undefined, inspection: Inspection): unknown {
  if (!isRecord(value) || !Object.hasOwn(value, 'tenant')) return value;
  const { tenant: named, ...content } = value;
  if (tenant === undefined || named !== tenant) inspection.add('tenant_mismatch', 'The tenant is that of the credential', 'tenant');
  return content;
}

/** A finding stands behind the consignments if its member does, or if it is missing. Without a list all stand before nothing. */
function placed(value: unknown, findings: readonly Finding[]): { finding: Finding; place: number }[] {
  const names = isRecord(value) ? Object.keys(value) : [];
  const listAt = names.indexOf('consignments');
  return findings.map((finding) => {
    const name = finding.pointer?.split('/')[1];
    const index = name === undefined ? -1 : names.indexOf(name);
    const isBehind = listAt >= 0 && name !== undefined && (index < 0 || index > listAt);
    return { finding, place: isBehind ? Number.POSITIVE_INFINITY : -1 };
  });
}
