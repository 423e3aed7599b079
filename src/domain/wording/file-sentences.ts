/** What is wrong with a file of rows before its values are looked at. English, Russian, Chinese. */
export const fileSentences = {
  'The file holds no rows': { ru: 'В файле нет строк', zh: '文件中没有任何行' },
  'At most {0} columns': { ru: 'Не более {0} столбцов', zh: '最多 {0} 列' },
  'A row has at most {0} characters': { ru: 'В строке не более {0} символов', zh: '一行最多 {0} 个字符' },
  'This is not text: it holds NUL bytes': {
    ru: 'Это не текст: встречаются нулевые байты',
    zh: '这不是文本：含有 NUL 字节',
  },
  'The file is UTF-16: save it as UTF-8': {
    ru: 'Файл в кодировке UTF-16: сохраните его в UTF-8',
    zh: '文件编码为 UTF-16：请另存为 UTF-8',
  },
  'The file is UTF-8, not windows-1251: send it with charset utf-8': {
    ru: 'Файл в кодировке UTF-8, а не windows-1251: отправьте его с charset utf-8',
    zh: '文件编码是 UTF-8 而不是 windows-1251：请以 charset utf-8 发送',
  },
  'The file is not UTF-8: save it as UTF-8, or send it with charset windows-1251': {
    ru: 'Файл не в кодировке UTF-8: сохраните его в UTF-8 или отправьте с charset windows-1251',
    zh: '文件编码不是 UTF-8：请另存为 UTF-8，或以 charset windows-1251 发送',
  },
  'The letters are neither UTF-8 nor windows-1251: save the file as UTF-8': {
    ru: 'Кодировка не UTF-8 и не windows-1251: сохраните файл в UTF-8',
    zh: '编码既不是 UTF-8 也不是 windows-1251：请将文件另存为 UTF-8',
  },
  'Rows before this one are in another character set: save the whole file as UTF-8': {
    ru: 'Строки выше этой — в другой кодировке: сохраните весь файл в UTF-8',
    zh: '此行之前的行使用另一种编码：请将整个文件另存为 UTF-8',
  },
  'Letters were lost or garbled before the file was sent': {
    ru: 'Буквы потеряны или искажены до отправки файла',
    zh: '文件发送前字符已丢失或变为乱码',
  },
  'The delimiter is one character, no quote': {
    ru: 'Разделитель — один символ, не кавычка',
    zh: '分隔符须为一个字符，且不能是引号',
  },
  'Not "{0}" but "{1}" stands between the headings': {
    ru: 'Заголовки разделены не знаком «{0}», а знаком «{1}»',
    zh: '标题之间的分隔符不是“{0}”，而是“{1}”',
  },
  'A quote opens in this row and does not close': {
    ru: 'В этой строке открывается кавычка и не закрывается',
    zh: '此行中的引号没有闭合',
  },
  'Text stands behind the closing quote': { ru: 'После закрывающей кавычки стоит текст', zh: '结束引号之后还有文本' },
  'The file is cut off or damaged: send it again': {
    ru: 'Файл обрезан или повреждён: отправьте его ещё раз',
    zh: '文件被截断或已损坏：请重新发送',
  },
  'This is no XLSX workbook: save it as .xlsx': {
    ru: 'Это не книга XLSX: сохраните её как .xlsx',
    zh: '这不是 XLSX 工作簿：请另存为 .xlsx',
  },
  'This is an old .xls workbook or one with a password: save it as .xlsx without a password': {
    ru: 'Это книга старого формата .xls или с паролем: сохраните её как .xlsx без пароля',
    zh: '这是旧版 .xls 工作簿或带密码的工作簿：请另存为不带密码的 .xlsx',
  },
  'The file has a password: save it without one': {
    ru: 'Файл защищён паролем: сохраните его без пароля',
    zh: '文件带有密码：请保存为不带密码的文件',
  },
  'A ZIP holds exactly one file; this one holds {0}': {
    ru: 'В архиве ZIP должен быть ровно один файл, а в этом их {0}',
    zh: 'ZIP 压缩包须恰好包含一个文件，此压缩包包含 {0} 个',
  },
  'This part of the workbook is not well-formed XML: {0}': {
    ru: 'Часть книги — неправильный XML: {0}',
    zh: '工作簿的此部分不是格式正确的 XML：{0}',
  },
  'The hidden sheet "{0}" holds rows: remove it, or send it alone': {
    ru: 'На скрытом листе «{0}» есть строки: удалите его или отправьте отдельно',
    zh: '隐藏的工作表“{0}”中有数据行：请删除，或单独发送',
  },
  'A second sheet, "{0}", holds rows: send one sheet in a file': {
    ru: 'На втором листе, «{0}», тоже есть строки: отправляйте по одному листу в файле',
    zh: '第二个工作表“{0}”也有数据行：每个文件只发送一个工作表',
  },
  'The cells {0} are merged: undo it, so that every row has its own': {
    ru: 'Ячейки {0} объединены: отмените объединение, чтобы у каждой строки были свои',
    zh: '单元格 {0} 已合并：请取消合并，使每行都有各自的单元格',
  },
  'The cell holds a formula: paste its value instead': {
    ru: 'В ячейке формула: вставьте вместо неё значение',
    zh: '单元格含有公式：请改为粘贴其值',
  },
  'The cell shows an error instead of a value': { ru: 'В ячейке ошибка вместо значения', zh: '单元格显示错误而不是值' },
  'The cell holds a number that is none': { ru: 'Числовая ячейка содержит не число', zh: '数字单元格的内容不是数字' },
  'A number cell keeps only 15 digits: format the column as text and enter the number again': {
    ru: 'Числовая ячейка хранит только 15 цифр: сделайте столбец текстовым и введите номер заново',
    zh: '数字单元格只保留 15 位：请将该列设为文本格式并重新输入号码',
  },
  'Rows and cells stand in order': { ru: 'Строки и ячейки идут по порядку', zh: '行和单元格须按顺序排列' },
} as const satisfies Record<string, { ru: string; zh: string }>;
