import { Drawing } from '../scripts/sample/drawing.mjs';

/** Lists as large as those of a broker, invented, for consignments that hardly ever meet one of their rows. */

const SYLLABLES = 'ба ве гри до жу за кли ло мни но пра ре сто ту фа хо цве чи шу эл яр бро вы го'.split(' ');
const ENDINGS = ['ка', 'ник', 'тор', 'ный', 'ость', 'ение', 'ец', 'ина'];
const MATCHES = ['word', 'form', 'form', 'phrase'];

const invented = (draw) => Array.from({ length: draw.between(2, 4) }, () => draw.from(SYLLABLES)).join('') + draw.from(ENDINGS);

function stopWords(draw, count) {
  return Array.from({ length: count }, (_, index) => {
    const match = MATCHES[index % MATCHES.length];
    const phrase = match === 'phrase' ? `${invented(draw)} ${invented(draw)}` : invented(draw);
    return { phrase, match, severity: 'hold', reason: 'invented' };
  });
}

/** Prefixes of 4 to 10 digits; those that a code of the sample begins with are left out. */
function barredGoods(draw, count, codes) {
  const rows = [];
  for (let index = 0; rows.length < count; index++) {
    const prefix = draw.digits(10).slice(0, 4 + 2 * (index % 4));
    if (codes.some((code) => code.startsWith(prefix))) continue;
    const applies = ['all', 'individual', 'company', 'postal'][index % 4];
    rows.push({ prefix, exceptions: [`${prefix}0`], applies, finding: 'barred_goods', severity: 'hold', reason: 'invented' });
  }
  return rows;
}

export function checkLists(consignments) {
  const draw = new Drawing(11);
  const codes = [...new Set(consignments.flatMap(({ goods }) => goods.map(({ commodityCode }) => commodityCode)))];
  return {
    'stop-words': stopWords(draw, 10_000),
    'barred-goods': barredGoods(draw, 20_000, codes),
    nomenclature: [...codes.map((code) => ({ code })), ...Array.from({ length: 13_000 }, () => ({ code: draw.digits(10) }))],
    brands: Array.from({ length: 5_000 }, () => ({ brand: `MARK ${draw.digits(5)}` })),
    plausibility: codes.map((code) => ({ prefix: code.slice(0, 6), minUnitG: 1, maxUnitG: 60_000, minUnitEur: 1, maxUnitEur: 100_000_00 })),
  };
}
