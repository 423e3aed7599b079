/** A field of a label as a printer has it: its place in dots, what it shows, and how. */
export interface ZplField {
  x: number;
  y: number;
  /** `^FT`: the place is that of the baseline. */
  isTypeset: boolean;
  /** Of a text. */
  text?: string;
  font?: string;
  height?: number;
  /** Of bars: what they say, and a bar's width and height. */
  barcode?: string;
  module?: number;
  /** Of a box. */
  box?: readonly number[];
}

interface ZplLabel {
  width: number;
  length: number;
  isUtf8: boolean;
  fields: ZplField[];
}

/** Labels of a ZPL II stream: a command is a caret or tilde, two letters and what stands before the next one. */
export function readZpl(stream: string): ZplLabel[] {
  if (stream.includes('~')) throw new RangeError('a control command among the labels');
  const labels: ZplLabel[] = [];
  let label: ZplLabel | undefined;
  let field: ZplField | undefined;
  let isHex = false;
  for (const [, name, parameters] of stream.replaceAll('\n', '').matchAll(/\^([A-Z]{2}|A[0-9@])([^^]*)/g)) {
    const numbers = parameters.split(',').map(Number);
    if (name === 'XA') {
      if (label !== undefined) throw new RangeError('a label within a label');
      label = { width: 0, length: 0, isUtf8: false, fields: [] };
      continue;
    }
    if (label === undefined) throw new RangeError(`^${name} outside a label`);
    if (name === 'XZ') {
      labels.push(label);
      label = undefined;
    } else if (name === 'PW') label.width = numbers[0];
    else if (name === 'LL') label.length = numbers[0];
    else if (name === 'CI') label.isUtf8 = parameters === '28';
    else if (name === 'FO' || name === 'FT') {
      field = { x: numbers[0], y: numbers[1], isTypeset: name === 'FT' };
      isHex = false;
    } else if (field === undefined) {
      if (name !== 'LH' && name !== 'PQ') throw new RangeError(`^${name} outside a field`);
    } else if (name === 'FS') {
      label.fields.push(field);
      field = undefined;
    } else if (name === 'GB') field.box = numbers;
    else if (name === 'BY') field.module = numbers[0];
    else if (name === 'BC') field.barcode = '';
    else if (name === 'FH') isHex = true;
    else if (name === 'FD') {
      const data = isHex ? unescaped(parameters) : parameters;
      if (field.barcode === undefined) field.text = data;
      else field.barcode = barcodeText(data);
    } else if (name.startsWith('A')) {
      field.font = name === 'A@' ? parameters.split(',')[3] : name.slice(1);
      field.height = numbers[1];
    } else if (name !== 'FB') throw new RangeError(`no command ^${name}`);
  }
  if (label !== undefined) throw new RangeError('a label without its end');
  return labels;
}

/** `_5E` and the like as bytes of UTF-8. */
function unescaped(data: string): string {
  return data.replace(/(?:_[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('_', ''), 'hex').toString());
}

/** What bars say by their field data: pairs of digits after `>;` and `>5`, letters after `>:` and `>6`. */
function barcodeText(data: string): string {
  let isPaired = false;
  let digits = 0;
  let text = '';
  for (const [part] of [...data.matchAll(/>[:;56]|[^>]/g), ['>6']]) {
    if (part.startsWith('>')) {
      if (isPaired && digits % 2 === 1) throw new RangeError('half a pair of digits');
      isPaired = part === '>;' || part === '>5';
      digits = 0;
    } else {
      if (isPaired && !/\d/.test(part)) throw new RangeError('a letter among pairs of digits');
      digits += 1;
      text += part;
    }
  }
  return text;
}
