/** Where a process may be made to fail, in the order in which a flight meets them. Source: reliability R42. */
export const failpointNames = [
  'intake.before_begin',
  'intake.mid_copy',
  'intake.after_copy',
  'intake.after_commit',
  'intake.before_response',
  'amend.after_commit',
  'outbox.after_add',
  'outbox.before_mark',
  'plan.before_commit',
  'plan.after_commit',
  'awb.after_take',
  'awb.after_commit',
  'render.mid_document',
  'render.after_document',
  'upload.mid_object',
  'upload.after_object',
  'upload.after_last',
  'publish.before_commit',
  'publish.after_commit',
  'job.before_ack',
  'reconcile.mid',
] as const;

export type FailpointName = (typeof failpointNames)[number];

export type FailpointAction = { kind: 'kill' | 'throw' | 'hang' | 'enospc' | 'eio' } | { kind: 'delay'; ms: number };

/** A point that is armed, and how often it has been met. */
export interface Armed {
  name: FailpointName;
  action: FailpointAction;
  /** Acts at this hit and at no other; at each if left out. Counted from 1. */
  onlyHit: number | undefined;
  hits: number;
}

const POINT = /^(?<name>[a-z._]+)=(?:(?<kind>kill|throw|hang|enospc|eio)|delay\((?<ms>\d{1,6})\))(?:@(?<hit>[1-9]\d*))?$/;

/**
 * Reads `name=action[@hit];…`. Errors: RangeError that names the part that is wrong.
 *
 * Source: reliability R41.
 */
export function parseFailpoints(spec: string): Map<FailpointName, Armed> {
  const points = spec
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readPoint);
  return new Map(points.map((point) => [point.name, point]));
}

function readPoint(part: string): Armed {
  const found = POINT.exec(part)?.groups;
  const name = failpointNames.find((known) => known === found?.name);
  if (found === undefined || name === undefined) throw new RangeError(`FAILPOINTS: ${part} is no name=action[@hit]`);
  return { name, action: actionOf(found), onlyHit: found.hit === undefined ? undefined : Number(found.hit), hits: 0 };
}

const plainActions = ['kill', 'throw', 'hang', 'enospc', 'eio'] as const;

function actionOf({ kind, ms }: Record<string, string | undefined>): FailpointAction {
  const plain = plainActions.find((known) => known === kind);
  return plain === undefined ? { kind: 'delay', ms: Number(ms) } : { kind: plain };
}
