// Data connectors as ARM serves them. Nothing is fetched for them, and their properties are not looked into.
import { mapOf } from '../../json/json.ts';
import { type Body, keptResource } from './kept-resource.ts';

/** https://learn.microsoft.com/rest/api/securityinsights/data-connectors/list (2025-07-01-preview) */
const kinds: readonly string[] = [
  'APIPolling',
  'AmazonWebServicesCloudTrail',
  'AmazonWebServicesS3',
  'AzureActiveDirectory',
  'AzureAdvancedThreatProtection',
  'AzureSecurityCenter',
  'Dynamics365',
  'GCP',
  'GenericUI',
  'IOT',
  'MicrosoftCloudAppSecurity',
  'MicrosoftDefenderAdvancedThreatProtection',
  'MicrosoftPurviewInformationProtection',
  'MicrosoftThreatIntelligence',
  'MicrosoftThreatProtection',
  'Office365',
  'Office365Project',
  'OfficeATP',
  'OfficeIRM',
  'OfficePowerBI',
  'PremiumMicrosoftDefenderForThreatIntelligence',
  'PurviewAudit',
  'RestApiPoller',
  'ThreatIntelligence',
  'ThreatIntelligenceTaxii',
];

/** An update needs the etag: https://learn.microsoft.com/azure/sentinel/data-connector-connection-rules-reference */
export const dataConnectors = keptResource({
  collection: 'dataConnectors',
  param: 'connector',
  needsEtag: () => true,
  refuses: ({ kind }) =>
    typeof kind === 'string' && kinds.includes(kind)
      ? undefined
      : `The data connector kind '${String(kind)}' is not valid.`,
  keeps: withoutSecrets,
});

/** `auth` holds keys and passwords, and is neither stored nor given back. */
function withoutSecrets(properties: Body): Body {
  const { auth: _, ...rest } = properties;
  // An older custom connector has it one level down.
  return 'pollingConfig' in rest
    ? { ...rest, pollingConfig: withoutSecrets(mapOf(rest['pollingConfig'])) }
    : rest;
}
