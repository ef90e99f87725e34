// The codes of errors in sentinel-sync.yaml and environments/*.yaml: what each means; what to do depends on the value.
import { type Codes, errorsOf } from '../diagnostics/codes.ts';

export const environmentCodes = {
  'environment/bad-value': {
    severity: 'error',
    summary: 'A value in an environment file is not one the tool accepts.',
  },
  'environment/credential': {
    severity: 'error',
    summary:
      'An environment file takes a value from a variable that holds a credential; it would end up in plans and logs.',
  },
  'environment/missing-key': {
    severity: 'error',
    summary: 'An environment file lacks a key it cannot do without.',
  },
  'environment/unknown': {
    severity: 'error',
    summary: 'There is no environment of that name.',
  },
  'environment/unknown-key': {
    severity: 'error',
    summary: 'An environment file has a key the tool does not know; it would have been ignored.',
  },
  'environment/unset-variable': {
    severity: 'error',
    summary: 'An environment file refers to an environment variable that is unset or empty.',
  },
  'project/bad-value': {
    severity: 'error',
    summary: 'A value in sentinel-sync.yaml is not one the tool accepts.',
  },
  'project/missing-key': {
    severity: 'error',
    summary: 'An entry of sentinel-sync.yaml lacks a key it cannot do without.',
  },
  'project/unknown-key': {
    severity: 'error',
    summary: 'sentinel-sync.yaml has a key the tool does not know; it would have been ignored.',
  },
} as const satisfies Codes;

export type EnvironmentCode = keyof typeof environmentCodes;

/** Makes the errors of this room. */
export const environmentError = errorsOf(environmentCodes);

/** Which of the two formats a value belongs to. */
export type ConfigArea = 'environment' | 'project';
