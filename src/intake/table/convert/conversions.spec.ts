import { address, streetAndHouse } from './address.js';
import { conversions } from './conversions.js';
import { countryCode } from './country.js';
import { day } from './date.js';
import { fullName } from './full-name.js';
import { decimalPoint, lineValue, sumOf, wholeNumber } from './number.js';
import { passport, passportSeries } from './passport.js';
import { phone } from './phone.js';
import { oneLine, trimmed, unlessNone, unspaced } from './text.js';
import { unitCode } from './unit.js';

describe('texts and codes', () => {
  it.each([
    ['trimmed', trimmed, '  LP1 ', 'LP1'],
    ['trimmed', trimmed, ' LP1', 'LP1'],
    ['trimmed', trimmed, ' \t', undefined],
    ['oneLine', oneLine, ' ул. Мира,\r\n  д. 5 ', 'ул. Мира, д. 5'],
    ['unspaced', unspaced, ' 6403 99 960 0', '6403999600'],
    ['unspaced keeps leading zeros', unspaced, '0102030405', '0102030405'],
    ['unspaced repairs no lost zero', unspaced, '102030405', '102030405'],
    ['unlessNone', unlessNone, 'Сергеевна', 'Сергеевна'],
  ])('%s', (_, convert, cell, value) => expect(convert(cell)).toBe(value));

  it.each(['XXX', 'xxx', 'ХХХ', 'ххх', '-', '—', 'нет', 'Нет', 'отсутствует', '  '])('no patronymic: %s', (cell) =>
    expect(unlessNone(cell)).toBeUndefined(),
  );
});

describe('numbers', () => {
  it.each([
    ['0.432', '0.432'],
    [' 0,432', '0.432'],
    ['1 234,56', '1234.56'],
    ['1\u00a0234\u202f567,5', '1234567.5'],
    ['1,234.56', '1,234.56'],
    ['1,234,567', '1,234,567'],
    ['abc', 'abc'],
    [' ', undefined],
  ])('decimal: %j is %j', (cell, value) => expect(decimalPoint(cell)).toBe(value));

  it.each([
    ['1', '1'],
    [' 2 ', '2'],
    ['1.0', '1'],
    ['3,00', '3'],
    ['1.5', '1.5'],
  ])('whole number: %j is %j', (cell, value) => expect(wholeNumber(cell)).toBe(value));

  it.each([
    ['35.00', '2', '70.00'],
    ['35', '1', '35'],
    ['35', '3', '105'],
    ['0.01', '3', '0.03'],
    ['12.5', '4', '50.0'],
    ['0.125', '8', '1.00'],
    ['0.333', '3', '0.999'],
    ['90071992547409.91', '3', '270215977642229.73'],
    ['1.10', '0.5', '0.55'],
    ['free', '1', 'free'],
    ['007', '2', '007'],
    ['5.00', undefined, undefined],
    ['5.00', '-1', undefined],
  ])('price %s times %s is %s', (price, quantity, value) => expect(lineValue(price, quantity)).toBe(value));

  it('sums exactly', () => {
    expect(sumOf(['0.1', '0.2', '3'])).toBe('3.3');
    expect(sumOf(['0.432'])).toBe('0.432');
    expect(sumOf(['2', '5'])).toBe('7');
    expect(sumOf(['0.1', undefined])).toBeUndefined();
    expect(sumOf(['0.1', 'x'])).toBeUndefined();
  });
});

describe('dates', () => {
  it.each([
    ['03.02.1985', '1985-02-03'],
    ['3.2.1985', '1985-02-03'],
    ['1985-02-03', '1985-02-03'],
    ['31081', '1985-02-03'],
    ['03.02.1985 0:00:00', '1985-02-03'],
    ['1985-02-03T00:00:00', '1985-02-03'],
    ['31.02.1985', '31.02.1985'],
    ['02/03/1985', '02/03/1985'],
    ['1985', '1985'],
    ['', undefined],
  ])('%j is %j', (cell, value) => expect(day(cell)).toBe(value));
});

describe('passports', () => {
  it.each([
    ['4509123456', '4509', '123456'],
    ['4509 123456', '4509', '123456'],
    ['45 09 № 012345', '4509', '012345'],
    ['012345', undefined, '012345'],
    ['509123456', undefined, '509123456'],
    ['AA1234567', undefined, 'AA1234567'],
    [' ', undefined, undefined],
  ])('in one cell: %j', (cell, series, number) => expect(passport(cell)).toEqual([series, number]));

  it.each([
    ['4509', '4509', undefined],
    ['45 09', '4509', undefined],
    ['4509123456', '4509', '123456'],
    ['AB', 'AB', undefined],
  ])('in the column of the series: %j', (cell, series, number) => expect(passportSeries(cell)).toEqual([series, number]));
});

describe('phones', () => {
  it.each([
    ['+79161234567', '+79161234567'],
    ['8 (916) 123-45-67', '+79161234567'],
    ['79161234567', '+79161234567'],
    ['9161234567', '+79161234567'],
    ['+998 90 123 45 67', '+998901234567'],
    ['998901234567', '+998901234567'],
    ['1234567', '1234567'],
    ['8916123, 8916124', '8916123, 8916124'],
  ])('%j is %j', (cell, value) => expect(phone(cell)).toBe(value));
});

