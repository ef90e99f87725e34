// What a behaviour of the service is that this room models: a question, the value taken, and its evidence.

/** S read in an official page or Microsoft source, P seen in public records or reported by a practitioner, U unverified. */
export type AlertingEvidence = 'S' | 'P' | 'U';

export interface AlertingBehaviour {
  /** The question, in one sentence. */
  readonly says: string;
  /** What is taken for true. */
  readonly value: string;
  readonly evidence: AlertingEvidence;
  readonly source: string;
  /** Of a behaviour that can be switched: the variant that `value` describes. */
  readonly default?: string;
  /** Variant -> what happens under it. */
  readonly variants?: Readonly<Record<string, string>>;
}
