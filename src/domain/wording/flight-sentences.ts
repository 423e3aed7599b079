/** What planning and the state of a flight find. English, Russian, Chinese. */
export const flightSentences = {
  'Goods for a firm worth more than {0} EUR need a full goods declaration': {
    ru: 'Товары организации дороже {0} евро требуют полной декларации на товары',
    zh: '收货企业的货物价值超过 {0} 欧元，须办理完整报关单',
  },
  'The tariffs have no rate of duty for this commodity code': {
    ru: 'В тарифах нет ставки пошлины для этого кода ТН ВЭД',
    zh: '税率表中没有该商品编码的关税税率',
  },
  'Duty on this commodity code goes by the unit {0}, the quantity is in {1}': {
    ru: 'Пошлина по этому коду ТН ВЭД исчисляется в единице {0}, а количество указано в {1}',
    zh: '该商品编码按单位 {0} 计征关税，而数量以 {1} 申报',
  },
  'Goods for this consignee in one declaration come to more than {0} EUR or {1} kg': {
    ru: 'Товары этого получателя в одной декларации превышают вместе {0} евро или {1} кг',
    zh: '该收件人在同一份申报单中的货物合计超过 {0} 欧元或 {1} 公斤',
  },
  'Stands in a declaration of flight {0} already': {
    ru: 'Уже стоит в декларации рейса {0}',
    zh: '已列入航班 {0} 的申报单',
  },
  'The bag holds goods for {0} and {1}: a bag is unloaded at one airport': {
    ru: 'В мешке товары для {0} и {1}, а мешок выгружают в одном аэропорту',
    zh: '袋内货物发往 {0} 和 {1}，而一个袋只能在一个机场卸下',
  },
  'The flight has no time of arrival: papers that state one leave it out': {
    ru: 'Время прилёта рейса не указано: в документах его не будет',
    zh: '航班未注明到达时间：相关单证中将不填写',
  },
  'The flight names no aircraft: papers leave it out, and there is no cargo manifest in XML': {
    ru: 'Воздушное судно рейса не указано: в документах его не будет, а грузового манифеста в XML не будет вовсе',
    zh: '航班未注明飞机：单证中将不填写，也不生成 XML 格式的货物舱单',
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
