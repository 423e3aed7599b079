/** What is said of changes to consignments. English, Russian, Chinese. */
export const amendSentences = {
  'The header If-Match is required: the ETag of what was read': {
    ru: 'Нужен заголовок If-Match: ETag того, что было прочитано',
    zh: '必须提供 If-Match 标头：即所读取内容的 ETag',
  },
  'A masked value cannot be written back': { ru: 'Скрытое значение нельзя записать обратно', zh: '被遮盖的值不能写回' },
  'A consignment that is not held must stay without errors': {
    ru: 'Незадержанная партия должна остаться без ошибок',
    zh: '未被扣留的货物不得出现错误',
  },
  'Only a hold can be approved: an error has to be mended': {
    ru: 'Подтвердить можно только задержание: ошибку нужно исправить',
    zh: '只能放行待审核项：错误必须更正',
  },
  'It is not held any more': { ru: 'Партия уже не задержана', zh: '该货物已不再被扣留' },
  'It is not in this manifest': { ru: 'Такой партии в этом манифесте нет', zh: '该货物不在此舱单中' },
  'The file is of another manifest': { ru: 'Файл относится к другому манифесту', zh: '该文件属于另一份舱单' },
  'The manifest came in another channel': { ru: 'Манифест пришёл по другому каналу', zh: '该舱单来自另一渠道' },
  'Several held consignments have this number': {
    ru: 'Этот номер у нескольких задержанных партий',
    zh: '有多票被扣留的货物使用此号码',
  },
  'Name at least one condition': { ru: 'Назовите хотя бы одно условие', zh: '请至少给出一个条件' },
  'Say what is to be done: `set`, `approve` or `recheck`': {
    ru: 'Укажите, что сделать: `set`, `approve` или `recheck`',
    zh: '请说明要执行的操作：`set`、`approve` 或 `recheck`',
  },
} as const satisfies Record<string, { ru: string; zh: string }>;
