/** What is wrong with lists, rates and settings. English, Russian, Chinese. */
export const settingSentences = {
  'Not before `from`': { ru: 'Не меньше `from`', zh: '不能小于 `from`' },
  'At most {0} numbers at once': { ru: 'Не более {0} номеров за раз', zh: '一次最多 {0} 个号码' },
  'No carrier on the list has this prefix: name the carrier': {
    ru: 'Такого префикса нет ни у одного перевозчика из списка: укажите перевозчика',
    zh: '列表中没有承运人使用此前缀：请注明承运人',
  },
  // Lists.
  'Same as row {0}': { ru: 'То же, что в строке {0}', zh: '与第 {0} 行相同' },
  'The list needs this column': { ru: 'Этот столбец обязателен', zh: '该列表必须有此列' },
  'The list has no such column': { ru: 'Такого столбца в этом списке нет', zh: '该列表没有此列' },
  'The heading stands twice': { ru: 'Заголовок повторяется', zh: '列标题重复' },
  'More cells than headings': { ru: 'Ячеек больше, чем заголовков', zh: '单元格多于列标题' },
  'A row of headings is due': { ru: 'Нужна строка заголовков', zh: '缺少标题行' },
  'At most {0} rows': { ru: 'Не более {0} строк', zh: '最多 {0} 行' },
  'From {0} to {1} digits': { ru: 'От {0} до {1} цифр', zh: '{0} 至 {1} 位数字' },
  'Beginnings of codes, {0} to {1} digits each, with one space between them': {
    ru: 'Начала кодов, от {0} до {1} цифр каждое, через один пробел',
    zh: '编码前缀，每个 {0} 至 {1} 位数字，以一个空格分隔',
  },
  'Longer than the prefix, and beginning with it': { ru: 'Длиннее префикса и начинается с него', zh: '比前缀更长，并以该前缀开头' },
  'One word; several are a `phrase`': { ru: 'Одно слово; несколько слов — это `phrase`', zh: '一个单词；多个单词应为 `phrase`' },
  'At least one letter or digit': { ru: 'Хотя бы одна буква или цифра', zh: '至少包含一个字母或数字' },
  'Not before the first day': { ru: 'Не раньше первого дня', zh: '不能早于生效首日' },
  'Not less than the minimum': { ru: 'Не меньше минимума', zh: '不能小于最小值' },
  'At least one limit': { ru: 'Хотя бы один предел', zh: '至少一个限值' },
  'A rate of duty: 5%, 0.35 EUR/kg, 10% min 0.5 EUR/kg, 10% + 0.5 EUR/kg': {
    ru: 'Ставка пошлины: 5%, 0.35 EUR/kg, 10% min 0.5 EUR/kg, 10% + 0.5 EUR/kg',
    zh: '关税税率：5%、0.35 EUR/kg、10% min 0.5 EUR/kg、10% + 0.5 EUR/kg',
  },
  'A percentage: 20% or 20, at most two decimal places': {
    ru: 'Проценты: 20% или 20, не более двух знаков после точки',
    zh: '百分比：20% 或 20，最多两位小数',
  },
  // Papers.
  'At least one of {0}': { ru: 'Хотя бы одно из: {0}', zh: '至少应有以下之一：{0}' },
  'This type has no versions to choose from': { ru: 'У этого вида документов нет версий на выбор', zh: '此类单证没有可选版本' },
  // Rates of the Central Bank.
  'R and three digits, as in the register of structures: R.022': {
    ru: 'R и три цифры, как в реестре структур: R.022',
    zh: 'R 加三位数字，与结构登记册一致：R.022',
  },
  'Well-formed XML is due': { ru: 'Ожидается правильный XML', zh: '应为格式正确的 XML' },
  'No DOCTYPE and no entities of its own': { ru: 'Без DOCTYPE и собственных сущностей', zh: '不得含 DOCTYPE 或自定义实体' },
  'The encoding is windows-1251 or UTF-8': { ru: 'Кодировка — windows-1251 или UTF-8', zh: '编码应为 windows-1251 或 UTF-8' },
  'The bytes are not of the encoding': { ru: 'Байты не соответствуют кодировке', zh: '字节与所声明的编码不符' },
  'The daily rates of the Central Bank are due, `ValCurs` with `Valute`': {
    ru: 'Ожидаются курсы Банка России на день: `ValCurs` с `Valute`',
    zh: '应为俄罗斯央行每日汇率：含 `Valute` 的 `ValCurs`',
  },
  'A day that exists, written DD.MM.YYYY': { ru: 'Существующая дата вида ДД.ММ.ГГГГ', zh: '真实存在的日期，格式为 DD.MM.YYYY' },
  'Rates of a later day than that of the path': { ru: 'Курсы более позднего дня, чем в пути', zh: '汇率日期晚于路径中的日期' },
  'Rates set more than {0} days before the day of the path': {
    ru: 'Курсы установлены более чем за {0} дней до дня в пути',
    zh: '汇率早于路径中的日期超过 {0} 天',
  },
  'Digits with a decimal comma, as the Central Bank writes them': {
    ru: 'Цифры с десятичной запятой, как публикует Банк России',
    zh: '带十进制逗号的数字，与央行公布的格式一致',
  },
} as const satisfies Record<string, { ru: string; zh: string }>;
