// Makes the JSON schemas of content files, for editors, from the models of the content kinds.
import type { ContentKindDefinition } from '../../src/content/kinds/content-kind.ts';
import type { Field, Fields, FieldType } from '../../src/content/model/field.ts';
import { fileKeys, isRequiredOf, isSentBy } from '../../src/content/model/fields.ts';
import { type RuleKind, ruleKinds } from '../../src/content/model/rule-kinds.ts';
import { writtenWords } from '../../src/content/model/words.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of the files of a kind. What only Microsoft's validation of templates asks for is not required here: lint warns of it. */
export function contentSchema({ words, fields }: ContentKindDefinition): JsonSchema {
  const required = fileKeys(fields).filter((key) => isNeeded(fields[key]!, undefined));
  const kinds = fields['kind'] === undefined ? [] : ruleKinds;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `File of one ${words.one}`,
    ...mapSchema(fields),
    // Published files have some keys with a capital; an editor need not propose them.
    patternProperties: { '^[A-Z]': true },
    allOf: [
      ...required.map((key) => hasKey(key, fields[key]!)),
      ...kinds.map((kind) => ofRuleKind(kind, fields)),
    ],
  };
}

/** The file has the key in one of its spellings. */
function hasKey(key: string, { aliases = [] }: Field): JsonSchema {
  const capital = `${key[0]?.toUpperCase()}${key.slice(1)}`;
  return { anyOf: [key, capital, ...aliases].map((name) => ({ required: [name] })) };
}

/** What a kind of rule requires beyond the others, and what it does not have. */
function ofRuleKind(kind: RuleKind, fields: Fields): JsonSchema {
  const keys = fileKeys(fields);
  const required = keys.filter((key) => fields[key]?.requiredOf && isNeeded(fields[key], kind));
  const foreign = keys.filter((key) => !fields[key]?.inEveryFile && !isSentBy(fields[key]!, kind));
  return {
    if: { required: ['kind'], properties: { kind: { pattern: inAnyCase([kind]) } } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
    then: {
      properties: Object.fromEntries(foreign.map((key) => [key, false])),
      allOf: required.map((key) => hasKey(key, fields[key]!)),
    },
  };
}

function isNeeded(field: Field, kind: RuleKind | undefined): boolean {
  return field.required !== 'templates' && isRequiredOf(field, kind);
}

function mapSchema(fields: Fields): JsonSchema {
  const properties = fileKeys(fields).flatMap((key) => {
    const schema = fieldSchema(fields[key]!);
    return [key, ...(fields[key]?.aliases ?? [])].map((name) => [name, schema]);
  });
  return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}

function fieldSchema(field: Field): JsonSchema {
  const standard = field.default ?? field.implied;
  return {
    description: field.meaning,
    ...(field.orText === true
      ? { anyOf: [{ type: 'string' }, schemaOf[field.type](field)] }
      : schemaOf[field.type](field)),
    ...(standard === undefined ? {} : { default: standard }),
  };
}

function textSchema(field: Field): JsonSchema {
  if (field.words === undefined) return { type: 'string' };
  const choice = { enum: writtenWords(field) };
  if (field.anyCase !== true) return { type: 'string', ...choice };
  return { type: 'string', anyOf: [choice, { pattern: inAnyCase(field.words) }] };
}

/** A pattern for the words whatever their letter case. */
function inAnyCase(words: readonly string[]): string {
  const letters = (word: string) =>
    word.replaceAll(/[a-z]/gi, (one) => `[${one.toUpperCase()}${one.toLowerCase()}]`);
  return `^(${words.map(letters).join('|')})$`;
}

const schemaOf = {
  text: (field) => ({
    ...textSchema(field),
    ...(field.longest === undefined ? {} : { maxLength: field.longest }),
  }),
  number: ({ range }) => ({ type: 'integer', ...(range && { minimum: range[0], maximum: range[1] }) }),
  boolean: () => ({ type: 'boolean' }),
  // A bare number is days.
  duration: () => ({
    type: ['string', 'integer'],
    pattern: '^(\\d+[mhd]|\\d+|(\\d+[.:])?\\d{1,2}:\\d{1,2}(:\\d{1,2}(\\.\\d+)?)?|P[0-9DTHMS.]+)$',
  }),
  techniques: () => ({ type: 'array', items: { type: 'string', pattern: '^T\\d{4}(\\.\\d{3})?$' } }),
  words: (field) => ({ type: 'array', items: textSchema(field) }),
  list: () => ({ type: 'array' }),
  map: ({ fields = {} }) => mapSchema(fields),
  maps: ({ fields = {} }) => ({ type: 'array', items: itemSchema(fields) }),
  'named texts': () => ({ type: 'object', additionalProperties: { type: 'string' } }),
} satisfies Record<FieldType, (field: Field) => JsonSchema>;

function itemSchema(fields: Fields): JsonSchema {
  const required = fileKeys(fields).filter((key) => isNeeded(fields[key]!, undefined));
  return { ...mapSchema(fields), ...(required.length === 0 ? {} : { required }) };
}
