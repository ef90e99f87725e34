// The report in a real browser, where Debian's chromium is: under the pages' own policy their scripts run, and nothing of the content does.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProject, type TestProject } from '../stories/command-line.ts';
import { files } from './a-report.ts';

const chromium = '/usr/bin/chromium';
const profile = mkdtempSync(join(tmpdir(), 'sentinel-sync-browser-'));

/** The page as it stands once its scripts have run. */
function opened(address: string): string {
  // A container has no user of its own for the browser, and little shared memory.
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  return execFileSync(chromium, [...flags, `--user-data-dir=${profile}`, '--dump-dom', address], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 30_000,
  });
}

/** Some machines have the program and cannot run it. */
function canOpen(): boolean {
  try {
    return existsSync(chromium) && opened('about:blank').includes('<html>');
  } catch {
    return false;
  }
}

afterAll(() => rmSync(profile, { recursive: true, force: true }));

describe.runIf(canOpen())('in chromium (skipped where /usr/bin/chromium is not, or does not run)', () => {
  let project: TestProject;
  beforeAll(async () => {
    project = createProject(files);
    await project.run('report --out site');
  });
  afterAll(() => project.dispose());

  const page = (path: string) => opened(pathToFileURL(project.path(`site/${path}`)).href);

  test('the catalogue can be sorted and filtered, and its colours changed', () => {
    const catalogue = page('index.html');
    expect(catalogue).toMatch(/<button type="button" id="theme">(Dark|Light) colours<\/button>/);
    expect(catalogue).toMatch(/<th[^>]*><button type="button">Name<\/button><\/th>/);
    expect(catalogue).toContain('3 of 3 shown');
  });

  test('hostile names and texts are text', () => {
    const item = page('items/analytics-rule-rare-2.html');
    expect(item).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(item).not.toMatch(/<img/);
    expect(item).toMatch(/<button type="button" id="theme">/);
  });
});
