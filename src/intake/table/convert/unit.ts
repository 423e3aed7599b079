import { trimmed } from './text.js';

/** Names of units as partners write them, without case and end point, by the customs' code. */
const names: Readonly<Record<string, readonly string[]>> = {
  '796': ['шт', 'штука', 'штуки', 'штук', 'ед', 'единица', 'pcs', 'pc', 'piece', 'pieces'],
  '715': ['пара', 'пары', 'пар', 'pair', 'pairs'],
  '839': ['комплект', 'комплекта', 'комплектов', 'компл', 'к-т', 'набор', 'set', 'sets'],
  '166': ['кг', 'килограмм', 'kg'],
  '163': ['г', 'гр', 'грамм'],
  '112': ['л', 'литр'],
  '006': ['м', 'метр'],
  '055': ['м2', 'кв.м', 'кв. м'],
};

const codes: ReadonlyMap<string, string> = new Map(
  Object.entries(names).flatMap(([code, all]) => all.map((name): [string, string] => [name, code])),
);

/** The customs' code of a unit's name: `шт.` is `796`, `пара` is `715`. A code stays, and so does what has none, which is a fault. */
export function unitCode(cell: string): string | undefined {
  const text = trimmed(cell);
  return text === undefined ? undefined : (codes.get(text) ?? codes.get(text.toLowerCase().replace(/\.$/, '')) ?? text);
}
