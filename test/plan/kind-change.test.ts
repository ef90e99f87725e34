// A rule that becomes another kind: it cannot change in place, so it is recreated under a new id when asked.
import { afterEach, describe, expect, it } from 'vitest';
import { successorId } from '../../src/plan/successor-id.ts';
import { claimsOn, type Embedded, type Files, idOf, nrt, outline, rule, startEmbedded } from './embedded.ts';

let embedded: Embedded;
afterEach(() => embedded.close());

describe('a rule that becomes another kind', () => {
  /** The file of rule 1, of the kind and with the id that are asked for. */
  const asNrt = (number: number, name = 'Rule 1'): Files => ({
    'analytics-rules/rule-1.yaml': Object.values(nrt(number, name)).join(''),
  });

  it('cannot change in place: a new id is proposed, the same one every time', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    const [change] = (await embedded.plan(asNrt(1))).changes;
    expect(change).toMatchObject({ action: 'blocked', status: 'kind-change' });
    expect(change).toHaveProperty('hint', expect.stringContaining(`\`id: ${successorId(idOf(1), 'NRT')}\``));
    expect(successorId(idOf(1), 'NRT')).not.toBe(successorId(idOf(1), 'Scheduled'));
    // RFC 9562, appendix A.4: version 5 of www.example.com in the DNS namespace.
    expect(successorId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('under its new id stands beside nothing: blocked until --recreate, which creates, checks, deletes', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    expect((await embedded.plan(asNrt(2))).changes).toMatchObject([
      { action: 'blocked', status: 'duplicate-of', duplicateOf: idOf(1) },
      { action: 'no-op', status: 'orphaned' },
    ]);
    expect(outline(await embedded.plan(asNrt(2), { recreate: true }))).toEqual([
      ['create', undefined, 2],
      ['delete', 'replaced', 1],
    ]);
    embedded.requests();
    const report = await embedded.apply(asNrt(2), { recreate: true });
    expect(report.summary).toMatchObject({ applied: 2, failed: 0, skipped: 0 });
    const sent = embedded
      .requests()
      .filter(({ path }) => path.includes('alertRules/'))
      .map(({ method, path }) => `${method} ${path.includes(idOf(2)) ? 'new' : 'old'}`);
    // Absent for the plan and just before it is created; it stands; the old one is as the plan read it.
    expect(sent).toEqual(['GET new', 'GET new', 'PUT new', 'GET new', 'GET old', 'DELETE old']);
    expect(outline(await embedded.plan(asNrt(2)))).toEqual([['no-op', undefined, 2]]);
    expect(await claimsOn(embedded.workspace)).toHaveLength(1);
    // Back to the former kind and id within the day: the id is held, and what stands is left alone.
    expect(outline(await embedded.plan(rule(1), { recreate: true }))).toEqual([
      ['blocked', 'recently-deleted', 1],
      ['no-op', 'orphaned', 2],
    ]);
    const [, standIn] = (await embedded.plan(rule(1), { prune: true })).changes;
    expect(standIn).toMatchObject({
      action: 'blocked',
      status: 'orphaned',
      id: idOf(2),
      reason: `It stands in for ${idOf(1)}, which cannot be created before 2026-03-02T12:00:00Z.`,
    });
  });

  it('keeps the old one where the new one is refused', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    const bad = Object.fromEntries(
      Object.entries(asNrt(2)).map(([file, text]) => [file, `${text}\ncustomDetails: { "1": x }\n`]),
    );
    const report = await embedded.apply(bad, { recreate: true });
    expect(report.changes).toMatchObject([
      { action: 'create', result: 'failed' },
      {
        action: 'delete',
        result: 'skipped',
        skippedBecause: `Its successor ${idOf(2)} does not stand on the workspace.`,
      },
    ]);
    expect((await embedded.workspace.list('alertRules')).map(({ name }) => name)).toEqual([idOf(1)]);
  });

  it('is deleted by a second --recreate where the first stopped in between', async () => {
    embedded = await startEmbedded();
    await embedded.apply(rule(1));
    await embedded.apply(asNrt(2, 'Rule 1 (new)'));
    await embedded.edit('alertRules', idOf(2), { displayName: 'Rule 1' });
    expect(outline(await embedded.plan(asNrt(2), { recreate: true }))).toEqual([
      ['update', undefined, 2],
      ['delete', 'replaced', 1],
    ]);
  });
});
