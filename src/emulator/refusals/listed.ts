// What every refusal says of itself on the generated page, whatever it refuses.
import type { Evidence } from '../behaviour.ts';

export interface Listed {
  readonly id: string;
  /** What is refused, in one sentence. */
  readonly says: string;
  readonly evidence: Evidence;
  readonly source: string;
  /** `known`: the message is Azure's, as published or reported; `partly`: its beginning is. `ours`: only the rule is known. */
  readonly words: 'known' | 'partly' | 'ours';
}
