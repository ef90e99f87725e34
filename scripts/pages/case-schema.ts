// Makes the JSON schema of files of detection tests, for editors, from the description of their keys.
import {
  type CaseForm,
  type DescribedKey,
  type DescribedKeys,
  describedFileKeys,
} from '../../src/testing/case-keys.ts';
import type { JsonSchema } from './option-schema.ts';

/** Of test/KIND/SLUG/*.yaml. What a kind of content does not have is left to `lint`: the file does not say its kind. */
export const caseFileSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Detection tests of sentinel-sync',
  ...mapSchema(describedFileKeys),
  required: ['cases'],
};

function mapSchema(keys: DescribedKeys): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(keys).map(([key, one]) => [key, keySchema(one)])),
    additionalProperties: false,
  };
}

function keySchema({ about, form }: DescribedKey): JsonSchema {
  return { description: about, ...formSchema(form) };
}

function formSchema(form: CaseForm): JsonSchema {
  switch (form.kind) {
    case 'text':
      return { type: 'string', minLength: 1 };
    case 'true':
      return { const: true };
    case 'count':
      return { type: 'integer', minimum: 0 };
    case 'texts':
      return { type: 'array', items: { type: 'string', minLength: 1 } };
    case 'anything':
      return {};
    case 'choice':
      return { enum: form.of };
    case 'named':
      return { type: 'object', additionalProperties: formSchema(form.each) };
    case 'list':
      return {
        type: 'array',
        items: formSchema(form.each),
        ...(form.least === undefined ? {} : { minItems: form.least }),
      };
    case 'map':
      return form.open === true
        ? { ...mapSchema(form.keys), additionalProperties: true }
        : mapSchema(form.keys);
    case 'either':
      return { anyOf: form.of.map(formSchema) };
  }
}
