import { NotCompiled } from './not-compiled.js';

/**
 * Escapes that mean the same, or less: digits and letters of other scripts, over which tables of characters differ by their age, are
 * not taken here.
 */
const ESCAPES: Readonly<Record<string, string>> = {
  d: '[0-9]',
  D: '\\P{Nd}',
  w: '[0-9A-Za-z\\u0400-\\u04ff]',
  s: '[ \\t\\n\\r]',
  n: '\\n',
  r: '\\r',
  t: '\\t',
};
const ESCAPES_IN_CLASS: Readonly<Record<string, string>> = { ...ESCAPES, d: '0-9', w: '0-9A-Za-z\\u0400-\\u04ff', s: ' \\t\\n\\r' };

/** Signs that stand for themselves behind a backslash. */
const PLAIN = /[\\.?*+()[\]{}|^-]/;
const NOT_IN_CLASS = /^\[\^?\]|\[.*\[|\[\^?.+-\^/s;

/** An XSD pattern as a regular expression of the whole text. Source: XML Schema part 2, appendix F. Errors: NotCompiled. */
export function patternOf(pattern: string): RegExp {
  const refused = () => new NotCompiled(`the pattern ${pattern}`);
  if (/\(\?|[?*+}][?*+{]/.test(pattern)) throw refused();
  const translated = pattern.replaceAll(/\\(.?)|(\[(?:\\.|[^\]\\])*\])|([.^$/-])|\]/gsu, (whole, escaped, set, sign) => {
    if (escaped !== undefined) return meaningOf(escaped, ESCAPES) ?? fail(refused());
    if (set !== undefined) return classOf(set) ?? fail(refused());
    if (sign === '.') return '[^\\n\\r]';
    if (sign === '-') return '-';
    return sign === undefined ? fail(refused()) : `\\${whole}`;
  });
  try {
    return new RegExp(`^(?:${translated})$`, 'u');
  } catch {
    throw refused();
  }
}

function classOf(set: string): string | undefined {
  if (NOT_IN_CLASS.test(set)) return undefined;
  let isKnown = true;
  const translated = set.replaceAll(/\\(.?)/gsu, (_, escaped: string) => {
    const meant = meaningOf(escaped, ESCAPES_IN_CLASS);
    if (meant === undefined || escaped === 'D') isKnown = false;
    return meant ?? '';
  });
  return isKnown ? translated : undefined;
}

function meaningOf(escaped: string, known: Readonly<Record<string, string>>): string | undefined {
  if (Object.hasOwn(known, escaped)) return known[escaped];
  if (!PLAIN.test(escaped)) return undefined;
  return escaped === '-' && known === ESCAPES ? '-' : `\\${escaped}`;
}

function fail(error: Error): never {
  throw error;
}
