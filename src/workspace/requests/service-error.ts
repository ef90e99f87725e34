// Reads the error bodies of Resource Manager, Log Analytics and Kusto down to the part that says what is wrong.
import { isJsonMap, type JsonMap } from '../../json/json.ts';

/**
 * The service's own code and words, and where a query is at fault: the line counts from 1, the position in it from 0.
 * https://github.com/MicrosoftDocs/azure-docs/issues/61086 (a query that begins with `|` fails at line 1, position 0)
 */
export interface ServiceError {
  readonly code?: string | undefined;
  readonly message: string;
  readonly line?: number | undefined;
  readonly position?: number | undefined;
  /** Of Kusto: false where the same request may succeed later. */
  readonly permanent?: boolean | undefined;
}

/**
 * The innermost error of a response body: `{"error":{code,message,innererror:{...}}}`, in either spelling of `innererror`,
 * with a message that is itself JSON unwrapped. Undefined when the text is no such body.
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/errors
 */
export function innermost(text: string): ServiceError | undefined {
  const body = parseObject(text);
  if (body === undefined) return undefined;
  const top = objectOf(body['error']) ?? objectOf(objectOf(body['body'])?.['error']) ?? body;
  const error = deepest(top);
  return error === undefined ? undefined : unwrapNested(error);
}

/**
 * The innermost error of an already parsed `error` object, as a partial query result carries one. Kusto says in `message` only that
 * something is wrong, and in `@errorMessage` or `@message` what.
 * https://learn.microsoft.com/kusto/api/rest/response-v2
 */
export function deepest(error: JsonMap): ServiceError | undefined {
  let deepestSoFar: ServiceError | undefined;
  for (let level: JsonMap | undefined = error; level !== undefined; level = inside(level)) {
    const message = textOf(level, ['@errorMessage', '@message', 'message']);
    if (message === undefined) continue;
    const code = level['code'];
    const line = numberOf(level['line']) ?? numberOf(level['@line']) ?? deepestSoFar?.line;
    const position =
      numberOf(level['pos']) ??
      numberOf(level['@pos']) ??
      numberOf(level['position']) ??
      deepestSoFar?.position;
    const isPermanent = level['@permanent'];
    const permanent = typeof isPermanent === 'boolean' ? isPermanent : deepestSoFar?.permanent;
    const known = typeof code === 'string' ? code : deepestSoFar?.code;
    deepestSoFar = { code: known, message, line, position, ...(permanent !== undefined && { permanent }) };
  }
  return deepestSoFar;
}

/** The first of the fields that has a text. */
function textOf(level: JsonMap, fields: readonly string[]): string | undefined {
  const texts = fields.map((field) => level[field]);
  return texts.find((text): text is string => typeof text === 'string' && text !== '');
}

function inside(error: JsonMap): JsonMap | undefined {
  const inner = objectOf(error['innererror']) ?? objectOf(error['innerError']);
  if (inner !== undefined) return inner;
  const details = error['details'];
  return Array.isArray(details) ? objectOf(details[0]) : undefined;
}

/** Some refusals carry a whole error body as their message; the reader wants the sentence inside. */
export function unwrapNested(error: ServiceError): ServiceError {
  const body = parseObject(error.message);
  const nested = body === undefined ? undefined : deepest(objectOf(body['error']) ?? body);
  return nested === undefined ? error : unwrapNested({ ...nested, code: nested.code ?? error.code });
}

/** A foreign text cut to what fits a message: a proxy may answer with a page of HTML. */
export function clip(text: string, limit = 600): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit)}...`;
}

/** A proxy may quote the request it refuses, its token included. */
export function withoutTokens(text: string): string {
  return text
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 ...')
    .replace(/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, '...');
}

function parseObject(text: string): JsonMap | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function objectOf(value: unknown): JsonMap | undefined {
  return isJsonMap(value) ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
