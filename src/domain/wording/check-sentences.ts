/** What the rules of the trade find in a consignment, and among several. English, Russian, Chinese. */
export const checkSentences = {
  'Net weight is at most the gross weight': { ru: 'Вес нетто не больше веса брутто', zh: '净重不能大于毛重' },
  'The gross weight is the sum of the gross weights of the goods': {
    ru: 'Вес брутто равен сумме весов брутто товаров',
    zh: '毛重必须等于各商品毛重之和',
  },
  'A Russian passport has a series': { ru: 'У российского паспорта есть серия', zh: '俄罗斯护照必须有系列号' },
  'The series of a Russian passport has 4 digits': { ru: 'Серия российского паспорта — 4 цифры', zh: '俄罗斯护照系列号为 4 位数字' },
  'The number of a Russian passport has 6 digits, not all zero': {
    ru: 'Номер российского паспорта — 6 цифр, не все нули',
    zh: '俄罗斯护照号码为 6 位数字，不能全为零',
  },
  'The issuer of a Russian passport is written NNN-NNN': {
    ru: 'Код подразделения российского паспорта пишется NNN-NNN',
    zh: '俄罗斯护照签发机关代码格式为 NNN-NNN',
  },
  'A Russian passport is issued from the 14th birthday on': {
    ru: 'Российский паспорт выдаётся с 14 лет',
    zh: '俄罗斯护照自年满 14 岁起签发',
  },
  'Not before birth': { ru: 'Не раньше даты рождения', zh: '不能早于出生日期' },
  'At most {0} characters together with the other names': {
    ru: 'Вместе с другими именами не более {0} символов',
    zh: '与其他姓名合计最多 {0} 个字符',
  },
  'A Russian postcode has 6 digits': { ru: 'Российский индекс — 6 цифр', zh: '俄罗斯邮政编码为 6 位数字' },
  "An individual's tax number is required for express goods": {
    ru: 'Для экспресс-груза нужен ИНН физического лица',
    zh: '快件必须提供个人税号（ИНН）',
  },
  "An individual's identity document is required for express goods": {
    ru: 'Для экспресс-груза нужен документ физического лица',
    zh: '快件必须提供个人身份证件',
  },
  'A UPU S10 item number with its check digit: two letters, nine digits, two letters': {
    ru: 'Номер отправления ВПС S10 с контрольной цифрой: две буквы, девять цифр, две буквы',
    zh: '带校验位的万国邮联 S10 邮件号码：两个字母、九位数字、两个字母',
  },
  'A UPU S9 receptacle of 29 characters': { ru: 'Номер ёмкости ВПС S9 из 29 символов', zh: '29 位的万国邮联 S9 容器号码' },
  'A postal item travels in a receptacle': { ru: 'Почтовое отправление следует в ёмкости', zh: '邮件必须装在容器中' },
  'Same value as {0}': { ru: 'То же значение, что в {0}', zh: '与 {0} 的值相同' },
  'Another manifest of this flight holds it': { ru: 'Есть в другом манифесте этого рейса', zh: '本航班的另一份舱单中已有此单号' },
} as const satisfies Record<string, { ru: string; zh: string }>;
