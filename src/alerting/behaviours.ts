// Every behaviour of the service between result rows and incidents that is modelled here, by its id.
import { scheduleBehaviours } from './behaviours-schedule.ts';

export type { AlertingBehaviour, AlertingEvidence } from './behaviour.ts';

export const alertingBehaviours = { ...scheduleBehaviours };
