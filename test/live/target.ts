// Which workspace the live checks run on: what the environment variables SENTINEL_SYNC_LIVE_* name.
import { type AzureTarget, clouds } from '../../src/environments/environment.ts';

export interface LiveTarget {
  readonly workspace: AzureTarget;
  readonly apiVersion: string;
}

const required = {
  subscriptionId: 'SENTINEL_SYNC_LIVE_SUBSCRIPTION',
  resourceGroup: 'SENTINEL_SYNC_LIVE_RESOURCE_GROUP',
  workspaceName: 'SENTINEL_SYNC_LIVE_WORKSPACE',
} as const;
const cloudVariable = 'SENTINEL_SYNC_LIVE_CLOUD';
const versionVariable = 'SENTINEL_SYNC_LIVE_API_VERSION';

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The workspace that the variables name.
 * @throws Error that says which to set: a live run that reaches nothing must not pass for one that found nothing wrong.
 */
export function liveTarget(variables: Variables): LiveTarget {
  const missing = Object.values(required).filter((name) => !variables[name]);
  if (missing.length > 0) {
    throw plainError(`npm run test:live needs a workspace to run on: set ${missing.join(', ')}.
Optional: ${cloudVariable} (${clouds.join(', ')}) and ${versionVariable}.
It writes rules, saved searches and metadata there and deletes them again; docs/guides/live-checks.md says which.`);
  }
  const cloud = variables[cloudVariable] || 'AzureCloud';
  const known = clouds.find((one) => one === cloud);
  if (known === undefined) {
    throw plainError(`${cloudVariable} is ${cloud}; it can be ${clouds.join(', ')}.`);
  }
  const named = (key: keyof typeof required) => variables[required[key]]!;
  const subscriptionId = named('subscriptionId');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(subscriptionId)) {
    throw plainError(
      `${required.subscriptionId} is no GUID: take what \`az account show --query id\` prints.`,
    );
  }
  return {
    workspace: {
      type: 'azure',
      cloud: known,
      subscriptionId,
      resourceGroup: named('resourceGroup'),
      workspaceName: named('workspaceName'),
    },
    apiVersion: variables[versionVariable] || '2025-07-01-preview',
  };
}

/** Whoever forgot a variable has no use for where in the code that was noticed. */
function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
