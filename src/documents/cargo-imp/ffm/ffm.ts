import { defineDocument } from '../../document-type.js';
import { messageRenderings } from '../message.js';
import { statedFlight } from '../message-figures.js';
import { ffmMessages } from './ffm-message.js';

/** The cargo of a flight for the stations where it is unloaded: the legs one after another, each from a message of its own on. */
export const ffm = defineDocument({
  type: 'ffm',
  subject: 'flight',
  audience: 'carriage',
  formats: ['txt'],
  render: (flight, assets) => {
    const { goods } = assets.template<{ goods: string }>('cargo-manifest/form');
    return messageRenderings(flight.flightId, ffmMessages(flight, goods));
  },
  figures: { txt: statedFlight },
});
