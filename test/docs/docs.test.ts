// Every command of the documentation is run, and prints what its page says. UPDATE_DOCS=1 writes what it prints into the pages.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderBox } from '../../scripts/pages/behaviours.ts';
import { walkThrough } from '../../scripts/walk-through.mjs';
import { main } from '../../src/main.ts';
import { serveEngine } from '../emulator/kusto-engine.ts';
import { createProject, repository, type TestProject } from '../stories/command-line.ts';
import { blocksOf, type ConsoleBlock, matchesOutput, wordsOf } from './pages.ts';

const pages = [
  'README.md',
  ...(readdirSync(join(repository, 'docs'), { recursive: true }) as string[]).map((path) => `docs/${path}`),
]
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.md'));

/** The clock of the commands, so that times in the output are the same every day. */
const clock = () => new Date('2026-01-15T12:00:00Z');
const update = process.env['UPDATE_DOCS'] === '1';

async function runCommand(command: string, project: TestProject): Promise<string> {
  const [program, ...args] = wordsOf(command);
  if (command === 'npm start') {
    // In this process, as all commands here; test/long/start.test.ts runs the program.
    let printed = '';
    await walkThrough(main, (text) => {
      printed += text;
    });
    return printed;
  }
  if (program !== 'sentinel-sync') throw new Error(`no test runs ${command}`);
  const engine = args.some((arg) => arg.startsWith(kustoAddress)) ? (await serveEngine()).url : kustoAddress;
  const words = args.map((arg) => arg.replace(kustoAddress, engine));
  const { stdout, stderr, code } = await project.runWords(words, { clock });
  return (stdout === '' || code > 2 ? stderr : stdout).replaceAll(engine, kustoAddress);
}

/** Where pages reach a Kusto engine: here it is the embedded one behind the Kusto protocol, on a port that is free. */
const kustoAddress = 'http://localhost:8080';

async function runBlock(
  block: ConsoleBlock,
  project: TestProject,
): Promise<{ text: string; wrong: string[] }> {
  const wrong: string[] = [];
  let text = '';
  for (const { command, output } of block.steps) {
    const actual = await runCommand(command, project);
    if (!matchesOutput(output, actual)) wrong.push(`$ ${command}\n${actual}`);
    text += matchesOutput(output, actual) ? `$ ${command}\n${output}` : `$ ${command}\n${actual.trimEnd()}\n`;
  }
  return { text, wrong };
}

/** The walk-through of the README binds and deploys all content. */
const timeout = 240_000;

const runnable = pages.filter((page) => blocksOf(readFileSync(join(repository, page), 'utf8')).length > 0);

describe('documentation', () => {
  test.each(runnable)('%s', { timeout }, async (page) => {
    const path = join(repository, page);
    const text = readFileSync(path, 'utf8');
    const blocks = blocksOf(text);
    const project = createProject({}, { shipped: true });
    const wrong: string[] = [];
    const edits: { start: number; end: number; text: string }[] = [];
    try {
      for (const block of blocks) {
        if (block.kind === 'file') {
          project.write(block.file, block.text);
          continue;
        }
        const result = await runBlock(block, project);
        wrong.push(...result.wrong);
        edits.push({ start: block.start, end: block.end, text: result.text });
      }
    } finally {
      project.dispose();
    }
    if (update) {
      const edited = edits.reduceRight(
        (page, edit) => page.slice(0, edit.start) + edit.text + page.slice(edit.end),
        text,
      );
      writeFileSync(path, edited);
      return;
    }
    expect(wrong).toEqual([]);
  });

  test('links between pages lead somewhere', () => {
    const dead = pages.flatMap((page) => {
      const text = readFileSync(join(repository, page), 'utf8');
      return Array.from(text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g), (match) => match[1]!)
        .filter((target) => !exists(join(repository, page, '..', target)))
        .map((target) => `${page} -> ${target}`);
    });
    expect(dead).toEqual([]);
  });
});

function exists(path: string): boolean {
  try {
    readdirSync(path);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOTDIR';
  }
}

test('the README says what never having run against Azure means', () => {
  const path = join(repository, 'README.md');
  const text = readFileSync(path, 'utf8');
  const boxed = text.replace(
    /(<!-- behaviours:start -->\n)[\s\S]*?(<!-- behaviours:end -->)/,
    (_, start: string, end: string) => `${start}${renderBox()}${end}`,
  );
  if (update) writeFileSync(path, boxed);
  else expect(text).toBe(boxed);
});
