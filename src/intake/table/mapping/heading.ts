/**
 * What a heading is compared by: without letter case, outer and double spaces, ё as е, and without the points and commas that
 * stand at its end: "Масса, кг." and "Масса,  кг," are one heading.
 */
export function headingKey(heading: string): string {
  return heading
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s.,]+$/, '');
}
