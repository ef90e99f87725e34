// What Git says of a project: the commit that its content is of, and whether it differs from it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadProject } from '../../src/environments/load-project.ts';
import { commitOf } from '../../src/project/repository.ts';
import { createProject, type TestProject } from '../stories/command-line.ts';

const rule = 'analytics-rules/a.yaml';
let project: TestProject;
beforeEach(() => {
  project = createProject({ [rule]: 'name: a\n', 'notes.md': 'a\n' });
});
afterEach(() => project.dispose());

const commit = () => commitOf({ project: loadProject(project.folder) });
function committed(): string {
  project.git('init', '--quiet');
  project.git('add', '--all');
  project.git('commit', '--quiet', '--message', 'first');
  return project.git('rev-parse', 'HEAD');
}

test('outside a repository, and in one without a commit, there is none', () => {
  expect(commit()).toBeUndefined();
  project.git('init', '--quiet');
  expect(commit()).toBeUndefined();
});

test('as committed it is that commit, on a branch and beside all branches', () => {
  const head = committed();
  expect(commit()).toBe(head);
  project.git('checkout', '--quiet', '--detach');
  expect(commit()).toBe(head);
});

test.each<[string, () => void]>([
  ['changed', () => project.write(rule, 'name: b\n')],
  ['taken away', () => project.remove(rule)],
  ['moved', () => project.git('mv', rule, 'analytics-rules/b.yaml')],
  ['new', () => project.write('environments/dev.yaml', 'workspace: { embedded: {} }\n')],
])('content that is %s is no commit’s', (_, change) => {
  const head = committed();
  change();
  expect(commit()).toBe(`${head}-dirty`);
});

test('what is no content, test or environment does not count', () => {
  const head = committed();
  project.write('notes.md', 'b\n');
  project.write('more.md', 'b\n');
  expect(commit()).toBe(head);
});
