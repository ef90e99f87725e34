// Tells of a version that is not the last line.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';

/** Solutions add these behind the version. */
const mayFollow: ReadonlySet<string> = new Set(['kind', 'metadata', 'tags', 'version']);

export const versionLast: Check = {
  code: 'style/version-last',
  severity: 'info',
  kinds: detectionKinds,
  summary: 'The version does not stand at the end of the file.',
  why: 'Microsoft’s publishing guide asks for it; reviewers look for it there.',
  fix: 'Move `version` to the end of the file.',
  see: pages.publishRule,
  run(item) {
    const keys = Object.keys(item.values);
    const at = keys.indexOf('version');
    if (at < 0 || keys.slice(at).every((key) => mayFollow.has(key))) return [];
    return [{ message: '`version` is not at the end of the file', at: item.source.keyAt(['version']) }];
  },
};
