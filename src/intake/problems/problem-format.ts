import { type ProblemFileFormat, problemFileTypes } from './problem-file.js';

type Format = 'json' | ProblemFileFormat;

const formats: Readonly<Record<string, Format>> = {
  'application/json': 'json',
  [problemFileTypes.csv]: 'csv',
  [problemFileTypes.xlsx]: 'xlsx',
};

/** The form that an `Accept` header prefers among ours, the first of equals; JSON where it names none. */
export function acceptedFormat(accept: string | undefined): Format {
  const offers = (accept ?? '')
    .toLowerCase()
    .split(',')
    .flatMap((part) => {
      const [type, ...parameters] = part.split(';').map((text) => text.trim());
      const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
      return quality > 0 && Object.hasOwn(formats, type) ? [{ format: formats[type], quality }] : [];
    });
  return offers.toSorted((a, b) => b.quality - a.quality)[0]?.format ?? 'json';
}
