// Makes the JSON schemas of environments/*.yaml and sentinel-sync.yaml, for editors, from the descriptions of their options.
import { environmentFile } from '../../src/environments/environment-options.ts';
import type { Absence, Described, DescribedField, Form, MapForm } from '../../src/environments/option.ts';
import { projectFile } from '../../src/environments/project-options.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Numbers, switches and choices may come from a variable: `${NAME}` is a text until it is replaced. */
const variable = '\\$\\{.*\\}';

/** Of environments/*.yaml. */
export const environmentSchema = fileSchema('Environment of sentinel-sync', environmentFile);

/** Of sentinel-sync.yaml. */
export const projectSchema = fileSchema('Project file of sentinel-sync', projectFile);

function fileSchema(title: string, file: Described): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title, ...schemaOf(file) };
}

function schemaOf({ about, form }: Described): JsonSchema {
  return { description: about, ...formSchema(form) };
}

function formSchema(form: Form): JsonSchema {
  switch (form.kind) {
    case 'text':
      return { type: 'string' };
    case 'words':
      return {
        anyOf: [
          { type: 'string', minLength: 1 },
          { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
        ],
      };
    case 'switch':
      return { anyOf: [{ type: 'boolean' }, { type: 'string', pattern: `^(true|false|${variable})$` }] };
    case 'count':
      return {
        anyOf: [
          { type: 'integer', minimum: form.least },
          { type: 'string', pattern: `^(\\d+|${variable})$` },
        ],
      };
    case 'choice':
      return { anyOf: [{ enum: form.of }, { type: 'string', pattern: `^${variable}$` }] };
    case 'constant':
      return { const: form.value };
    case 'list':
      return { type: 'array', items: schemaOf(form.each) };
    case 'map':
      return mapSchema(form);
    case 'either':
      return { anyOf: form.of.map(schemaOf) };
    case 'own':
      return form.schema;
  }
}

function mapSchema({ fields, least, mayBeEmpty }: MapForm): JsonSchema {
  const entries = Object.entries(fields);
  const required = entries.filter(([, { absence }]) => absence.kind === 'refused').map(([key]) => key);
  return {
    type: mayBeEmpty === true ? ['object', 'null'] : 'object',
    properties: Object.fromEntries(entries.map(([key, field]) => [key, fieldSchema(field)])),
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
    ...(least === undefined ? {} : { minProperties: least }),
  };
}

function fieldSchema({ option, absence, filled }: DescribedField): JsonSchema {
  const words = withoutIt(absence);
  return {
    ...schemaOf(option),
    ...(words === undefined ? {} : { description: `${option.about} Default: ${words}.` }),
    ...(filled !== undefined && option.form.kind === 'list' ? { minItems: 1 } : {}),
  };
}

/** What holds without a key, in words; undefined where the keys below it say so, and where it is required. */
export function withoutIt(absence: Absence): string | undefined {
  switch (absence.kind) {
    case 'refused':
    case 'empty':
      return undefined;
    case 'nothing':
      return absence.words;
    case 'default':
      return absence.words ?? printed(absence.value);
  }
}

function printed(value: unknown): string {
  return Array.isArray(value) && value.length === 0 ? 'none' : String(value);
}
