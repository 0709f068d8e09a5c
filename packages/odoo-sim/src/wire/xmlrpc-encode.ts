import { PythonFloat, type WireValue } from '../orm/value.ts';

/** Odoo's wire form of an answer: python's xmlrpc with nil allowed, `<boolean>0</boolean>`, `<int>`, `<double>`, dates as strings. */
export function encodeAnswer(value: WireValue): string {
  return `<?xml version="1.0"?>\n<methodResponse>\n<params>\n<param>\n${encodeValue(value)}</param>\n</params>\n\n</methodResponse>`;
}

export function encodeFault(code: number, text: string): string {
  return `<?xml version="1.0"?>\n<methodResponse>\n<fault>\n${encodeValue({ faultCode: code, faultString: text })}</fault>\n\n</methodResponse>`;
}

function encodeValue(value: WireValue): string {
  switch (typeof value) {
    case 'string':
      return `<value><string>${escapeText(value)}</string></value>\n`;
    case 'number':
      return Number.isInteger(value) ? `<value><int>${value}</int></value>\n` : `<value><double>${value}</double></value>\n`;
    case 'boolean':
      return `<value><boolean>${value ? 1 : 0}</boolean></value>\n`;
  }
  if (value === null) return '<value><nil/></value>\n';
  if (Array.isArray(value)) {
    let inner = '';
    for (const one of value) inner += encodeValue(one);
    return `<value><array><data>\n${inner}</data></array></value>\n`;
  }
  if (value instanceof PythonFloat) return `<value><double>${value.value}.0</double></value>\n`;
  let members = '';
  for (const name in value)
    members += `<member>\n<name>${escapeText(name)}</name>\n${encodeValue(value[name] ?? null)}</member>\n`;
  return `<value><struct>\n${members}</struct></value>\n`;
}

const SPECIAL = /[&<>]/;

function escapeText(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
