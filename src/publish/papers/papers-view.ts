import type { Settings } from '../../config.js';
import { documentTypes } from '../../documents/registry.js';
import { type ChosenPapers, chosenOver, type Paper, paperOf } from '../../domain/papers.js';
import type { PapersBody } from './papers.schema.js';

/** What documents would be made by now: the choice shown, `chosen`, over the one `beneath` it, over the service's own settings. */
export function papersView(
  { album, airlineHouses }: Pick<Settings, 'album' | 'airlineHouses'>,
  chosen: ChosenPapers,
  beneath: ChosenPapers = {},
): PapersBody {
  const inForce = chosenOver(beneath, chosen);
  const houses = inForce.airlineHouses ?? airlineHouses;
  return {
    album: inForce.album ?? album,
    airlineHouses: houses,
    types: documentTypes.map((type) => ({
      type: type.type,
      subject: type.subject,
      formats: [...type.formats],
      ...(type.versions === undefined ? {} : { versions: [...type.versions] }),
      ...shown(paperOf(type, { airlineHouses: houses, papers: inForce.types })),
      default: shown(paperOf(type, { airlineHouses: houses })),
    })),
    ...(Object.keys(chosen).length === 0 ? {} : { chosen }),
  };
}

const shown = ({ isMade, audience, version }: Paper) => ({ made: isMade, audience, ...(version === undefined ? {} : { version }) });
