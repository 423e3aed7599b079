import type { z } from 'zod';
import {
  type Cover,
  daysOfCover,
  type Gap,
  isLow,
  perDay,
  rangesOf,
  type StockLimits,
  type Stretch,
  serialText,
} from '../../domain/waybill-stock.js';
import type { KeptNumber } from '../../store/number.store.js';
import type { gapsSchema, keptNumberSchema, stockSchema } from './stock.schema.js';

type LevelView = z.infer<typeof stockSchema>['stock'][number];

/** The stock of a carrier as it is shown; `prefixes` holds its stretches, each prefix apart. */
export function levelView(cover: Cover, prefixes: readonly (readonly Stretch[])[], waiting: string[], limits: StockLimits): LevelView {
  const { carrier, free, used, void: voided } = cover;
  const days = daysOfCover(cover);
  return {
    carrier,
    free,
    used,
    void: voided,
    perDay: perDay(cover),
    ...(days === undefined ? {} : { daysOfCover: days }),
    isLow: isLow(cover, limits),
    waiting,
    prefixes: prefixes.map(prefixView),
  };
}

function prefixView(stretches: readonly Stretch[]): LevelView['prefixes'][number] {
  const ranges = rangesOf(stretches);
  const sumOf = (state: 'free' | 'used' | 'void') => ranges.reduce((sum, range) => sum + range[state], 0);
  return {
    prefix: stretches[0].prefix,
    free: sumOf('free'),
    used: sumOf('used'),
    void: sumOf('void'),
    ranges: ranges.map(({ from, to, ...counts }) => ({ from: serialText(from), to: serialText(to), ...counts })),
  };
}

export function gapView({ carrier, prefix, from, to, kind, reason }: Gap): z.infer<typeof gapsSchema>['gaps'][number] {
  const numbers = to - from + 1;
  return { carrier, prefix, from: serialText(from), to: serialText(to), numbers, kind, ...(reason === undefined ? {} : { reason }) };
}

export function numberView(kept: KeptNumber): z.infer<typeof keptNumberSchema> {
  const { number, carrier, state, flight, slot, allottedAt, voidedAt, voidReason, voidedBy } = kept;
  return {
    number,
    carrier,
    state,
    ...(flight === null ? {} : { flight }),
    ...(slot === null ? {} : { slot }),
    ...(allottedAt === null ? {} : { usedAt: allottedAt.toISOString() }),
    ...(voidedAt === null ? {} : { voidedAt: voidedAt.toISOString() }),
    ...(voidReason === null ? {} : { reason: voidReason }),
    ...(voidedBy === null ? {} : { voidedBy }),
  };
}
