// Changed files as the file system tells of them: written, replaced, in new folders, and gone.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { watchFiles } from '../../src/project/watch-files.ts';
import { startProject } from '../stories/command-line.ts';

function watching() {
  const project = startProject({ 'rules/deep/a.yaml': '1', 'other/b.yaml': '1', 'test/c.yaml': '1' });
  let told: (files: readonly string[]) => void = () => {};
  let seen = new Set<string>();
  const close = watchFiles({
    folder: project.folder,
    paths: ['rules', 'tables', 'test', 'sentinel-sync.yaml'].map(project.path),
    onChange: (files) => {
      for (const file of files) seen.add(file);
      told(files);
    },
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(close);
  return {
    project,
    /** Does something and waits until it is told of a file; all that it was told of. */
    async after(act: () => void, file: string): Promise<readonly string[]> {
      seen = new Set();
      const heard = new Promise<void>((resolve) => {
        told = () => {
          if (seen.has(file)) resolve();
        };
      });
      act();
      await heard;
      return [...seen].sort();
    },
  };
}

test('a file is heard of when it is written, when it is replaced, and when it is written after that', async () => {
  const { project, after } = watching();
  const file = 'rules/deep/a.yaml';
  const replace = () => {
    writeFileSync(project.path('rules/deep/.a.swp'), '3');
    renameSync(project.path('rules/deep/.a.swp'), project.path(file));
  };
  expect(await after(() => project.write(file, '2'), file)).toEqual([file]);
  expect(await after(replace, file)).toEqual([file]);
  expect(await after(() => project.write(file, '4'), file)).toEqual([file]);
  expect(await after(() => project.remove(file), file)).toEqual([file]);
});

test('folders are followed that come, go and come again', async () => {
  const { project, after } = watching();
  for (const text of ['1', '2']) {
    await after(() => mkdirSync(project.path('tables')), 'tables');
    const file = `tables/T${text}.json`;
    expect(await after(() => project.write(file, text), file)).toEqual([file]);
    await after(() => rmSync(project.path('tables'), { recursive: true }), 'tables');
  }
  const remake = () => {
    project.remove('rules/deep');
    project.write('rules/deep/a.yaml', '2');
  };
  await after(remake, 'rules/deep');
  expect(await after(() => project.write('rules/deep/a.yaml', '3'), 'rules/deep/a.yaml')).toHaveLength(1);
  await after(() => mkdirSync(project.path('rules/new/one'), { recursive: true }), 'rules/new');
  expect(await after(() => project.write('rules/new/one/d.yaml', '1'), 'rules/new/one/d.yaml')).toHaveLength(
    1,
  );
});

test('of the project folder itself only what is watched is told', async () => {
  const { project, after } = watching();
  const act = () => {
    for (const name of ['README.md', 'other/b.yaml', 'test/.hidden', 'test/c.yaml~'])
      project.write(name, 'x');
    project.write('sentinel-sync.yaml', '');
  };
  expect(await after(act, 'sentinel-sync.yaml')).toEqual(['sentinel-sync.yaml']);
});

test('a folder that cannot be watched is told', () => {
  const project = startProject({ 'rules/a.yaml': '1' });
  const errors: string[] = [];
  watchFiles({
    folder: join(project.folder, 'gone'),
    paths: [],
    onChange: () => {},
    onError: ({ message }) => errors.push(message),
  });
  expect(errors).toEqual([expect.stringContaining('ENOENT')]);
});
