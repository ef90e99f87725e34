// Reports a name too long for the lists it stands in.
import { namePath } from '../content/kinds/kinds.ts';
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';

const recommended = 50;
const allowed = 256;

export const nameLength: Check = {
  code: 'style/name-length',
  severity: 'info',
  kinds: detectionKinds,
  summary: 'The name is longer than 50 characters.',
  why: 'Lists of alerts and incidents cut it off.',
  fix: 'Shorten the name; what it leaves out belongs in the description.',
  see: pages.publishRule,
  run(item) {
    const { length } = item.name;
    if (length <= recommended || length > allowed) return [];
    return [
      {
        message: `The name has ${length} characters; up to ${recommended} are shown whole`,
        at: item.source.valueAt(namePath(item)),
      },
    ];
  },
};
