// Every shipped hunting query over test tables with all its cases; `npm test` takes one of them with a few.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'vitest';
import { repository } from '../stories/command-line.ts';
import { passesEitherWay } from '../stories/seeded-either-way.ts';

const files = readdirSync(join(repository, 'hunting-queries')).filter((name) => name.endsWith('.yaml'));
const slugs = files.map((name) => basename(name, '.yaml'));

test.each(slugs)('%s passes over test tables as with the prologue', (slug) => passesEitherWay(slug));
