// Reads the body of a rule PUT: its kind, and its properties as the model of that kind and api-version sees them.
import { isJsonMap, mapOf } from '../json/json.ts';
import { type Answer, armError } from './http/errors.ts';
import { type ArmRequest, type EmulatedWorkspace, objectBody } from './http/request.ts';
import { modelMessage } from './refusals/index.ts';
import { type RuleKind, ruleFields, scheduleFields, stableKinds } from './rule-fields.ts';
import { type Fields, shapeOf } from './shape.ts';

export type RuleModel =
  | { readonly ok: true; readonly kind: RuleKind; readonly properties: Record<string, unknown> }
  | { readonly ok: false; readonly answer: Answer };

export function ruleFromBody(request: ArmRequest, workspace: EmulatedWorkspace): RuleModel {
  const { variants } = workspace;
  const refuse = (message: string): RuleModel => ({
    ok: false,
    answer: armError(400, 'BadRequest', message),
  });
  const { kind, properties } = objectBody(request);
  if (kind === undefined || kind === null)
    return refuse(modelMessage("Required property 'kind' not found", variants));
  if (typeof kind !== 'string' || !Object.hasOwn(ruleFields, kind) || !knows(request, workspace, kind)) {
    const known = Object.keys(ruleFields).filter((name) => knows(request, workspace, name));
    return refuse(
      `The alert rule kind '${String(kind)}' is not valid for api-version '${request.apiVersion}'. Valid kinds are: ${known.join(', ')}.`,
    );
  }
  const ruleKind = kind as RuleKind;
  if (ruleKind === 'NRT') {
    const stray = Object.keys(scheduleFields).find((name) => (mapOf(properties)[name] ?? null) !== null);
    if (stray !== undefined && variants['nrt-schedule-fields'] === 'refused') {
      return refuse(
        modelMessage(`Invalid Properties for NRT alert rule: '${stray}' is not allowed`, variants),
      );
    }
  }
  const shaped = shapeOf(fieldsOf(ruleKind, workspace), withoutStray(ruleKind, properties), 'properties', {
    preview: request.preview,
    unknown: variants['unknown-properties'],
    readOnly: variants['read-only-properties'],
  });
  if (!shaped.ok) return refuse(modelMessage(shaped.problem, variants));
  return { ok: true, kind: ruleKind, properties: shaped.value };
}

function knows(request: ArmRequest, workspace: EmulatedWorkspace, kind: string): boolean {
  if (request.preview || stableKinds.includes(kind)) return true;
  return kind === 'NRT' && workspace.variants['nrt-on-stable-put'] === 'accepted';
}

function fieldsOf(kind: RuleKind, workspace: EmulatedWorkspace): Fields {
  const fields: Fields = ruleFields[kind];
  if (kind !== 'ThreatIntelligence') return fields;
  const required = workspace.variants['threat-intelligence-display-name'] === 'required';
  return { ...fields, displayName: required ? { type: 'string', required: true } : { type: 'string' } };
}

/** Schedule fields of an NRT rule are a case of their own, not unknown properties. */
function withoutStray(kind: RuleKind, properties: unknown): unknown {
  if (kind !== 'NRT' || !isJsonMap(properties)) return properties;
  return Object.fromEntries(
    Object.entries(properties).filter(([name]) => !Object.hasOwn(scheduleFields, name)),
  );
}
