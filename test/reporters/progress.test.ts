// How far a command is: nothing for what is quick, one line that gives way at a terminal, seldom lines in a log.
import { expect, test } from 'vitest';
import { createProgress, type Progress } from '../../src/reporters/progress.ts';
import { createStyle } from '../../src/reporters/style.ts';

const lineStart = '\r\u001b[2K';

function observed(isLive: boolean, columns = 80) {
  let now = 0;
  let tick = () => {};
  const written: string[] = [];
  const progress: Progress = createProgress({
    write: (text) => written.push(text),
    isLive,
    columns,
    style: createStyle(),
    now: () => now,
    every: (_milliseconds, callback) => {
      tick = callback;
      return () => {
        tick = () => {};
      };
    },
  });
  const after = (milliseconds: number) => {
    now += milliseconds;
    tick();
  };
  return { progress, written, after };
}

test('what takes under half a second says nothing', () => {
  for (const isLive of [true, false]) {
    const { progress, written, after } = observed(isLive);
    progress.show({ what: 'Checking', done: 0, total: 9 });
    after(499);
    progress.show({ what: 'Checking', done: 8, total: 9 });
    progress.stop();
    expect(written).toEqual([]);
  }
});

test('at a terminal one line is written over, and is gone before anything else is written', () => {
  const { progress, written, after } = observed(true);
  progress.show({ what: 'Testing', done: 1, total: 194 });
  after(500);
  after(1000);
  progress.show({ what: 'Testing', done: 2, total: 194 });
  progress.clear();
  progress.clear();
  expect(written).toEqual([
    'Testing 1/194 (1 s)',
    lineStart,
    'Testing 1/194 (2 s)',
    lineStart,
    'Testing 2/194 (2 s)',
    lineStart,
  ]);
});

test('in a log lines stay, five seconds apart at least', () => {
  const { progress, written, after } = observed(false);
  progress.show({ what: 'Testing', done: 0, total: 194 });
  for (let done = 1; done <= 120; done++) {
    after(100);
    progress.show({ what: 'Testing', done, total: 194 });
  }
  progress.stop();
  after(10_000);
  expect(written).toEqual(['Testing 4/194 (1 s)\n', 'Testing 54/194 (6 s)\n', 'Testing 104/194 (11 s)\n']);
});

test('what has come to rest is shown no more, and has a clock of its own when it begins again', () => {
  const { progress, written, after } = observed(false);
  progress.show({ what: 'Testing', done: 0, total: 2 });
  after(1000);
  progress.rest();
  after(60_000);
  progress.show({ what: 'Testing', done: 0, total: 1 });
  after(1000);
  expect(written).toEqual(['Testing 0/2 (1 s)\n', 'Testing 0/1 (1 s)\n']);
});

test('another thing to do has its own clock', () => {
  const { progress, written, after } = observed(false);
  progress.show({ what: 'Reading the workspace' });
  after(600);
  progress.show({ what: 'Testing', done: 0, total: 2 });
  after(400);
  after(200);
  expect(written).toEqual(['Reading the workspace (1 s)\n', 'Testing 0/2 (1 s)\n']);
});

test('a line that would wrap is cut', () => {
  const { progress, written, after } = observed(true, 12);
  progress.show({ what: 'Reading the workspace' });
  after(500);
  expect(written).toEqual(['Reading the']);
});
