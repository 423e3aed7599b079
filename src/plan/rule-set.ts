import { type ConsigneeNorms, consigneeNorms } from './rules/consignee-norms.js';
import { customsFees, type FeeBand, personalFeeRub } from './rules/customs-fees.js';
import { inForce } from './rules/dated.js';
import { expressValueCapEurHundredths, maxGoodsItems, maxHouseWaybills } from './rules/express-limits.js';
import { type DutyRegime, type PersonalDutyRule, personalNorms } from './rules/personal-norms.js';
import { volumetricDivisor, type WaybillCaps, waybillCaps } from './rules/waybill-caps.js';

/** The rules of one day; the rows behind them, with source and confidence, are in `rules/`. */
export interface RuleSet {
  /** House waybills in a declaration. */
  maxHouseWaybills: number;
  /** Goods lines in a declaration. */
  maxGoodsItems: number;
  /** Cubic centimetres that are charged as one kilogram. */
  volumetricDivisor: number;
  waybillCaps: WaybillCaps;
  /** The most that a firm's consignment may be worth in a ДТЭГ; hundredths of a euro. */
  expressValueCapEurHundredths: number;
  personalDuty: PersonalDutyRule;
  /** Of a ДТЭГ. */
  customsFees: readonly FeeBand[];
  /** Of a house waybill of a ПТДЭГ with duty; left out where none is asked. Whole roubles. */
  personalFeeRub?: number;
  consigneeNorms: ConsigneeNorms;
}

/** What an operator chooses among the rules. */
export interface RuleSettings {
  /** Replace defaults of the master waybill's caps. */
  caps?: Partial<WaybillCaps>;
  regime?: DutyRegime;
  /** Whether a ПТДЭГ costs a fee for each house waybill with duty. */
  personalFee?: boolean;
}

/** The rules in force on a day, `YYYY-MM-DD`. Errors: RangeError for a day before the first row of a rule. */
export function rulesOn(date: string, { caps, regime, personalFee = false }: RuleSettings = {}): RuleSet {
  return {
    maxHouseWaybills: inForce(maxHouseWaybills, date),
    maxGoodsItems: inForce(maxGoodsItems, date),
    volumetricDivisor: inForce(volumetricDivisor, date),
    waybillCaps: { ...inForce(waybillCaps, date), ...caps },
    expressValueCapEurHundredths: inForce(expressValueCapEurHundredths, date),
    personalDuty: personalDutyOn(date, regime),
    customsFees: inForce(customsFees, date),
    ...(personalFee ? { personalFeeRub: inForce(personalFeeRub, date) } : {}),
    consigneeNorms: inForce(consigneeNorms, date),
  };
}

/** The duty on goods for personal use on a day; errors as `rulesOn`. */
export function personalDutyOn(date: string, regime: DutyRegime = 'personal'): PersonalDutyRule {
  return inForce(personalNorms[regime], date);
}
