// What Microsoft Sentinel says of a workspace as a whole: whether it is on, and which watchlists there are.
import { type ArmScope, isFailure, requestNamed, sendArm } from '../requests/arm-request.ts';
import { unreadableReply } from '../requests/request-error.ts';
import { collectionClient } from '../resources/arm-collection.ts';
import { isObject, propertiesOf, readEnvelope } from '../resources/resource.ts';

type Sender = Parameters<typeof sendArm>[0];

/** https://learn.microsoft.com/rest/api/securityinsights/sentinel-onboarding-states/get */
export async function isOnboarded(client: Sender, scope: ArmScope, apiVersion: string): Promise<boolean> {
  const path = 'providers/Microsoft.SecurityInsights/onboardingStates/default';
  try {
    const request = { method: 'GET', path, apiVersion } as const;
    const { body, status } = await sendArm(client, scope, request);
    if (!isObject(body)) throw unreadableReply(requestNamed(request, scope), status);
    return true;
  } catch (error) {
    if (isFailure(error, 'not-onboarded') || isFailure(error, 'not-found')) return false;
    throw error;
  }
}

/** https://learn.microsoft.com/rest/api/securityinsights/watchlists/list */
export async function watchlistAliases(
  client: Sender,
  scope: ArmScope,
  apiVersion: string,
): Promise<readonly string[]> {
  const path = 'providers/Microsoft.SecurityInsights/watchlists';
  const read = (raw: Readonly<Record<string, unknown>>) => readEnvelope(raw, propertiesOf(raw));
  const found = await collectionClient(
    client,
    scope,
    { client: 'securityInsights', path, read },
    apiVersion,
  ).list();
  return found.map(({ name, properties }) => String(properties['watchlistAlias'] ?? name)).sort();
}
