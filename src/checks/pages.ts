// The pages the checks' rules come from.

export const pages = {
  alertDetails: 'https://learn.microsoft.com/azure/sentinel/customize-alert-details',
  attack: 'https://attack.mitre.org/techniques/enterprise/',
  azureDiagnostics: 'https://learn.microsoft.com/azure/azure-monitor/reference/tables/azurediagnostics',
  createRule: 'https://learn.microsoft.com/azure/sentinel/create-analytics-rules',
  customDetails: 'https://learn.microsoft.com/azure/sentinel/surface-custom-details-in-alerts',
  dataConnectors: 'https://learn.microsoft.com/azure/sentinel/data-connectors-reference',
  entities: 'https://learn.microsoft.com/azure/sentinel/entities-reference',
  huntingQueries: 'https://learn.microsoft.com/azure/sentinel/sentinel-hunting-rules-creation',
  ingestionDelay: 'https://learn.microsoft.com/azure/sentinel/ingestion-delay',
  kql: 'https://learn.microsoft.com/kusto/query/',
  kqlBestPractices: 'https://learn.microsoft.com/kusto/query/best-practices',
  kqlValidation: 'https://github.com/Azure/Azure-Sentinel/tree/master/.script/tests/KqlvalidationsTests',
  let: 'https://learn.microsoft.com/kusto/query/let-statement',
  limits: 'https://learn.microsoft.com/azure/sentinel/sentinel-service-limits',
  mapEntities: 'https://learn.microsoft.com/azure/sentinel/map-data-fields-to-entities',
  nrtRules: 'https://learn.microsoft.com/azure/sentinel/create-nrt-rules',
  publishRule: 'https://learn.microsoft.com/azure/sentinel/sentinel-analytic-rules-creation',
  restApi: 'https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update',
  scheduledRules: 'https://learn.microsoft.com/azure/sentinel/scheduled-rules-overview',
  templateValidation:
    'https://github.com/Azure/Azure-Sentinel/tree/master/.script/tests/detectionTemplateSchemaValidation',
  threatIntelligence: 'https://learn.microsoft.com/azure/sentinel/understand-threat-intelligence',
  timeSpan: 'https://learn.microsoft.com/dotnet/api/system.timespan.parse',
  trojanSource: 'https://www.unicode.org/reports/tr55/',
  union: 'https://learn.microsoft.com/kusto/query/union-operator',
} as const satisfies Record<string, string>;