describe('units and countries', () => {
  it.each([
    ['шт', '796'],
    ['шт.', '796'],
    [' Пара', '715'],
    ['комплект', '839'],
    ['796', '796'],
    ['ящик', 'ящик'],
  ])('unit %j is %j', (cell, value) => expect(unitCode(cell)).toBe(value));

  it.each([
    ['Китай', 'CN'],
    ['КИТАЙ', 'CN'],
    ['кнр', 'CN'],
    ['Корея,  Республика', 'KR'],
    ['Южная Корея', 'KR'],
    ['Вьетнам', 'VN'],
    ['Турция', 'TR'],
    ['CN', 'CN'],
    ['cn', 'CN'],
    ['Атлантида', 'Атлантида'],
  ])('country %j is %j', (cell, value) => expect(countryCode(cell)).toBe(value));
});

describe('full names', () => {
  it.each([
    ['Иванова Анна Сергеевна', 'Иванова', 'Анна', 'Сергеевна'],
    ['Анна Сергеевна Иванова', 'Иванова', 'Анна', 'Сергеевна'],
    ['Иванова Сергеевна Анна', 'Иванова', 'Анна', 'Сергеевна'],
    ['Лев Николаевич Толстой', 'Толстой', 'Лев', 'Николаевич'],
    ['Абрамович Роман Аркадьевич', 'Абрамович', 'Роман', 'Аркадьевич'],
    ['Роман Аркадьевич Абрамович', 'Абрамович', 'Роман', 'Аркадьевич'],
    ['Абрамович Роман', 'Абрамович', 'Роман', undefined],
    ['Анна Иванова', 'Иванова', 'Анна', undefined],
    ['Иванова Анна', 'Иванова', 'Анна', undefined],
    ['Ким Ольга Ен', 'Ким', 'Ольга', 'Ен'],
    ['Иванова Анна XXX', 'Иванова', 'Анна', undefined],
    ['Алиев Вагиф Самед оглы', 'Алиев', 'Вагиф', 'Самед оглы'],
    ['Вагиф Самед оглы Алиев', 'Алиев', 'Вагиф', 'Самед оглы'],
    ['Алиева Лейла Самед-кызы', 'Алиева', 'Лейла', 'Самед-кызы'],
    ['IVANOVA ANNA SERGEEVNA', 'IVANOVA', 'ANNA', 'SERGEEVNA'],
    ['Anna Sergeevna Ivanova', 'Ivanova', 'Anna', 'Sergeevna'],
    ['Салтыков Щедрин Михаил Евграфович', 'Салтыков Щедрин', 'Михаил', 'Евграфович'],
    ['Иванов, Пётр Ильич', 'Иванов', 'Пётр', 'Ильич'],
    ['Анна Сергеевна', undefined, 'Анна', 'Сергеевна'],
    ['Иванова', 'Иванова', undefined, undefined],
    ['  ', undefined, undefined, undefined],
  ])('%j', (cell, ...name) => expect(fullName(cell)).toEqual(name));
});

describe('addresses', () => {
  it.each([
    ['101000, Москва, ул. Мясницкая, д. 10, кв. 5', '101000', undefined, 'Москва', 'ул. Мясницкая', '10', '5'],
    ['Россия, 101000, г. Москва, ул. Мясницкая, 10, 5', '101000', undefined, 'Москва', 'ул. Мясницкая', '10', '5'],
    ['101000 г. Москва ул. Мясницкая д. 10 кв. 5', '101000', undefined, 'Москва', 'ул. Мясницкая', '10', '5'],
    [
      '620014, Свердловская обл., г. Екатеринбург, пр-т Ленина, д. 24/8, корп. 2, кв. 17',
      '620014',
      'Свердловская обл.',
      'Екатеринбург',
      'пр-т Ленина',
      '24/8, корп. 2',
      '17',
    ],
    [
      'Московская область, Одинцовский р-н, пос. Заречный, Луговая ул., дом 3',
      undefined,
      'Московская область, Одинцовский р-н',
      'пос. Заречный',
      'Луговая ул.',
      '3',
      undefined,
    ],
    ['Казань, что-то иное без знака', undefined, undefined, 'Казань', 'что-то иное без знака', undefined, undefined],
    ['101000, Москва, ул. Мира, д. 1, оф. 12, домофон 77к', '101000', undefined, 'Москва', 'ул. Мира, домофон 77к', '1', 'оф. 12'],
    ['443000, Самара, Комсомольская, д. 2', '443000', undefined, 'Самара', 'Комсомольская', '2', undefined],
    ['Moscow, Myasnitskaya street, 10', undefined, undefined, 'Moscow', 'Myasnitskaya street', '10', undefined],
  ])('%j', (cell, ...parts) => expect(address(cell)).toEqual(parts));

  it('loses no word but signs', () => {
    const cell = '634050, Томская область, г. Томск, микрорайон 3-й, дом 5, корп. 1, кв. 7, 2-й подъезд, код 55В, вход со двора';
    const kept = address(cell).join(' ');
    for (const word of ['634050', 'Томская', 'Томск', '3-й', '5', 'корп. 1', '7', '2-й подъезд', 'код 55В', 'вход со двора']) {
      expect(kept).toContain(word);
    }
  });

  it.each([
    ['ул. Мира, д. 5, кв. 3', 'ул. Мира', '5', '3'],
    ['ул. Мира, 5, 3', 'ул. Мира', '5', '3'],
    ['ул. Мира 5-3', 'ул. Мира 5-3', undefined, undefined],
    ['Мира 5, корпус 2', 'Мира 5, корпус 2', undefined, undefined],
  ])('behind the city: %j', (cell, ...parts) => expect(streetAndHouse(cell)).toEqual(parts));
});

it('each conversion has a name of its own form', () => {
  for (const name of conversions.keys()) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
