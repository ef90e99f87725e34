// What a question about a behaviour is: requests that tell its variants apart, and what was seen.
import { nrtBody, ruleBody } from '../content/a-rule.ts';
import type { Probe, Reply } from './probe.ts';

/** `answer` is the variant that was found; undefined where what was seen fits none of them. */
export interface Finding<Variant extends string> {
  readonly answer: Variant | undefined;
  /** In one line: the evidence. */
  readonly saw: string;
}

export type Ask<Variant extends string> = (probe: Probe) => Promise<Finding<Variant>>;

/** `400 BadRequest "Invalid data model. [...]"` */
export function words({ status, code, message }: Reply): string {
  const said =
    message === undefined || message === '' ? '' : ` "${message.replaceAll(/\s+/g, ' ').slice(0, 200)}"`;
  return `${status}${code === undefined ? '' : ` ${code}`}${said}`;
}

export const isDone = ({ status }: Reply) => status >= 200 && status < 300;

/** An answer, with the reply it was read from. */
export function found<Variant extends string>(answer: Variant | undefined, reply: Reply): Finding<Variant> {
  return { answer, saw: words(reply) };
}

/** Something else went wrong, so nothing is known. */
export function unclear(what: string, reply: Reply): Finding<never> {
  return { answer: undefined, saw: `${what}: ${words(reply)}` };
}

/** `accepted` for 2xx, `refused` for 400, else no answer. */
export function verdict<Variant extends string>(
  reply: Reply,
  variants: { readonly accepted: Variant; readonly refused: Variant },
): Finding<Variant> {
  if (isDone(reply)) return found(variants.accepted, reply);
  return reply.status === 400 ? found(variants.refused, reply) : unclear('neither taken nor refused', reply);
}

type Properties = Readonly<Record<string, unknown>>;

const disabled = (probe: Probe) => ({
  displayName: probe.newTitle(),
  enabled: false,
  severity: 'Low',
  query:
    "Usage\n| extend Ip = '10.0.0.1', Machine = 'm', User = 'u', Link = 'https://example.com', Process = 'p'",
});

/** A disabled scheduled rule that any workspace takes, with `changes` over its properties. */
export const scheduledRule = (probe: Probe, changes: Properties = {}) =>
  ruleBody({ ...disabled(probe), ...changes });

/** The same as an NRT rule. */
export const nrtRule = (probe: Probe, changes: Properties = {}) =>
  nrtBody({ ...disabled(probe), ...changes });

/** Writes a rule under a new id. */
export function putNew(probe: Probe, rule: object, apiVersion?: string): Promise<Reply> {
  const options = apiVersion === undefined ? { body: rule } : { body: rule, apiVersion };
  return probe.sentinel('PUT', `alertRules/${probe.newRuleId()}`, options);
}

/**
 * Is the rule with `asked` refused while the one with `control` is taken? The control proves that a refusal is about the difference.
 */
export function refusal<Variant extends string>(
  control: Properties,
  asked: Properties,
  variants: { readonly accepted: Variant; readonly refused: Variant },
): Ask<Variant> {
  return async (probe) => {
    const fine = await putNew(probe, scheduledRule(probe, control));
    if (!isDone(fine)) return unclear('the rule to compare with is refused', fine);
    return verdict(await putNew(probe, scheduledRule(probe, asked)), variants);
  };
}
