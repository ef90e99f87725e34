// An incident and the alerts it is made of.
import type { Alert } from './alerts.ts';
import type { Entity } from './entities.ts';
import type { IncidentSettings } from './rule-settings.ts';

/** An alert with its rule, and when it was made. */
export interface RaisedAlert {
  /** Tells the rules apart. */
  readonly rule: string;
  readonly incident: IncidentSettings;
  readonly at: Date;
  readonly alert: Alert;
}

export interface Incident {
  /** Those of its first alert. */
  readonly title: string;
  readonly createdAt: Date;
  /** The highest of its alerts. */
  readonly severity: string;
  readonly alerts: readonly RaisedAlert[];
  readonly entities: readonly Entity[];
  /** How often an alert opened it again. */
  readonly reopened: number;
}
