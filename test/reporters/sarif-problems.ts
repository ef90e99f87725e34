// What is wrong with a SARIF log: under the schema of the standard, and by what GitHub's code scanning demands beyond it.
// https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';

interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly { readonly dataPath: string; readonly message?: string }[] | null;
}

interface Validator {
  addMetaSchema(schema: object): void;
  compile(schema: object): Validate;
}

type ValidatorClass = new (options: object) => Validator;

const require = createRequire(import.meta.url);
// The schema's own package decides which validator reads it; both are files, nothing is fetched.
const beside = createRequire(require.resolve('@microsoft/jest-sarif'));

const validate = (() => {
  const Ajv = beside('ajv') as ValidatorClass;
  const validator = new Ajv({ schemaId: 'auto', allErrors: true, format: 'full' });
  validator.addMetaSchema(beside('ajv/lib/refs/json-schema-draft-04.json') as object);
  return validator.compile(beside('./schemas/sarif-2.1.0-rtm.5.json') as object);
})();

interface Description {
  readonly text?: string;
}

interface Region {
  readonly startLine?: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

export interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly rules?: readonly {
        readonly id: string;
        readonly shortDescription?: Description;
        readonly fullDescription?: Description;
        readonly help?: Description;
        readonly helpUri?: string;
        readonly defaultConfiguration?: { readonly level?: string };
      }[];
    };
  };
  readonly invocations?: readonly {
    readonly toolExecutionNotifications?: readonly {
      readonly level?: string;
      readonly message: Description;
      readonly descriptor?: { readonly id: string };
    }[];
  }[];
  readonly results?: readonly {
    readonly ruleId?: string;
    readonly ruleIndex?: number;
    readonly level?: string;
    readonly message: Description;
    readonly locations?: readonly {
      readonly physicalLocation?: { readonly artifactLocation?: { readonly uri?: string }; region?: Region };
    }[];
    readonly partialFingerprints?: Readonly<Record<string, string>>;
  }[];
}

interface Log {
  readonly runs: readonly SarifRun[];
}

type Rule = NonNullable<SarifRun['tool']['driver']['rules']>[number];
type Result = NonNullable<SarifRun['results']>[number];

const limits = {
  fileBytes: 10_000_000,
  runs: 20,
  results: 25_000,
  rules: 25_000,
  description: 1024,
} as const;

/** Everything that is wrong with the text of a log; empty for one that code scanning takes and shows. */
export function sarifProblems(text: string): readonly string[] {
  const log: unknown = JSON.parse(text);
  if (!validate(log))
    return (validate.errors ?? []).map(({ dataPath, message }) => `log${dataPath} ${message}`);
  const { runs } = log as Log;
  return [
    ...(gzipSync(text).length > limits.fileBytes ? ['the file is too large'] : []),
    ...(runs.length < 1 || runs.length > limits.runs ? [`${runs.length} runs`] : []),
    ...runs.flatMap(runProblems),
  ];
}

function runProblems({ tool: { driver }, results = [] }: SarifRun): readonly string[] {
  const { rules = [] } = driver;
  const ids = rules.map(({ id }) => id);
  const prints = results.map(
    ({ ruleId, locations, partialFingerprints: print }) =>
      `${ruleId} ${locations?.[0]?.physicalLocation?.artifactLocation?.uri} ${print?.['primaryLocationLineHash']}`,
  );
  return [
    ...(results.length > limits.results ? [`${results.length} results`] : []),
    ...(rules.length > limits.rules ? [`${rules.length} rules`] : []),
    ...(new Set(ids).size === ids.length ? [] : ['a rule stands twice']),
    ...(new Set(prints).size === prints.length ? [] : ['two results have one fingerprint']),
    ...rules.flatMap(ruleProblems),
    ...results.flatMap((result, index) => resultProblems(result, `results[${index}]`, ids)),
  ];
}

function ruleProblems({ id, shortDescription, fullDescription, help }: Rule): readonly string[] {
  const isShort = (text = '') => text !== '' && text.length <= limits.description;
  return [
    ...(isShort(shortDescription?.text) ? [] : [`shortDescription of ${id}`]),
    ...(isShort(fullDescription?.text) ? [] : [`fullDescription of ${id}`]),
    ...(help?.text ? [] : [`help of ${id}`]),
  ];
}

/** A relative reference of RFC 3986 with forward slashes: no scheme, no backslash, no blank, and nothing outside the repository. */
const relativeUri = /^(?![a-z][a-z0-9+.-]*:)(?!\/)(?!(?:.*\/)?\.\.\/)[A-Za-z0-9\-._~%!$&'()*+,;=@/]+$/;

function resultProblems(
  { ruleId, ruleIndex, message, locations = [], partialFingerprints }: Result,
  path: string,
  ids: readonly string[],
): readonly string[] {
  const [first, ...more] = locations;
  const region = first?.physicalLocation?.region;
  const lacking = (['startLine', 'startColumn', 'endLine', 'endColumn'] as const).filter(
    (corner) => region?.[corner] === undefined,
  );
  return [
    ...(message.text ? [] : [`${path} has no text`]),
    ...(ruleIndex !== undefined && ids[ruleIndex] === ruleId
      ? []
      : [`ruleIndex of ${path} leads to another rule`]),
    ...(first !== undefined && more.length === 0 ? [] : [`${path} has ${locations.length} locations`]),
    ...(relativeUri.test(first?.physicalLocation?.artifactLocation?.uri ?? '')
      ? []
      : [`the URI of ${path} is not relative`]),
    ...lacking.map((corner) => `${path} has no ${corner}`),
    ...(partialFingerprints?.['primaryLocationLineHash'] ? [] : [`${path} has no fingerprint`]),
  ];
}
