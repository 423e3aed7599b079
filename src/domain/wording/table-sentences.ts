/** What is wrong with the columns and rows of a file, with mappings of columns, and with the parameters of a file. English, Russian, Chinese. */
export const tableSentences = {
  'The headings fit no mapping; the nearest is {0}': {
    ru: 'Заголовки не подходят ни к одной раскладке; ближайшая — {0}',
    zh: '表头与任何列映射都不符；最接近的是 {0}',
  },
  'The headings do not fit the mapping {0}': { ru: 'Заголовки не подходят к раскладке {0}', zh: '表头与列映射 {0} 不符' },
  'The mapping {0} needs a column with this heading': {
    ru: 'Раскладке {0} нужен столбец с таким заголовком',
    zh: '列映射 {0} 需要带有此表头的列',
  },
  'This heading stands in columns {0} and {1}': { ru: 'Заголовок стоит в столбцах {0} и {1}', zh: '此表头同时出现在第 {0} 列和第 {1} 列' },
  'A row of headings is due, and rows below it': {
    ru: 'Нужна строка заголовков и строки под ней',
    zh: '需要一行表头以及其下的数据行',
  },
  'What stands between the cells seems to be {0}': { ru: 'Похоже, ячейки разделяет знак {0}', zh: '单元格之间的分隔符似乎是 {0}' },
  'There is no mapping of this name': { ru: 'Раскладки с таким именем нет', zh: '没有此名称的列映射' },
  'The rows of a consignment stand together: those of this number begin in row {0} already': {
    ru: 'Строки одной партии стоят подряд: строки с этим номером уже начались в строке {0}',
    zh: '同一批货物的行必须相邻：此单号的行已从第 {0} 行开始',
  },
  'The rows of a consignment stand together: this number comes again in row {0}': {
    ru: 'Строки одной партии стоят подряд: этот номер повторяется в строке {0}',
    zh: '同一批货物的行必须相邻：此单号在第 {0} 行再次出现',
  },
  'Row {0} of the same consignment says otherwise': {
    ru: 'Строка {0} той же партии говорит иное',
    zh: '与同一批货物第 {0} 行的内容不一致',
  },
  'Another column of the row says otherwise': { ru: 'Другой столбец строки говорит иное', zh: '与本行另一列的内容不一致' },
  'The row has {0} cells, the headings are {1}': { ru: 'В строке {0} ячеек, заголовков — {1}', zh: '该行有 {0} 个单元格，而表头有 {1} 个' },
  'The value of the line follows from the price and the quantity': {
    ru: 'Стоимость строки следует из цены и количества',
    zh: '该行的价值由单价和数量得出',
  },
  'A consignment has no such member': { ru: 'У партии нет такого поля', zh: '货物批次没有此字段' },
  'An object of a consignment that has the members {0}': {
    ru: 'Часть партии, в которой есть поля {0}',
    zh: '货物批次中含有字段 {0} 的对象',
  },
  'This conversion is for members of the goods': { ru: 'Это преобразование — для полей товара', zh: '此转换仅用于商品字段' },
  'What follows from the lines is a member of the consignment': {
    ru: 'Из строк следует поле партии, не товара',
    zh: '由商品行得出的必须是货物批次的字段',
  },
  'No column has this heading': { ru: 'Столбца с таким заголовком нет', zh: '没有带此表头的列' },
  'No column, constant or rule tells {0}': {
    ru: 'Ни столбец, ни постоянное значение, ни правило не даёт {0}',
    zh: '没有任何列、常量或规则给出 {0}',
  },
  'Small letters, digits and hyphens': { ru: 'Строчные латинские буквы, цифры и дефисы', zh: '小写字母、数字和连字符' },
  'The name in the path': { ru: 'Имя из пути запроса', zh: '应与请求路径中的名称一致' },
  'A flight id, as 4B8101-20261122-HGH': { ru: 'Номер рейса вида 4B8101-20261122-HGH', zh: '航班标识，例如 4B8101-20261122-HGH' },
  'The parameter {0} says otherwise': { ru: 'Параметр {0} говорит иное', zh: '与参数 {0} 的内容不一致' },
} as const satisfies Record<string, { ru: string; zh: string }>;
