// Changes are kept until they are asked for, and whoever asks to stop is heard at once.
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadProject } from '../../src/environments/load-project.ts';
import { listenForChanges } from '../../src/project/changes.ts';
import type { WatchRequest } from '../../src/project/watch-files.ts';
import { startProject } from '../stories/command-line.ts';

function listening() {
  const project = startProject();
  const requests: WatchRequest[] = [];
  const heard = { busyStops: 0, unwatched: 0, forgotten: 0 };
  let stop = () => {};
  const changes = listenForChanges({
    watchFiles: (request) => {
      requests.push(request);
      return () => {
        heard.unwatched++;
      };
    },
    onStop: (given) => {
      stop = given;
      return () => {
        heard.forgotten++;
      };
    },
    onBusyStop: () => {
      heard.busyStops++;
    },
  });
  changes.follow(loadProject(project.folder), []);
  return {
    project,
    changes,
    heard,
    requests,
    stop: () => stop(),
    tell: (...files: string[]) => requests[0]!.onChange(files),
  };
}

test('what changes while nobody asks comes together, each file once', async () => {
  const { changes, tell } = listening();
  tell('b', 'a');
  tell('a');
  expect(await changes.next()).toEqual(['a', 'b']);
  const later = changes.next();
  tell('c');
  expect(await later).toEqual(['c']);
});

test('whoever waits is told of a stop; the signals are given back at once', async () => {
  const { changes, heard, stop } = listening();
  const waiting = changes.next();
  stop();
  expect(await waiting).toBeUndefined();
  expect(heard).toMatchObject({ busyStops: 0, forgotten: 1 });
});

test('a stop while something runs is said, and ends the next wait, whatever has changed', async () => {
  const { changes, heard, stop, tell } = listening();
  stop();
  tell('a');
  expect(heard.busyStops).toBe(1);
  expect(await changes.next()).toBeUndefined();
});

test('where no more can be heard, waiting fails', async () => {
  const { changes, requests } = listening();
  const waiting = changes.next();
  requests[0]!.onError(new Error('EMFILE'));
  await expect(waiting).rejects.toThrow('No more changes can be heard of: EMFILE.');
});

test('the folders of the project are watched, and folders of other files that are named', () => {
  const { project, changes, requests, heard } = listening();
  const opened = loadProject(project.folder);
  const own = [
    'analytics-rules',
    'environments',
    'fixtures',
    'hunting-queries',
    'parsers',
    'sentinel-sync.yaml',
  ];
  const pathsOf = (at: number) => requests[at]!.paths.map((path) => path.slice(project.folder.length + 1));
  expect(pathsOf(0)).toEqual([...own, 'tables', 'test', 'watchlists']);
  project.write('drafts/rare.yaml', '');
  mkdirSync(project.path('analytics-rules'));
  changes.follow(opened, [project.path('analytics-rules'), project.folder]);
  expect(requests).toHaveLength(1);
  changes.follow(opened, [project.path('drafts/rare.yaml')]);
  expect(pathsOf(1)).toEqual(['analytics-rules', 'drafts', ...own.slice(1), 'tables', 'test', 'watchlists']);
  expect(heard.unwatched).toBe(1);
});
