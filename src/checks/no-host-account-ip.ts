// Tells of a rule whose alerts carry neither host nor account nor address.
import { alertingKinds, type Check } from './check.ts';
import { pages } from './pages.ts';
import { entityMappingsOf } from './reading/entity-mappings.ts';

const pivots: ReadonlySet<string> = new Set(['Account', 'Host', 'IP']);

export const noHostAccountIp: Check = {
  code: 'style/no-host-account-ip',
  severity: 'info',
  kinds: alertingKinds,
  summary: 'No entity mapping is a Host, an Account or an IP.',
  why: 'These are what incidents are correlated and investigated by.',
  fix: 'Return and map a host, an account or an address.',
  see: pages.publishRule,
  run(item) {
    const mappings = entityMappingsOf(item);
    if (mappings.length === 0 || mappings.some(({ definition }) => definition === undefined)) return [];
    if (mappings.some(({ entityType }) => pivots.has(entityType ?? ''))) return [];
    const message = 'The alerts carry neither a host nor an account nor an address';
    return [{ message, at: item.source.keyAt(['entityMappings']) }];
  },
};
