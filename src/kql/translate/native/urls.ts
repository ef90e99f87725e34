// url_encode(), url_encode_component() and url_decode(), as .NET's HttpUtility writes them.
import { type NativeFunction, textOf } from './native-function.ts';

const plain = /[A-Za-z0-9\-_.!*()]/;

function encoded(text: string, blank: string): string {
  let result = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const character = String.fromCharCode(byte);
    if (character === ' ') result += blank;
    else if (byte < 128 && plain.test(character)) result += character;
    else result += `%${byte.toString(16).padStart(2, '0')}`;
  }
  return result;
}

/** What is no escape stays as it is. */
function decoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
      Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
}

export const urls = {
  url_decode: (text) => decoded(textOf(text)),
  url_encode: (text) => encoded(textOf(text), '+'),
  url_encode_component: (text) => encoded(textOf(text), '%20'),
} satisfies Record<string, NativeFunction>;
