// What Microsoft Sentinel says of a workspace as a whole: whether it is on, and which watchlists there are.
import { isJsonMap } from '../../json/json.ts';
import { isFailure, requestNamed, sendArm } from '../requests/arm-request.ts';
import { unreadableReply } from '../requests/request-error.ts';
import { armCollection } from '../resources/arm-collection.ts';
import type { Services } from '../resources/collection.ts';

/** https://learn.microsoft.com/rest/api/securityinsights/sentinel-onboarding-states/get */
export async function isOnboarded({ securityInsights, scope, apiVersion }: Services): Promise<boolean> {
  const path = 'providers/Microsoft.SecurityInsights/onboardingStates/default';
  try {
    const request = { method: 'GET', path, apiVersion } as const;
    const { body, status } = await sendArm(securityInsights, scope, request);
    if (!isJsonMap(body)) throw unreadableReply(requestNamed(request, scope), status);
    return true;
  } catch (error) {
    if (isFailure(error, 'not-onboarded') || isFailure(error, 'not-found')) return false;
    throw error;
  }
}

/** https://learn.microsoft.com/rest/api/securityinsights/watchlists/list */
export async function watchlistAliases({
  securityInsights: client,
  scope,
  apiVersion,
}: Services): Promise<readonly string[]> {
  const path = 'providers/Microsoft.SecurityInsights/watchlists';
  const list = await armCollection({ client, scope, apiVersion, path }).list();
  return list.map(({ name, properties }) => String(properties['watchlistAlias'] ?? name)).sort();
}
