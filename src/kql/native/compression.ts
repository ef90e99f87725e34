// gzip and zlib to and from base64.
import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { type NativeFunction, textOf } from './native-function.ts';

/** A decompressed text may not take the machine's memory. */
const maxOutputLength = 64 * 1024 * 1024;

function compressed(pack: (bytes: Buffer) => Buffer): NativeFunction {
  return (text) => pack(Buffer.from(textOf(text), 'utf8')).toString('base64');
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
  gzip_compress: compressed((bytes) => gzipSync(bytes)),
  gzip_decompress: decompressed((bytes) => gunzipSync(bytes, { maxOutputLength })),
  zlib_compress: compressed((bytes) => deflateSync(bytes)),
  zlib_decompress: decompressed((bytes) => inflateSync(bytes, { maxOutputLength })),
} satisfies Record<string, NativeFunction>;
