import type { Content } from './content.js';

/**
 * Writes an annotation that opens a web address, its corners in hundredths of a point from the bottom left of the page. As bytes
 * straight away: kept as objects until the page is written and joined of strings then, links took a twentieth of the time of a
 * declaration.
 */
export function writeLink(out: Content, left: number, bottom: number, right: number, top: number, url: string): void {
  out.operator('<</Subtype/Link/Border[0 0 0]/Rect[');
  out.hundredths(left);
  out.hundredths(bottom);
  out.hundredths(right);
  out.hundredths(top);
  out.length -= 1; // the space after the last
  out.operator(']/A<</S/URI/URI(');
  out.operator(uri(url));
  out.operator(')>>>>');
}

/** URI actions hold ASCII; a PDF string escapes brackets and backslashes. */
function uri(url: string): string {
  if (!/[^\x21-\x7e]|[()\\]/.test(url)) return url;
  return url.replace(/[^\x21-\x7e]/gu, encodeURIComponent).replace(/[()\\]/g, '\\$&');
}
