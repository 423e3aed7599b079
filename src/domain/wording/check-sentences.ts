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
  'The last two digits of the series are a year at most {0} years from that of issue': {
    ru: 'Последние две цифры серии — год, который отличается от года выдачи не более чем на {0} года',
    zh: '系列号后两位为年份，与签发年份相差不超过 {0} 年',
  },
  'In Cyrillic letters, as in the passport': { ru: 'Кириллицей, как в паспорте', zh: '须用西里尔字母，与护照一致' },
  'A phone number or an e-mail address is needed to reach the consignee': {
    ru: 'Для связи с получателем нужен телефон или электронная почта',
    zh: '需要收件人的电话或电子邮箱以便联系',
  },
  'At a Russian address a Russian phone number is needed: +7 and 10 digits': {
    ru: 'Для российского адреса нужен российский телефон: +7 и 10 цифр',
    zh: '俄罗斯地址须提供俄罗斯电话：+7 加 10 位数字',
  },
  'A Russian address needs a postcode': { ru: 'В российском адресе нужен индекс', zh: '俄罗斯地址须有邮政编码' },
  'A Russian address needs a street or a house': { ru: 'В российском адресе нужны улица или дом', zh: '俄罗斯地址须有街道或门牌号' },
  'Written like a UPU S10 item number, but its check digit is wrong': {
    ru: 'Похоже на номер отправления ВПС S10, но контрольная цифра неверна',
    zh: '形似万国邮联 S10 邮件号码，但校验位不正确',
  },
  'More than {0} equal pieces look commercial': {
    ru: 'Более {0} одинаковых предметов похоже на коммерческую партию',
    zh: '相同物品超过 {0} 件，疑似商业用途',
  },
  '{0} pieces or more look commercial': {
    ru: '{0} и более предметов похоже на коммерческую партию',
    zh: '物品达 {0} 件及以上，疑似商业用途',
  },
  'Barred or to be looked at: {0}': { ru: 'Запрещено или требует проверки: {0}', zh: '禁止或须审核：{0}' },
  'Not for personal use: {0}': { ru: 'Не для личного пользования: {0}', zh: '不属于个人自用物品：{0}' },
  'To be marked or registered: {0}': { ru: 'Нужна маркировка или учёт: {0}', zh: '须标识或登记：{0}' },
  'Goods among them are barred from the post': { ru: 'Среди товаров есть запрещённые к пересылке по почте', zh: '其中有禁止邮寄的物品' },
  'Goods among them are to be looked at before they go by post': {
    ru: 'Среди товаров есть такие, которые надо проверить до пересылки по почте',
    zh: '其中有邮寄前须审核的物品',
  },
  'Stop word “{0}”': { ru: 'Стоп-слово «{0}»', zh: '敏感词“{0}”' },
  'Stop word “{0}”: {1}': { ru: 'Стоп-слово «{0}»: {1}', zh: '敏感词“{0}”：{1}' },
  "On the customs' register of trade marks: {0}": { ru: 'В таможенном реестре товарных знаков: {0}', zh: '已列入海关知识产权名录：{0}' },
  'Not in the nomenclature (ТН ВЭД ЕАЭС) of {0}': { ru: 'Нет в ТН ВЭД ЕАЭС на {0}', zh: '不在 {0} 的商品编码目录（ТН ВЭД ЕАЭС）中' },
  'A full commodity code has 10 digits': { ru: 'Полный код ТН ВЭД — 10 цифр', zh: '完整的商品编码为 10 位数字' },
  'In Russian, as it is declared': { ru: 'На русском языке, как декларируется', zh: '须用俄语，与申报一致' },
  'Says nothing of the goods: name what they are': { ru: 'Ничего не говорит о товаре: назовите его', zh: '未说明商品：请写明具体名称' },
  'Too short to tell what the goods are': { ru: 'Слишком коротко, чтобы понять, что это за товар', zh: '过短，无法说明商品' },
  'Implausible for the commodity code: at least {0} {1} a piece': {
    ru: 'Неправдоподобно для кода ТН ВЭД: не менее {0} {1} за единицу',
    zh: '与商品编码不符：每件不少于 {0} {1}',
  },
  'Implausible for the commodity code: at most {0} {1} a piece': {
    ru: 'Неправдоподобно для кода ТН ВЭД: не более {0} {1} за единицу',
    zh: '与商品编码不符：每件不超过 {0} {1}',
  },
  'Implausible for the commodity code: from {0} to {1} {2} a piece': {
    ru: 'Неправдоподобно для кода ТН ВЭД: от {0} до {1} {2} за единицу',
    zh: '与商品编码不符：每件应为 {0} 至 {1} {2}',
  },
  'Duty is due above {0} kg': { ru: 'Свыше {0} кг начисляется пошлина', zh: '超过 {0} 公斤须缴税' },
  'No exchange rate of this currency is known for {0}': { ru: 'Нет курса этой валюты на {0}', zh: '{0} 没有该货币的汇率' },
  'Within {0} EUR of the free norm of {1} EUR': {
    ru: 'Отличается от беспошлинной нормы {1} EUR не более чем на {0} EUR',
    zh: '与免税额 {1} 欧元相差不超过 {0} 欧元',
  },
  'Same value as {0}': { ru: 'То же значение, что в {0}', zh: '与 {0} 的值相同' },
  'Another manifest of this flight holds it': { ru: 'Есть в другом манифесте этого рейса', zh: '本航班的另一份舱单中已有此单号' },
} as const satisfies Record<string, { ru: string; zh: string }>;
