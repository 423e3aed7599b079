import type { StopWord } from '../../../domain/trade-lists.js';

const POST = 'EEC Collegium Decision 62 of 28.05.2024';
const CODE = 'Criminal Code of the Russian Federation, article 138.1';

const forms = (reason: string, source: string, ...phrases: readonly string[]): StopWord[] =>
  phrases.map((phrase) => ({ phrase, match: phrase.includes(' ') ? 'phrase' : 'form', severity: 'hold', reason, source }));

const words = (reason: string, source: string, ...phrases: readonly string[]): StopWord[] =>
  phrases.map((phrase) => ({ phrase, match: 'word', severity: 'hold', reason, source }));

/**
 * Few words, each of which hardly ever names anything harmless: no `пистолет` (glue gun), no `патрон` (lamp socket), no `виски`
 * (temples, glasses for whisky). Source: goods barred by customs-rules 3, C10.
 */
export const stopWords: readonly StopWord[] = [
  ...forms(
    'табак и никотин',
    POST,
    'жевательный табак',
    'нюхательный табак',
    'табак для кальяна',
    'курительная смесь',
    'электронная сигарета',
  ),
  ...words('табак и никотин', POST, 'снюс', 'насвай', 'cigarettes', 'tobacco', 'vape', 'snus'),
  ...forms('взрывчатые и пиротехнические изделия', POST, 'петарда', 'фейерверк', 'пиротехника', 'взрывчатка', 'взрывчатое вещество'),
  ...words('взрывчатые и пиротехнические изделия', POST, 'explosive', 'explosives', 'fireworks', 'firecrackers'),
  ...forms('оружие и боеприпасы', POST, 'боеприпас', 'огнестрельное оружие', 'травматическое оружие', 'кастет', 'электрошокер'),
  ...words('оружие и боеприпасы', POST, 'firearm', 'firearms', 'ammunition'),
  ...forms('наркотические средства и прекурсоры', POST, 'наркотик', 'наркотическое средство', 'марихуана', 'прекурсор'),
  ...words('наркотические средства и прекурсоры', POST, 'marijuana', 'narcotic', 'narcotics'),
  ...forms('средства негласного получения информации', CODE, 'скрытая камера', 'шпионская камера', 'подслушивающее устройство'),
];
