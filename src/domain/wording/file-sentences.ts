/** What is wrong with a file of rows before its values are looked at. English, Russian, Chinese. */
export const fileSentences = {} as const satisfies Record<string, { ru: string; zh: string }>;
