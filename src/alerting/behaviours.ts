// Every behaviour of the service between result rows and incidents that is modelled here, by its id.
import type { AlertingBehaviour } from './behaviour.ts';
import { alertBehaviours } from './behaviours-alerts.ts';
import { incidentBehaviours } from './behaviours-incidents.ts';
import { scheduleBehaviours } from './behaviours-schedule.ts';

export type { AlertingBehaviour, AlertingEvidence } from './behaviour.ts';

/** In the order in which they come into play. */
export const alertingBehaviours: readonly {
  readonly title: string;
  readonly behaviours: Readonly<Record<string, AlertingBehaviour>>;
}[] = [
  { title: 'When a rule runs, and what it sees', behaviours: scheduleBehaviours },
  { title: 'From rows to alerts', behaviours: alertBehaviours },
  { title: 'From alerts to incidents', behaviours: incidentBehaviours },
];
