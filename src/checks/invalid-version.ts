// Reports a version that is not three numbers.
import { type Check, everyKind } from './check.ts';
import { pages } from './pages.ts';
import { textOf } from './reading/item-values.ts';

export const invalidVersion: Check = {
  code: 'content/invalid-version',
  severity: 'error',
  kinds: everyKind,
  summary: 'The version is not three numbers with dots between, such as 1.0.2.',
  why: 'Microsoft’s validation refuses it, and versions that cannot be compared cannot be promoted.',
  fix: 'Write three numbers, such as 1.0.0.',
  see: pages.publishRule,
  run(item) {
    return ['version', 'templateVersion'].flatMap((field) => {
      const version = textOf(item, [field]);
      if (version === undefined || /^\d+\.\d+\.\d+$/.test(version)) return [];
      const message = `The version \`${version}\` is not three numbers`;
      return [{ message, at: item.source.valueAt([field]) }];
    });
  },
};
