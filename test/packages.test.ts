// What package.json and the lock file promise, and those of the documentation site in site/: exact pins, Node 20, known licences, no odd hosts.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  readonly version: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly engines?: { readonly node?: string };
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
}

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json'));
const lockedIn = (file: string) =>
  Object.entries(JSON.parse(read(file)).packages as Record<string, LockedPackage>).filter(
    ([path]) => path !== '',
  );
const locked = lockedIn('package-lock.json');
const withSite = [...locked, ...lockedIn('site/package-lock.json')];

/** The lock file has no licence of a package that names its own in the old way, as a list. */
function licenceOf([path, { license }]: (typeof locked)[number]): string {
  if (license !== undefined) return license;
  const { licenses = [] } = JSON.parse(read(`${path}/package.json`)) as { licenses?: { type: string }[] };
  return licenses.map(({ type }) => type).join(' AND ');
}

test('every direct dependency is pinned exactly', () => {
  const { devDependencies: site } = JSON.parse(read('site/package.json'));
  const ranges = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...site } as Record<
    string,
    string
  >);
  expect(ranges.filter(([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range))).toEqual([]);
});

test('every runtime dependency has its line of reasons', () => {
  const [page = ''] = read('docs/decisions/dependencies.md').split('\n## ');
  const rows = new Map(
    Array.from(page.matchAll(/^\| `([^`]+)` \| (\S+) \|/gm), (match) => [match[1], match[2]]),
  );
  expect(Object.fromEntries(rows)).toEqual(manifest.dependencies);
});

/** Reads the lowest Node major that an engines range admits; ranges joined by || are alternatives. */
function admitsNode20(range: string): boolean {
  return range.split('||').some((part) => {
    const bounds = Array.from(part.matchAll(/(>=|\^|~|>)?\s*v?(\d+)/g));
    const first = bounds[0];
    if (first === undefined) return true;
    const major = Number(first[2]);
    return first[1] === '>=' || first[1] === '>' ? major <= 20 : major === 20;
  });
}

test('every installed package supports Node 20', () => {
  const tooNew = withSite.filter(
    ([, { engines }]) => engines?.node !== undefined && !admitsNode20(engines.node),
  );
  expect(tooNew.map(([path, { version, engines }]) => `${path}@${version} ${engines?.node}`)).toEqual([]);
});

test('every installed package has a licence that allows this use', () => {
  const allowed =
    /^\(?(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|CC0-1\.0|MPL-2\.0|Python-2\.0)\b/;
  const others = withSite.filter((one) => !allowed.test(licenceOf(one)));
  expect(others.map((one) => `${one[0]} ${licenceOf(one)}`)).toEqual([]);
});

test('the page counts the licences of an installation', () => {
  const installed = locked.filter(([, one]) => !one.dev && !one.devOptional && !one.optional);
  const counts: Record<string, number> = {};
  for (const licence of installed.map(licenceOf)) counts[licence] = (counts[licence] ?? 0) + 1;
  const [, section = ''] = read('docs/decisions/dependencies.md').split('## Licences');
  const rows = Array.from(section.matchAll(/^\| ([^|`]+) \| (\d+) \|$/gm), ([, name, count]) => [
    name,
    Number(count),
  ]);
  expect(Object.fromEntries(rows)).toEqual(counts);
});

test('the lock file names no host but the public registry', () => {
  const hosts = withSite.flatMap(([, { resolved }]) =>
    resolved === undefined ? [] : [new URL(resolved).host],
  );
  expect([...new Set(hosts)].filter((host) => host !== 'registry.npmjs.org')).toEqual([]);
});
