import { amendSentences } from './amend-sentences.js';
import { checkSentences } from './check-sentences.js';
import { crossSentences } from './cross-sentences.js';
import { fieldSentences } from './field-sentences.js';
import { fileSentences } from './file-sentences.js';
import { flightSentences } from './flight-sentences.js';
import { registerSentences } from './register-sentences.js';
import { replySentences } from './reply-sentences.js';
import { settingSentences } from './setting-sentences.js';
import { tableSentences } from './table-sentences.js';

/** Languages that findings are told in; English is the key of every sentence. */
export const languages = ['en', 'ru', 'zh'] as const;
export type Language = (typeof languages)[number];

const sentences = {
  ...amendSentences,
  ...fieldSentences,
  ...checkSentences,
  ...crossSentences,
  ...fileSentences,
  ...flightSentences,
  ...registerSentences,
  ...replySentences,
  ...settingSentences,
  ...tableSentences,
};

/** A sentence that findings may say; a new one is added to its list with both translations, or does not compile. */
export type Sentence = keyof typeof sentences;

/** A sentence with its values. Values name rules and places, never what a person sent. */
export interface Said {
  detail: Sentence;
  values: readonly (string | number)[];
}

/** What a finding says: a sentence as it is, or with its values. */
export type Words = Sentence | Said;

export const say = (detail: Sentence, ...values: readonly (string | number)[]): Said => ({ detail, values });

const known: ReadonlyMap<string, { ru: string; zh: string }> = new Map(Object.entries(sentences));

/** What a finding says, in a language; English where a text is in no list. */
export function textOf(finding: { detail: string; values?: readonly (string | number)[] }, language: Language = 'en'): string {
  const { detail, values = [] } = finding;
  const template = language === 'en' ? detail : (known.get(detail)?.[language] ?? detail);
  return template.replaceAll(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
}

/** The first language of an `Accept-Language` header that findings are told in; quality values are heeded, English else. */
export function languageOf(header: string | undefined): Language {
  const asked = (header ?? '')
    .split(',')
    .map((part, at) => {
      const [tag, ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality), at };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.at - b.at);
  for (const { tag } of asked) {
    const language = languages.find((name) => name === tag);
    if (language !== undefined) return language;
  }
  return 'en';
}
