/** What customs decides, and what is wrong with its replies. English, Russian, Chinese. */
export const replySentences = {
  'Released, nothing to pay': { ru: 'Выпуск без уплаты таможенных платежей', zh: '放行，无须缴税' },
  'Release of returned goods is allowed': { ru: 'Выпуск возвращаемых товаров разрешён', zh: '准予放行退运货物' },
  'Payment is required': { ru: 'Требуется уплата таможенных платежей', zh: '须缴纳关税及税费' },
  'Released, paid': { ru: 'Выпуск разрешён, таможенные платежи уплачены', zh: '已缴税，准予放行' },
  'Withdrawal is allowed': { ru: 'Отзыв разрешён', zh: '准予撤回申报' },
  'Provisional: release without payment': {
    ru: 'Предварительное решение: выпуск без уплаты платежей',
    zh: '初步决定：免税放行',
  },
  'Provisional: release with payment': { ru: 'Предварительное решение: выпуск с уплатой платежей', zh: '初步决定：缴税后放行' },
  'The term of release is suspended': { ru: 'Срок выпуска приостановлен', zh: '放行期限已中止' },
  'The suspension is prolonged': { ru: 'Приостановление срока выпуска продлено', zh: '放行期限的中止已延长' },
  'The suspension is lifted': { ru: 'Приостановление срока выпуска отменено', zh: '放行期限的中止已解除' },
  'The term of release is prolonged': { ru: 'Срок выпуска продлён', zh: '放行期限已延长' },
  'Release is refused': { ru: 'В выпуске отказано', zh: '不予放行' },
  'Customs control is required': { ru: 'Требуется таможенный контроль', zh: '须接受海关查验' },
  'Decision of customs': { ru: 'Решение таможни', zh: '海关决定' },
  'A reply of customs is due: {0}': { ru: 'Ожидается ответ таможни: {0}', zh: '应为海关回执：{0}' },
  'The element is missing': { ru: 'Элемент отсутствует', zh: '缺少该元素' },
  'The element stands more than once': { ru: 'Элемент встречается более одного раза', zh: '该元素重复出现' },
  'At least one decision': { ru: 'Нужно хотя бы одно решение', zh: '至少应有一项决定' },
  'Two, five or eight digits': { ru: 'Две, пять или восемь цифр', zh: '两位、五位或八位数字' },
  'At most {0} characters, without controls': { ru: 'Не более {0} символов, без управляющих', zh: '最多 {0} 个字符，不含控制字符' },
  'One or two digits': { ru: 'Одна или две цифры', zh: '一位或两位数字' },
  'A day and time that exist, written YYYY-MM-DDThh:mm:ss': {
    ru: 'Существующие дата и время вида ГГГГ-ММ-ДДTчч:мм:сс',
    zh: '真实存在的日期和时间，格式为 YYYY-MM-DDThh:mm:ss',
  },
  'This decision is on no list: it is kept as it came': {
    ru: 'Такого решения нет в списке: оно сохранено как есть',
    zh: '该决定不在列表中：已按原样保存',
  },
  'No such house waybill stands in declaration {0}': {
    ru: 'Такой накладной нет в декларации {0}',
    zh: '申报单 {0} 中没有该分运单',
  },
  'The number is not that of the house waybill with this id': {
    ru: 'Номер не принадлежит накладной с этим идентификатором',
    zh: '该编号与此标识对应的分运单不符',
  },
  'No published declaration is named here': { ru: 'Здесь не названа ни одна готовая декларация', zh: '未指明任何已发布的申报单' },
} as const satisfies Record<string, { ru: string; zh: string }>;
