/** What is wrong with lists, rates and settings. English, Russian, Chinese. */
export const settingSentences = {
  'Not before `from`': { ru: 'Не меньше `from`', zh: '不能小于 `from`' },
  'At most {0} numbers at once': { ru: 'Не более {0} номеров за раз', zh: '一次最多 {0} 个号码' },
  'No carrier on the list has this prefix: name the carrier': {
    ru: 'Такого префикса нет ни у одного перевозчика из списка: укажите перевозчика',
    zh: '列表中没有承运人使用此前缀：请注明承运人',
  },
} as const satisfies Record<string, { ru: string; zh: string }>;
