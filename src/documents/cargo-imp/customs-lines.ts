import type { Organisation } from '../../domain/destination.js';

/** Whose information a customs line gives. */
type CustomsSubject = 'SHP' | 'CNE';

const TEXT = 35;

/**
 * What customs at both ends ask of the parties: the taxpayer's number, and the e-mail address in two lines, user and domain. An
 * address with a character that a message lacks is left out, because an altered one is another's.
 *
 * Source: formats/dictionary/FWB.md line 23; air-cargo 3.4, 3.5, whose INN in `T` is a proposal.
 */
export function customsLines(parties: readonly (readonly [subject: CustomsSubject, organisation: Organisation])[]): string[] {
  const lines = parties.flatMap(([subject, { inn, email, address, addressEn = address }]) => {
    const line = (content: string, text: string): string => `/${addressEn.country}/${subject}/${content}/${text}`;
    return [...(inn === undefined ? [] : [line('T', `INN${inn}`)]), ...mailParts(email).map(([content, text]) => line(content, text))];
  });
  return lines.map((line, index) => (index === 0 ? `OCI${line}` : line));
}

function mailParts(email: string | undefined): (readonly [content: string, text: string])[] {
  const [user = '', domain = ''] = (email ?? '').toUpperCase().split('@');
  const isWritable = [user, domain].every((part) => /^[A-Z0-9.-]+$/.test(part) && part.length <= TEXT);
  return isWritable
    ? [
        ['MU', user],
        ['MD', domain],
      ]
    : [];
}
