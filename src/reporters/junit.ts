// Reports as JUnit XML, in the dialect that CI servers share: valid under Jenkins' junit-4.xsd as under its junit-10.xsd,
// https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { plural } from '../diagnostics/plural.ts';
import type { SmokeResult } from '../promotion/smoke.ts';
import { testCode } from '../testing/codes.ts';
import type { CaseResult } from '../testing/run-tests.ts';
import { messageWithHint } from './findings.ts';
import type { Report } from './report.ts';
import { type Forms, formOf, kindsOf, type Rendering, type Reporter } from './reporter.ts';
import { seedWords } from './seed-words.ts';
import { element, formatXml, type XmlElement } from './xml.ts';

/** One suite for each content item, or file with findings; one test case for each case, finding or smoked query. */
export function renderJunit(report: Report, rendering: Rendering): string {
  const own = formOf(suites, report, rendering);
  const total = (name: 'tests' | 'failures') =>
    own.reduce((sum, suite) => sum + Number(suite.attributes[name]), 0);
  const attributes = { name: 'sentinel-sync', tests: total('tests'), failures: total('failures'), errors: 0 };
  return formatXml(element('testsuites', attributes, own));
}

const suites: Partial<Forms<readonly XmlElement[]>> = {
  diagnostics: ({ diagnostics, files }, rendering) =>
    diagnostics.length === 0
      ? [suite('lint', [element('testcase', { name: plural(files, 'file'), classname: 'lint' })])]
      : findingSuites(diagnostics, rendering),
  smoke: ({ workspace, results }) => [suite(`smoke on ${workspace}`, results.map(smokeCase))],
  tests: ({ diagnostics, results }, rendering) => [
    ...findingSuites(diagnostics, rendering),
    ...results.rules.map(({ name, cases }) =>
      suite(
        name,
        cases.map((one) => caseOf(one, name, rendering)),
      ),
    ),
  ],
};

export const junit: Reporter = { kinds: kindsOf(suites), output: 'document', render: renderJunit };

function suite(name: string, cases: readonly XmlElement[]): XmlElement {
  const count = (kind: string) =>
    cases.filter(({ children }) => children.some((child) => typeof child !== 'string' && child.name === kind))
      .length;
  const attributes = {
    name,
    tests: cases.length,
    failures: count('failure'),
    errors: 0,
    skipped: count('skipped'),
  };
  return element('testsuite', attributes, cases);
}

/** Warnings and remarks fail no build, so they are passed cases that say what it is. */
function findingSuites(findings: readonly Diagnostic[], { placeOf }: Rendering): readonly XmlElement[] {
  const byFile = new Map<string, Diagnostic[]>();
  for (const one of findings) {
    const ones = byFile.get(one.file ?? '');
    if (ones === undefined) byFile.set(one.file ?? '', [one]);
    else ones.push(one);
  }
  return [...byFile].map(([file, ones]) => {
    const name = file === '' ? 'project' : placeOf(file);
    return suite(
      name,
      ones.map((one) => {
        const place = [name, one.line, one.column].filter((part) => part !== undefined).join(':');
        const text = `${place}\n${messageWithHint(one)}`;
        const child =
          one.severity === 'error'
            ? element('failure', { type: one.code, message: one.message }, [text])
            : element('system-out', {}, [`${one.severity} ${text}`]);
        return element('testcase', { name: `${one.code} ${one.line ?? ''}`.trim(), classname: name }, [
          child,
        ]);
      }),
    );
  });
}

function caseOf(one: CaseResult, classname: string, { placeOf }: Rendering): XmlElement {
  const attributes = { name: one.name, classname };
  if (one.status === 'skipped') {
    // The reason is text: the older schema knows no attribute here, and readers take either.
    return element('testcase', attributes, [element('skipped', {}, [one.skip ?? ''])]);
  }
  if (one.status === 'passed') {
    const notes = [
      ...(one.gap === undefined ? [] : [`known gap: ${one.gap}`]),
      ...(one.seed === undefined ? [] : [seedWords(one.seed)]),
    ];
    const output = notes.length === 0 ? [] : [element('system-out', {}, [notes.join('\n')])];
    return element('testcase', attributes, output);
  }
  const place = `${placeOf(one.file)}:${one.line}:${one.column}`;
  const seed = one.seed === undefined ? [] : [seedWords(one.seed)];
  const text = [place, `expected ${one.expected}`, `but got ${one.actual}`, ...one.differences, ...seed].join(
    '\n',
  );
  const message = one.differences.join('; ');
  return element('testcase', attributes, [
    element('failure', { type: testCode('test/failed'), message }, [text]),
  ]);
}

function smokeCase({ name, file, result, detail, durationMs }: SmokeResult): XmlElement {
  const time = durationMs === undefined ? {} : { time: (durationMs / 1000).toFixed(3) };
  const attributes = { name, classname: file, ...time };
  if (result === 'passed') return element('testcase', attributes, [element('system-out', {}, [detail])]);
  if (result === 'skipped') return element('testcase', attributes, [element('skipped', {}, [detail])]);
  return element('testcase', attributes, [element('failure', { type: result, message: detail }, [detail])]);
}
