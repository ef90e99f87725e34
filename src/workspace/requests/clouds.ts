// The Azure clouds the tool can reach: where Resource Manager and Log Analytics answer, and who signs people in.
import type { Cloud } from '../../environments/environment.ts';

export interface CloudEndpoints {
  /** Azure Resource Manager, no trailing slash. */
  readonly resourceManager: string;
  /** Log Analytics query API with its version: version 1.0 of the query client uses the endpoint as given. */
  readonly logs: string;
  /** Token audiences. */
  readonly resourceManagerScope: string;
  readonly logsScope: string;
  readonly ingestionScope: string;
  /** Ingestion endpoints are hosts below it. */
  readonly ingestionDomain: string;
  /** Microsoft Entra sign-in host. */
  readonly authority: string;
}

/**
 * https://learn.microsoft.com/azure/azure-government/compare-azure-government-global-azure
 * https://learn.microsoft.com/azure/china/resources-developer-guide
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/access-api
 * https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview#request-headers
 * https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-endpoint-overview
 */
export const cloudEndpoints = {
  AzureCloud: {
    resourceManager: 'https://management.azure.com',
    logs: 'https://api.loganalytics.io/v1',
    resourceManagerScope: 'https://management.azure.com/.default',
    logsScope: 'https://api.loganalytics.io/.default',
    ingestionScope: 'https://monitor.azure.com/.default',
    ingestionDomain: 'ingest.monitor.azure.com',
    authority: 'https://login.microsoftonline.com',
  },
  AzureUSGovernment: {
    resourceManager: 'https://management.usgovcloudapi.net',
    logs: 'https://api.loganalytics.us/v1',
    resourceManagerScope: 'https://management.usgovcloudapi.net/.default',
    logsScope: 'https://api.loganalytics.us/.default',
    ingestionScope: 'https://monitor.azure.us/.default',
    ingestionDomain: 'ingest.monitor.azure.us',
    authority: 'https://login.microsoftonline.us',
  },
  AzureChinaCloud: {
    resourceManager: 'https://management.chinacloudapi.cn',
    logs: 'https://api.loganalytics.azure.cn/v1',
    resourceManagerScope: 'https://management.chinacloudapi.cn/.default',
    logsScope: 'https://api.loganalytics.azure.cn/.default',
    ingestionScope: 'https://monitor.azure.cn/.default',
    ingestionDomain: 'ingest.monitor.azure.cn',
    authority: 'https://login.chinacloudapi.cn',
  },
} as const satisfies Record<Cloud, CloudEndpoints>;
