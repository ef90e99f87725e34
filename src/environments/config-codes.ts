// The codes of errors in sentinel-sync.yaml and environments/*.yaml: what each means.

export const configCodes = {
  'environment/bad-value': 'A value in an environment file is not one the tool accepts.',
  'environment/credential':
    'An environment file takes a value from a variable that holds a credential; it would end up in plans and logs.',
  'environment/missing-key': 'An environment file lacks a key it cannot do without.',
  'environment/unknown': 'There is no environment of that name.',
  'environment/unknown-key':
    'An environment file has a key the tool does not know; it would have been ignored.',
  'environment/unset-variable':
    'An environment file refers to an environment variable that is unset or empty.',
  'project/bad-value': 'A value in sentinel-sync.yaml is not one the tool accepts.',
  'project/missing-folder': 'sentinel-sync.yaml names a content folder that does not exist.',
  'project/missing-key': 'An entry of sentinel-sync.yaml lacks a key it cannot do without.',
  'project/unknown-key': 'sentinel-sync.yaml has a key the tool does not know; it would have been ignored.',
} as const satisfies Record<string, string>;

export type ConfigCode = keyof typeof configCodes;

/** Which of the two formats a value belongs to. */
export type ConfigArea = 'environment' | 'project';
