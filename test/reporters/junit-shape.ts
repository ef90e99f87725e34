// Reads XML strictly, and says what in it is not as Jenkins' junit-10.xsd wants it: the dialect that CI servers share.
// https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** Parses elements, attributes, text and references; throws for anything else and for what is not well-formed. */
export function parseXml(source: string): Element {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  if (!source.startsWith(declaration)) throw new Error('no declaration');
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(source))
    throw new Error('illegal character');
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const token = /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  token.lastIndex = declaration.length;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (match === null) throw new Error(`malformed at ${at}: ${source.slice(at, at + 40)}`);
    const [, end, name = '', attributes = '', empty, text] = match;
    if (text !== undefined) open.at(-1)!.text += decoded(text);
    else if (end === '/') {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const element: Element = { name, attributes: attributesOf(attributes), children: [], text: '' };
      open.at(-1)!.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  if (open.length !== 1 || root.children.length !== 1 || root.text.trim() !== '')
    throw new Error('not one root');
  return root.children[0]!;
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = Array.from(text.matchAll(/ ([a-z]+)="([^"<]*)"/g), ([, key, value]) => [
    key!,
    decoded(value!),
  ]);
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) throw new Error('an attribute stands twice');
  return Object.fromEntries(pairs);
}

function decoded(text: string): string {
  if (/&(?!(amp|lt|gt|quot|#\d+);)/.test(text)) throw new Error(`a bare & in ${text}`);
  return text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

interface Rule {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
  readonly text?: true;
}

const outcome = { required: [], optional: ['type', 'message'], children: [], text: true } as const;
const output = { required: [], optional: [], children: [], text: true } as const;
const rules: Readonly<Record<string, Rule>> = {
  testsuites: {
    required: [],
    optional: ['name', 'time', 'tests', 'failures', 'errors'],
    children: ['testsuite'],
  },
  testsuite: {
    required: ['name', 'tests', 'failures', 'errors'],
    optional: ['group', 'time', 'skipped', 'timestamp', 'hostname', 'id', 'package', 'file', 'log', 'url'],
    children: ['testsuite', 'properties', 'testcase', 'system-out', 'system-err'],
  },
  testcase: {
    required: ['name'],
    optional: ['time', 'classname', 'group'],
    children: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  },
  failure: outcome,
  skipped: outcome,
  'system-out': output,
};

/** Everything in the document that the schema does not allow, and counts that are wrong; empty for a valid one. */
export function junitProblems(root: Element): readonly string[] {
  if (root.name !== 'testsuites') return [`the root is ${root.name}`];
  return [...problemsOf(root), ...countProblems(root)];
}

function problemsOf(element: Element): readonly string[] {
  const rule = rules[element.name];
  if (rule === undefined) return [`${element.name} is unknown`];
  const { required, optional, children, text } = rule;
  return [
    ...required
      .filter((key) => !(key in element.attributes))
      .map((key) => `${element.name}@${key} is missing`),
    ...Object.keys(element.attributes)
      .filter((key) => !required.includes(key) && !optional.includes(key))
      .map((key) => `${element.name}@${key} is unknown`),
    ...element.children
      .filter(({ name }) => !children.includes(name))
      .map(({ name }) => `${name} stands in ${element.name}`),
    ...(text || element.text.trim() === '' ? [] : [`${element.name} holds text`]),
    ...element.children.flatMap(problemsOf),
  ];
}

function countProblems(root: Element): readonly string[] {
  const holds = (name: string) => (one: Element) => one.children.some((child) => child.name === name);
  const suites = root.children.map(({ attributes, children }) => {
    const counts = [
      ['tests', children.length],
      ['failures', children.filter(holds('failure')).length],
      ['skipped', children.filter(holds('skipped')).length],
      ['errors', 0],
    ] as const;
    return counts
      .filter(([key, count]) => attributes[key] !== String(count))
      .map(([key]) => `${attributes['name']}@${key} is ${attributes[key]}`);
  });
  const totals = (['tests', 'failures'] as const).filter(
    (key) =>
      Number(root.attributes[key]) !==
      root.children.reduce((sum, { attributes }) => sum + Number(attributes[key]), 0),
  );
  return [...suites.flat(), ...totals.map((key) => `testsuites@${key} is ${root.attributes[key]}`)];
}
