// Sizes as the service counts them: in bytes of UTF-8 text.

const encoder = new TextEncoder();

export function bytesOf(text: string): number {
  return encoder.encode(text).length;
}

/** The longest start of a text that has at most so many bytes; no character is cut in two. */
export function cutToBytes(text: string, bytes: number): string {
  // A character has one byte at least.
  if (text.length <= bytes && bytesOf(text) <= bytes) return text;
  let size = 0;
  let cut = '';
  for (const character of text) {
    size += bytesOf(character);
    if (size > bytes) break;
    cut += character;
  }
  return cut;
}

/** The first values whose sizes together are within the bytes; after the first that does not fit, none is taken. */
export function withinBytes<T>(
  values: readonly T[],
  { bytes, sizeOf }: { readonly bytes: number; readonly sizeOf: (value: T) => number },
): readonly T[] {
  let size = 0;
  const end = values.findIndex((value) => {
    size += sizeOf(value);
    return size > bytes;
  });
  return end < 0 ? values : values.slice(0, end);
}
