// Reports more entity mappings than the service takes.
import { type Check, detectionKinds } from './check.ts';
import { pages } from './pages.ts';
import { listOf } from './reading/item-values.ts';

export const entityMappingCount: Check = {
  code: 'content/entity-mapping-count',
  severity: 'error',
  uncheckedSeverity: 'warning',
  refused: 'always',
  kinds: detectionKinds,
  summary: 'There are more than 10 entity mappings (an information from 6 on: older validators stop at 5).',
  why: 'The service refuses the rule.',
  fix: 'Keep the mappings an analyst pivots on.',
  see: pages.mapEntities,
  run(item) {
    const mappings = listOf(item, ['entityMappings']).length;
    const count = mappings + listOf(item, ['sentinelEntitiesMappings']).length;
    const at = item.source.keyAt(['entityMappings']);
    if (count > 10) {
      const message = `There are ${count} entity mappings; at most 10 are allowed`;
      return [{ message, at, refused: mappings > 10 ? 'always' : 'never' }];
    }
    if (count > 5) {
      const message = `There are ${count} entity mappings; validators older than the limit of 10 refuse more than 5`;
      return [{ message, at, severity: 'info', refused: 'never' }];
    }
    return [];
  },
};
