// What format_datetime() and format_timespan() take in a format; the service refuses everything else.

/** Letters of a format, all others are refused. https://learn.microsoft.com/kusto/query/format-datetime-function#supported-formats */
const letters = { datetime: /[dfFhHmMsty]/, timespan: /[dfFhHms]/ } as const;

export const formatDelimiters = ' /-:,._[]';

/** What is wrong with a format, in words for the reader; undefined when the service takes it. */
export function formatFault(kind: keyof typeof letters, format: string): string | undefined {
  const bad = [...format].find((one) => !letters[kind].test(one) && !formatDelimiters.includes(one));
  return bad === undefined ? undefined : `\`${bad}\` has no meaning in the format \`${format}\``;
}
