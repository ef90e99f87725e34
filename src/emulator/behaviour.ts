// What a behaviour of the embedded workspace is that nobody checked against live Azure: a question, its evidence, its variants.

/** M measured with the real SDKs, S read in a specification or official page, P reported by a practitioner, U unverified. */
export type Evidence = 'M' | 'S' | 'P' | 'U';

export interface Behaviour {
  /** The question, in one sentence. */
  readonly says: string;
  readonly evidence: Evidence;
  /** Where the default comes from. */
  readonly source: string;
  readonly default: string;
  /** Variant -> what the embedded workspace does under it. */
  readonly variants: Readonly<Record<string, string>>;
}
