/** What only a look at other consignments tells: of the manifest, of the flight, of other flights. English, Russian, Chinese. */
export const crossSentences = {
  'Flight {0} declares it already': { ru: 'Уже заявлена к рейсу {0}', zh: '已在航班 {0} 申报' },
  'Flight {0} carries it as well': { ru: 'Есть и в рейсе {0}', zh: '航班 {0} 中也有此单号' },
  'The same tax number comes with {0} other identity documents': {
    ru: 'С тем же ИНН указаны и другие документы: {0}',
    zh: '同一税号（ИНН）还对应其他身份证件，数量：{0}',
  },
  'The same identity document comes with {0} other tax numbers': {
    ru: 'С тем же документом указаны и другие ИНН: {0}',
    zh: '同一身份证件还对应其他税号（ИНН），数量：{0}',
  },
  'The consignee has {0} consignments on this flight, {1} EUR and {2} kg together: above the duty-free norm': {
    ru: 'У получателя отправлений на этом рейсе: {0}, вместе {1} евро и {2} кг — выше беспошлинной нормы',
    zh: '该收件人在本航班有 {0} 票货物，合计 {1} 欧元、{2} 公斤，超过免税限额',
  },
  'The consignee has {0} consignments in {1}, {2} EUR and {3} kg together: above the duty-free norm': {
    ru: 'У получателя отправлений за месяц ({1}): {0}, вместе {2} евро и {3} кг — выше беспошлинной нормы',
    zh: '该收件人在当月（{1}）有 {0} 票货物，合计 {2} 欧元、{3} 公斤，超过免税限额',
  },
} as const satisfies Record<string, { ru: string; zh: string }>;
