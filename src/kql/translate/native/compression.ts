// gzip and zlib to and from base64.
import { crc32, deflateRawSync, deflateSync, gunzipSync, inflateSync } from 'node:zlib';
import { type NativeFunction, textOf } from './native-function.ts';

/** A decompressed text may not take the machine's memory. */
const maxOutputLength = 64 * 1024 * 1024;

interface Wrapping {
  readonly header: Buffer;
  readonly trailer: (bytes: Buffer) => Buffer;
}

/** Time and level are left out, and the system is unknown. https://www.rfc-editor.org/rfc/rfc1952 */
const gzip: Wrapping = {
  header: Buffer.from('1f8b08000000000000ff', 'hex'),
  trailer: (bytes) => {
    const end = Buffer.alloc(8);
    end.writeUInt32LE(crc32(bytes), 0);
    end.writeUInt32LE(bytes.length % 2 ** 32, 4);
    return end;
  },
};

/** https://www.rfc-editor.org/rfc/rfc1950: the checksum is the one that the ordinary form ends in. */
const zlib: Wrapping = {
  header: Buffer.from('789c', 'hex'),
  trailer: (bytes) => deflateSync(bytes).subarray(-4),
};

/** The longest text that a stored block holds. https://www.rfc-editor.org/rfc/rfc1951 */
const maxStored = 65_535;

/** A block of the bytes as they are, where packing them saves nothing: so Kusto keeps short texts. */
function deflated(bytes: Buffer): Buffer {
  const packed = deflateRawSync(bytes);
  if (bytes.length === 0 || bytes.length > maxStored || packed.length + 1 < bytes.length) return packed;
  const head = Buffer.alloc(5);
  head.writeUInt8(1, 0);
  head.writeUInt16LE(bytes.length, 1);
  head.writeUInt16LE(0xffff ^ bytes.length, 3);
  return Buffer.concat([head, bytes]);
}

function compressed(wrapping: Wrapping): NativeFunction {
  return (text) => {
    const bytes = Buffer.from(textOf(text), 'utf8');
    return Buffer.concat([wrapping.header, deflated(bytes), wrapping.trailer(bytes)]).toString('base64');
  };
}

/** Empty text for what cannot be read. */
function decompressed(unpack: (bytes: Buffer) => Buffer): NativeFunction {
  return (text) => {
    try {
      return unpack(Buffer.from(textOf(text), 'base64')).toString('utf8');
    } catch {
      return '';
    }
  };
}

export const compression = {
  gzip_compress: compressed(gzip),
  gzip_decompress: decompressed((bytes) => gunzipSync(bytes, { maxOutputLength })),
  zlib_compress: compressed(zlib),
  zlib_decompress: decompressed((bytes) => inflateSync(bytes, { maxOutputLength })),
} satisfies Record<string, NativeFunction>;
