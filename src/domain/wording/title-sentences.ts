import type { ProblemCode } from '../problem.js';

/** Titles of problems; English is `problemTitles`. Russian, Chinese. Exhaustive by type. */
export const titleSentences: Readonly<Record<ProblemCode, { ru: string; zh: string }>> = {
  'malformed-json': { ru: 'Тело запроса — не правильный JSON в UTF-8', zh: '请求正文不是格式正确的 UTF-8 JSON' },
  'idempotency-key-required': { ru: 'Нужен заголовок Idempotency-Key', zh: '必须提供 Idempotency-Key 请求头' },
  'idempotency-key-invalid': { ru: 'Заголовок Idempotency-Key записан неверно', zh: 'Idempotency-Key 请求头格式错误' },
  unauthenticated: { ru: 'Нужен действующий ключ доступа', zh: '需要有效的 API 密钥' },
  forbidden: { ru: 'У этого ключа нет такого права', zh: '该密钥无权执行此操作' },
  'not-found': { ru: 'Такого ресурса нет', zh: '没有此资源' },
  timeout: { ru: 'Тело запроса поступало слишком медленно', zh: '请求正文传输过慢' },
  'too-large': { ru: 'Тело запроса слишком велико', zh: '请求正文过大' },
  'unsupported-media': { ru: 'Тип, кодировка или сжатие не поддерживается', zh: '不支持该媒体类型、字符集或压缩方式' },
  'request-in-progress': { ru: 'Запрос с этим ключом идемпотентности ещё выполняется', zh: '使用此幂等键的请求仍在处理' },
  'revision-conflict': {
    ru: 'Эта редакция манифеста уже есть с другим содержанием, или есть более поздняя',
    zh: '该版本舱单已存在且内容不同，或已有更高版本',
  },
  'state-conflict': { ru: 'Состояние рейса этого не допускает', zh: '航班当前状态不允许此操作' },
  'consignments-held': { ru: 'Отправления рейса задержаны', zh: '航班有货物被扣留' },
  'exchange-rate-missing': { ru: 'Нет курса валюты на этот день', zh: '缺少当日汇率' },
  'destination-not-set-up': { ru: 'Пункт назначения рейса не настроен', zh: '航班目的地尚未设置' },
  'waybill-stock-empty': { ru: 'Номера авианакладных перевозчика закончились', zh: '承运人的航空运单号已用完' },
  'precondition-failed': { ru: 'Ресурс изменился после того, как был прочитан', zh: '资源在读取后已被更改' },
  'validation-failed': { ru: 'В запросе есть ошибки', zh: '请求中有错误' },
  'idempotency-key-reused': { ru: 'Этот ключ идемпотентности уже был с другим телом запроса', zh: '此幂等键已用于另一请求正文' },
  'rate-limited': { ru: 'Слишком много запросов', zh: '请求过多' },
  overloaded: { ru: 'Служба перегружена, повторите позже', zh: '服务繁忙，请稍后重试' },
  'dependency-unavailable': { ru: 'Служба временно недоступна, повторите позже', zh: '所需服务暂不可用，请稍后重试' },
  'range-not-satisfiable': { ru: 'Запрошенный диапазон вне документа', zh: '请求的范围超出文档' },
  'document-integrity': { ru: 'Хранимый документ не совпадает со своей контрольной суммой', zh: '存储的文档与其校验和不符' },
  'run-attempts-exhausted': { ru: 'Документы рейса не удалось сделать за несколько попыток', zh: '多次尝试后仍未能生成航班单证' },
  'unrenderable-character': {
    ru: 'В документе есть символ, которого нет ни в одном встроенном шрифте',
    zh: '单证含有内嵌字体无法显示的字符',
  },
  'weight-not-positive': { ru: 'Вес равен нулю или меньше', zh: '重量为零或负数' },
  internal: { ru: 'Сбой службы', zh: '服务故障' },
};
