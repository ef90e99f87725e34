// Five hundred generated content files with one seeded defect each: lint names each defect at its line, and nothing else.
import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import { lint } from '../../src/checks/run.ts';
import type { ContentItem } from '../../src/content/content-item.ts';
import { parseContent } from '../../src/content/files/load.ts';
import { bases, contentFile, type Defect, defects, mark } from './estate.ts';
import { now, plainProject, tables } from './fixtures.ts';

const fileCount = 500;
const folders = { Scheduled: 'analytics-rules', NRT: 'analytics-rules', hunting: 'hunting-queries' };

interface Generated {
  readonly item: ContentItem;
  readonly defect: Defect | undefined;
  readonly expected: string[];
}

/** Item 0 is sound: the duplicates are duplicates of it. Defects and bases run out of step, so that pairs vary. */
function generate(number: number): Generated {
  const defect = number === 0 ? undefined : defects[(number - 1) % defects.length]!;
  const fitting = bases.filter(({ shape }) => defect === undefined || defect.into.includes(shape));
  const round = Math.floor(number / defects.length);
  const candidates = fitting.map((_, i) => fitting[(i + number + round) % fitting.length]!);
  for (const base of candidates) {
    const sound = contentFile(base, number);
    const marked = put(defect, sound);
    if (marked === undefined) continue;
    const line = marked.split('\n').findIndex((text) => text.includes(mark)) + 1;
    const folder = folders[base.shape];
    const file = `${folder}/${defect?.file?.(number) ?? `item-${String(number).padStart(4, '0')}.yaml`}`;
    const { item, diagnostics } = parseContent(marked.replace(mark, ''), {
      file,
      kind: base.shape === 'hunting' ? 'hunting-query' : 'analytics-rule',
    });
    if (item === undefined) throw new Error(`${defect?.code}: ${JSON.stringify(diagnostics)}\n${marked}`);
    return { item, defect, expected: defect === undefined ? [] : [`${defect.code} ${line}`] };
  }
  throw new Error(`${defect?.code} fits no base`);
}

function put(defect: Defect | undefined, text: string): string | undefined {
  if (defect === undefined) return text;
  return defect.fits === undefined || defect.fits.test(text) ? defect.put(text) : undefined;
}

describe('an estate', () => {
  test('without defects gives no findings', () => {
    const items = bases.map((base, i) => {
      const kind = base.shape === 'hunting' ? 'hunting-query' : 'analytics-rule';
      return parseContent(contentFile(base, i), { file: `${folders[base.shape]}/item-${i}.yaml`, kind })
        .item!;
    });
    expect(lint({ project: plainProject, items, tables, now }).diagnostics).toEqual([]);
  });

  test('of 500 files with one defect each gives these 499 findings at their lines', () => {
    const generated = Array.from({ length: fileCount }, (_, i) => generate(i));
    const defectOf = new Map(generated.map(({ item, defect }) => [item, defect]));
    const { diagnostics } = lint({
      project: plainProject,
      items: generated.map(({ item }) => item),
      tables,
      now,
      casesOf: (item) => defectOf.get(item)?.cases ?? { positive: 1, negative: 1 },
      idBefore: (item) => defectOf.get(item)?.idBefore,
    });
    const found = new Map<string | undefined, string[]>();
    for (const { file, code, line } of diagnostics) {
      found.set(file, [...(found.get(file) ?? []), `${code} ${line}`]);
    }
    const wrong = generated
      .map(({ item, expected }) => ({ file: item.file, expected, found: found.get(item.file) ?? [] }))
      .filter(({ expected, found }) => expected.join() !== found.join());
    expect(wrong).toEqual([]);
    expect(diagnostics).toHaveLength(fileCount - 1);
  });

  test('has a defect for every check whose findings are errors', () => {
    const seeded = new Set(defects.map(({ code }) => (code.startsWith('KS') ? 'kql/binding' : code)));
    // The estate has no parsers, and no cap on what a query may cost.
    const ofEstate = checks.filter(
      ({ code, kinds }) => code !== 'kql/query-cost' && kinds.some((kind) => kind !== 'parser'),
    );
    const errors = ofEstate.filter(({ severity }) => severity === 'error').map(({ code }) => code);
    expect(errors.filter((code) => !seeded.has(code))).toEqual([]);
  });
});
