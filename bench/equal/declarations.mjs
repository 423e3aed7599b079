// Whether two sets of declarations say the same: the same slots, and each XML byte for byte after canonicalisation, but for what only
// the service can know: ids and moments, the number of the master waybill, and the count of sheets.
import { canonical } from './xml.mjs';

const OF_THE_RUN = ['cat_ru:DocumentID', 'RUScat_ru:EDocDateTime', 'RUScat_ru:SigningDate', 'ecd:TotalSheetNumber'];

function masked(bytes) {
  let text = canonical(bytes);
  for (const name of OF_THE_RUN) text = text.replaceAll(new RegExp(`<${name}>[^<]*</${name}>`, 'g'), `<${name}/>`);
  return text.replaceAll(/(<ecd:TransportDocumentDetails>.*?<cat_ru:PrDocumentNumber>)[^<]*/g, '$1');
}

/** `ours` and `theirs`: bytes of XML by slot. Throws at the first difference; answers in words what was compared. */
export function equalDeclarations(ours, theirs) {
  const slots = [...ours.keys()].sort();
  const others = [...theirs.keys()].sort();
  if (slots.join() !== others.join()) throw new Error(`declarations differ: ${slots.join(' ')} and ${others.join(' ')}`);
  for (const slot of slots) {
    const [own, other] = [masked(ours.get(slot)), masked(theirs.get(slot))];
    if (own === other) continue;
    let at = 0;
    while (own[at] === other[at]) at += 1;
    throw new Error(`declaration ${slot} differs: ${own.slice(at - 80, at + 80)} and ${other.slice(at - 80, at + 80)}`);
  }
  return `${slots.length} declarations equal byte for byte after C14N, but for ids, moments, the master waybill's number and the count of sheets`;
}
