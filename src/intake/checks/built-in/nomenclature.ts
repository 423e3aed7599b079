import type { NomenclatureCode } from '../../../domain/trade-lists.js';

/** The chapters of the ТН ВЭД ЕАЭС, 77 being left free: until a tenant imports the nomenclature, any code of a chapter is taken to exist. */
export const nomenclature: readonly NomenclatureCode[] = Array.from({ length: 97 }, (_, index) => String(index + 1).padStart(2, '0'))
  .filter((chapter) => chapter !== '77')
  .map((code) => ({ code }));
