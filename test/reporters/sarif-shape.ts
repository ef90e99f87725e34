// What the SARIF 2.1.0 specification asks of the objects this tool writes; any property beyond these is a problem.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html, the section of each object in brackets.

type Check = (value: unknown, path: string) => readonly string[];

interface Property {
  readonly check: Check;
  readonly required?: true;
}

const text: Check = (value, path) =>
  typeof value === 'string' && value !== '' ? [] : [`${path} is not a text`];
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  (value, path) =>
    allowed.includes(value) ? [] : [`${path} is ${JSON.stringify(value)}`];
const atLeast =
  (lowest: number): Check =>
  (value, path) =>
    Number.isInteger(value) && (value as number) >= lowest ? [] : [`${path} is ${JSON.stringify(value)}`];
const matches =
  (pattern: RegExp): Check =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : [`${path} is ${JSON.stringify(value)}`];
const textValues: Check = (value, path) =>
  Object.entries(value as object).flatMap(([key, one]) => text(one, `${path}.${key}`));
const list =
  (name: keyof typeof shapes): Check =>
  (value, path) =>
    Array.isArray(value)
      ? value.flatMap((one, index) => object(name)(one, `${path}[${index}]`))
      : [`${path} is not a list`];

const object =
  (name: keyof typeof shapes): Check =>
  (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no ${name}`];
    const shape: Readonly<Record<string, Property>> = shapes[name]!;
    const missing = Object.entries(shape)
      .filter(([key, { required }]) => required && !(key in value))
      .map(([key]) => `${path}.${key} is missing`);
    const found = Object.entries(value).flatMap(([key, one]) =>
      Object.hasOwn(shape, key) ? shape[key]!.check(one, `${path}.${key}`) : [`${path}.${key} is unknown`],
    );
    return [...missing, ...found];
  };

const required = (check: Check): Property => ({ check, required: true });
const optional = (check: Check): Property => ({ check });

/** A relative reference of RFC 3986 with forward slashes: no scheme, no backslash, no blank. */
const relativeUri = /^(?![a-z][a-z0-9+.-]*:)[A-Za-z0-9\-._~%!$&'()*+,;=@/]+$/;

const shapes: Readonly<Record<string, Readonly<Record<string, Property>>>> = {
  // [3.13] sarifLog
  log: {
    $schema: optional(matches(/^https:\/\//)),
    version: required(oneOf('2.1.0')),
    runs: required((value, path) => list('run')(value, path)),
  },
  // [3.14] run
  run: {
    tool: required((value, path) => object('tool')(value, path)),
    columnKind: optional(oneOf('utf16CodeUnits', 'unicodeCodePoints')),
    results: optional((value, path) => list('result')(value, path)),
  },
  // [3.18] tool
  tool: { driver: required((value, path) => object('component')(value, path)) },
  // [3.19] toolComponent
  component: {
    name: required(text),
    semanticVersion: optional(matches(/^\d+\.\d+\.\d+(-[\w.]+)?$/)),
    rules: optional((value, path) => list('rule')(value, path)),
  },
  // [3.49] reportingDescriptor
  rule: {
    id: required(text),
    shortDescription: optional((value, path) => object('message')(value, path)),
    fullDescription: optional((value, path) => object('message')(value, path)),
    help: optional((value, path) => object('message')(value, path)),
    helpUri: optional(matches(/^https:\/\//)),
    defaultConfiguration: optional((value, path) => object('configuration')(value, path)),
  },
  // [3.50] reportingConfiguration
  configuration: { level: optional(oneOf('none', 'note', 'warning', 'error')) },
  // [3.11] message, [3.12] multiformatMessageString
  message: { text: required(text), markdown: optional(text) },
  // [3.27] result
  result: {
    ruleId: required(text),
    ruleIndex: optional(atLeast(0)),
    level: optional(oneOf('none', 'note', 'warning', 'error')),
    message: required((value, path) => object('message')(value, path)),
    locations: optional((value, path) => list('location')(value, path)),
    partialFingerprints: optional(textValues),
  },
  // [3.28] location
  location: { physicalLocation: optional((value, path) => object('physicalLocation')(value, path)) },
  // [3.29] physicalLocation
  physicalLocation: {
    artifactLocation: required((value, path) => object('artifactLocation')(value, path)),
    region: optional((value, path) => object('region')(value, path)),
  },
  // [3.4] artifactLocation
  artifactLocation: { uri: required(matches(relativeUri)), uriBaseId: optional(text) },
  // [3.30] region
  region: { startLine: required(atLeast(1)), startColumn: optional(atLeast(1)) },
};

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
  }[];
}

/** Everything that is wrong with a log, with its path; empty for a valid one. */
export function sarifProblems(log: unknown): readonly string[] {
  const problems = object('log')(log, 'log');
  if (problems.length > 0) return problems;
  return (log as Log).runs.flatMap(({ tool: { driver }, results }) => {
    const ids = driver.rules.map(({ id }) => id);
    const dangling = results.filter(({ ruleId, ruleIndex }) => ids[ruleIndex] !== ruleId);
    return [
      ...(new Set(ids).size === ids.length ? [] : ['a rule stands twice']),
      ...dangling.map(({ ruleId }) => `ruleIndex of ${ruleId} leads to another rule`),
    ];
  });
}
