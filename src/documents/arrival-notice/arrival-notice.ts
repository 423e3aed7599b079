import { defineDocument } from '../document-type.js';
import type { XmlFigures } from '../figures.js';
import type { CargoManifest } from '../subjects.js';
import { arrivalNoticeXml } from './arrival-notice.xml.js';

const LIST = 'piairs:PI_AirArriveList';

/** The carrier's notice to customs that a flight is to arrive at an airport. None while the aircraft is not known. */
export const arrivalNotice = defineDocument<'cargo-manifest'>({
  type: 'arrival-notice',
  subject: 'cargo-manifest',
  audience: 'carriage',
  formats: ['xml'],
  render: (manifest, assets) => {
    const bytes = arrivalNoticeXml(manifest, assets);
    return bytes === undefined ? [] : [{ format: 'xml', bytes }];
  },
  figures: { xml: statedNotice },
});

/** It states no totals: the airport it is about, the aircraft and the customs office. */
function statedNotice({ destination, flight, waybills }: CargoManifest): XmlFigures {
  return {
    numbers: [destination],
    numbersAt: `${LIST}/piairs:RoutingInfo/piairs:DestinationAirport/piairs:IATACode`,
    totals: {
      [`${LIST}/piairs:TransportMeans/piairs:AirRegNumber`]: flight.aircraft ?? '',
      [`${LIST}/piairs:Customs/cat_ru:Code`]: waybills[0]?.settings.customsOffice ?? '',
    },
    sums: {},
  };
}
