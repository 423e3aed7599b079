/** What planning and the state of a flight find. English, Russian, Chinese. */
export const flightSentences = {
  'Goods for a firm worth more than {0} EUR need a full goods declaration': {
    ru: 'Товары организации дороже {0} евро требуют полной декларации на товары',
    zh: '收货企业的货物价值超过 {0} 欧元，须办理完整报关单',
  },
  'A declaration holds at most {0} goods lines': { ru: 'В декларации не более {0} товаров', zh: '一份报关单最多 {0} 项商品' },
  'More pieces than a master waybill may have': { ru: 'Мест больше, чем допускает общая накладная', zh: '件数超过主运单允许的上限' },
  'Heavier than a master waybill may be': { ru: 'Тяжелее, чем допускает общая накладная', zh: '重量超过主运单允许的上限' },
  'After departure': { ru: 'Позже вылета', zh: '必须晚于起飞时间' },
  'The tenant is that of the credential': { ru: 'Арендатор определяется ключом доступа', zh: '租户以访问密钥为准' },
  'An earlier revision of this manifest names another flight': {
    ru: 'Прежняя редакция этого манифеста называет другой рейс',
    zh: '该舱单的先前版本对应另一航班',
  },
  'Another manifest of this flight names another destination': {
    ru: 'Другой манифест этого рейса называет другое место назначения',
    zh: '本航班的另一份舱单目的地不同',
  },
  'No page gave this cursor': { ru: 'Такой указатель страницы не выдавался', zh: '该分页游标无效' },
  'One key of 1 to 255 printable ASCII characters': {
    ru: 'Один ключ из 1–255 печатных символов ASCII',
    zh: '一个由 1 至 255 个可打印 ASCII 字符组成的键',
  },
} as const satisfies Record<string, { ru: string; zh: string }>;
