import { Injectable } from '@nestjs/common';
import { ExchangeRates } from '../../domain/exchange-rates.js';
import type { TradeListName, TradeLists } from '../../domain/trade-lists.js';
import { ListStore } from '../../store/list.store.js';
import { SettingsStore } from '../../store/settings.store.js';
import { type TradeRules, tradeRules } from '../checks/trade-rules.js';
import { listNames } from './registry.js';

/** Rates older than this say nothing of today's; the Central Bank sets none over the New Year's holidays. */
const RATES_DAYS_BACK = 10;

/** So many tenants' rules are held ready; each may take some megabytes. */
const MAX_READY = 8;

interface Ready {
  /** The versions, the rates and the day that the rules are made of. */
  state: string;
  rules: Promise<TradeRules>;
}

/** What a tenant's consignments are judged by now: its lists and the latest rates, prepared once and kept until one of them changes. */
@Injectable()
export class CurrentRules {
  /** By tenant, those used last at the end. */
  readonly #ready = new Map<string, Ready>();

  constructor(
    private readonly lists: ListStore,
    private readonly settings: SettingsStore,
  ) {}

  /** `today`: `YYYY-MM-DD`, the day that dates and rates are judged by. */
  async forTenant(tenantId: string, today: string): Promise<TradeRules> {
    const [versions, latest] = await Promise.all([
      this.lists.versions(tenantId),
      this.settings.latestRates(tenantId, today, RATES_DAYS_BACK),
    ]);
    const state = JSON.stringify([today, [...versions].sort(), latest]);
    const ready = this.#ready.get(tenantId);
    this.#ready.delete(tenantId);
    const rules = ready?.state === state ? ready.rules : this.#prepare(tenantId, versions, today, latest);
    this.#keep(tenantId, { state, rules });
    return rules;
  }

  async #prepare(
    tenantId: string,
    versions: ReadonlyMap<string, number>,
    today: string,
    latest: Awaited<ReturnType<SettingsStore['latestRates']>>,
  ): Promise<TradeRules> {
    const lists: Partial<TradeLists> = {};
    for (const name of listNames) await this.#load(tenantId, name, versions.get(name), lists);
    return tradeRules(lists, { today, ...(latest === undefined ? {} : { rates: new ExchangeRates(latest.date, latest.rates) }) });
  }

  async #load<N extends TradeListName>(
    tenantId: string,
    name: N,
    version: number | undefined,
    lists: Partial<Pick<TradeLists, N>>,
  ): Promise<void> {
    if (version !== undefined) lists[name] = await this.lists.rows(tenantId, name, version);
  }

  #keep(tenantId: string, ready: Ready): void {
    this.#ready.set(tenantId, ready);
    for (const oldest of this.#ready.keys()) {
      if (this.#ready.size <= MAX_READY) break;
      this.#ready.delete(oldest);
    }
    // Rules that could not be made are made anew by the next who asks.
    ready.rules.catch(() => {
      if (this.#ready.get(tenantId)?.rules === ready.rules) this.#ready.delete(tenantId);
    });
  }
}
