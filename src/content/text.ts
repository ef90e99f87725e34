// Line ends of text that is compared or hashed.

/** `\n` line ends and no blank end: what a checkout, an editor or the portal may change without changing the text. */
export function normaliseText(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\r\n?/g, '\n').trimEnd() : value;
}
