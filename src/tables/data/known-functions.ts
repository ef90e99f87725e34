// Functions a workspace may have beside KQL itself, one a line: `Name scope kind (parameters) result`.
// Facts only. Sources: learn.microsoft.com pages on Sentinel normalization and watchlists and on Defender functions; parser YAML of
// Azure/Azure-Sentinel; oshezaf/sentinelninja (Apache-2.0). scope: sentinel (built in or from the ASIM templates), solution and legacy
// (only after deployment), advanced-hunting (Defender portal only), log-analytics (any workspace). Parameters `?`: not known.
// result: a column list, `=T` the columns of table T, `=asim:S` an ASIM schema, `+` input columns plus those listed, `...` further
// columns may exist, a scalar type name for scalar functions, `?` not known.

export const knownFunctions: string = `
AADUserInfo legacy tabular (?) ?
ADOAuditLogs solution tabular (?) ?
AIShield solution tabular (?) ?
ASimAgentEvent sentinel tabular (pack:bool=false) =asim:AgentEvent
ASimAgentEventAnthropicClaudeCompliance sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AgentEvent
ASimAlertEvent sentinel tabular (pack:bool=false) =asim:AlertEvent
ASimAlertEventAWSGuardDuty sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventBitdefenderGravityZone sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventCiscoSecureEndpoint sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventCrowdStrikeFalcon sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventGoogleSecOps sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventGoogleThreatIntelligence sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventMicrosoftDefenderXDR sentinel tabular (disabled:bool=false) =asim:AlertEvent
ASimAlertEventNetskopeSecurityCloud sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventPaloAltoXDR sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventSentinelOneSingularity sentinel tabular (disabled:bool=false) =asim:AlertEvent
ASimAlertEventSentinelOneSingularityAlerts sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventWizCloud sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAlertEventWizDefend sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
ASimAssetEntity sentinel tabular (pack:bool=false) =asim:AssetEntity
ASimAuditEvent sentinel tabular (pack:bool=false) =asim:AuditEvent
ASimAuditEventAWSCloudTrail sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AuditEvent
ASimAuditEventAzureActivity sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventAzureKeyVault sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventBarracudaCEF sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventBarracudaWAF sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventCiscoISE sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventCiscoMeraki sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventCiscoMerakiSyslog sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventCrowdStrikeFalconHost sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventIllumioSaaSCore sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventInfobloxBloxOne sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventMicrosoftEvent sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventMicrosoftExchangeAdmin365 sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventMicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventMicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventNative sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventSQLSecurityAudit sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AuditEvent
ASimAuditEventSentinelOne sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuditEventVectraXDRAudit sentinel tabular (disabled:bool=false) =asim:AuditEvent
ASimAuthentication sentinel tabular (pack:bool=false) =asim:Authentication
ASimAuthenticationAADManagedIdentitySignInLogs sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationAADNonInteractiveUserSignInLogs sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationAADServicePrincipalSignInLogs sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationAWSCloudTrail sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationBarracudaWAF sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCiscoASA sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCiscoDNAC sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCiscoIOS sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCiscoISE sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCiscoISEAdministrator sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
ASimAuthenticationCiscoMeraki sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCiscoMerakiSyslog sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCrowdStrikeFalconHost sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationCyberArkAudit sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
ASimAuthenticationFortinetFortigate sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationGoogleWorkspace sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationIllumioSaaSCore sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationM365Defender sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationMD4IoT sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationMicrosoftWindowsEvent sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationNative sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationOktaSSO sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationOktaSystemLogs sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationOktaV2 sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationOpenSystems solution tabular (?) ?
ASimAuthenticationOracleOCI sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
ASimAuthenticationPaloAltoCortexDataLake sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationPaloAltoGlobalProtect sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
ASimAuthenticationPaloAltoPanOS sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
ASimAuthenticationPostgreSQL sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationSalesforceSC sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationSentinelOne sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationSigninLogs sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationSshd sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationSu sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationSudo sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:Authentication
ASimAuthenticationVMwareESXi sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
ASimAuthenticationVMwareVCenter sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
ASimAuthenticationVectraXDRAudit sentinel tabular (disabled:bool=false) =asim:Authentication
ASimDhcpEvent sentinel tabular (pack:bool=false) =asim:DhcpEvent
ASimDhcpEventInfobloxBloxOne sentinel tabular (disabled:bool=false) =asim:DhcpEvent
ASimDhcpEventNative sentinel tabular (disabled:bool=false) =asim:DhcpEvent
ASimDns sentinel tabular (pack:bool=false) =asim:Dns
ASimDnsAzureFirewall sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsCiscoUmbrella sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsCorelightZeek sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsFortinetFortiGate sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsGcp sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsInfobloxBloxOne sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsInfobloxNIOS sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsMicrosoftNXlog sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsMicrosoftOMS sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsNative sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsSentinelOne sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsVectraAI sentinel tabular (disabled:bool=false) =asim:Dns
ASimDnsZscalerZIA sentinel tabular (disabled:bool=false) =asim:Dns
ASimFileEvent sentinel tabular (pack:bool=false) =asim:FileEvent
ASimFileEventAWSCloudTrail sentinel tabular (disabled:bool=false, pack:bool=false) =asim:FileEvent
ASimFileEventAzureBlobStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventAzureFileStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventAzureQueueStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventAzureTableStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventGoogleWorkspace sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventLinuxSysmonFileCreated sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventLinuxSysmonFileDeleted sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventMicrosoft365D sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventMicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventMicrosoftSharePoint sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventMicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventNative sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventSentinelOne sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimFileEventVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:FileEvent
ASimNetworkSession sentinel tabular (pack:bool=false) =asim:NetworkSession
ASimNetworkSessionAWSGuardDuty sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
ASimNetworkSessionAWSVPC sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionAppGateSDP sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionAzureFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionAzureNSG sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionBarracudaCEF sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionBarracudaWAF sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCheckPointFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCheckPointSmartDefense sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
ASimNetworkSessionCiscoASA sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCiscoFTD sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
ASimNetworkSessionCiscoFirepower sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCiscoISE sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCiscoMeraki sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCiscoMerakiSyslog sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCorelightZeek sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionCrowdStrikeFalconHost sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionForcePointFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionFortinetFortiGate sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionGigamonVSeries sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionIllumioSaaSCore sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionLinuxSysmon sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionMD4IoTAgent sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionMD4IoTSensor sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionMicrosoft365Defender sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionMicrosoftSecurityEventFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionMicrosoftWindowsEventFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionNTANetAnalytics sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionNative sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionOpenSystemsFirewall solution tabular (?) ?
ASimNetworkSessionPaloAltoCEF sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionPaloAltoCortexDataLake sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionSentinelOne sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionSonicWallFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionVMConnection sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionVectraAI sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
ASimNetworkSessionWatchGuardFirewareOS sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimNetworkSessionZscalerZIA sentinel tabular (disabled:bool=false) =asim:NetworkSession
ASimProcessCreateLinuxSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessCreateMicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessCreateMicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessCreateSentinelOne sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessCreateTrendMicroVisionOne sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessCreateVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessEvent sentinel tabular () =asim:ProcessEvent
ASimProcessEventCreate sentinel tabular () =asim:ProcessEvent
ASimProcessEventCreateMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessEventCreateMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessEventMD4IoT sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessEventMicrosoft365D sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessEventNative sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessEventTerminate sentinel tabular () =asim:ProcessEvent
ASimProcessEventTerminateMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessEventTerminateMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessTerminateLinuxSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessTerminateMicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessTerminateMicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimProcessTerminateVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:ProcessEvent
ASimRegistry sentinel tabular (pack:bool=false) =asim:RegistryEvent
ASimRegistryEventMicrosoft365D sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventMicrosoftSecurityEvent sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventMicrosoftWindowsEvent sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventNative sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventSentinelOne sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventTrendMicroVisionOne sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimRegistryEventVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:RegistryEvent
ASimUserManagement sentinel tabular (pack:bool=false) =asim:UserManagement
ASimUserManagementAWSCloudTrail sentinel tabular (disabled:bool=false, pack:bool=false) =asim:UserManagement
ASimUserManagementCiscoISE sentinel tabular (disabled:bool=false) =asim:UserManagement
ASimUserManagementLinuxAuthpriv sentinel tabular (disabled:bool=false) =asim:UserManagement
ASimUserManagementMicrosoftSecurityEvent sentinel tabular (disabled:bool=false) =asim:UserManagement
ASimUserManagementMicrosoftWindowsEvent sentinel tabular (disabled:bool=false) =asim:UserManagement
ASimUserManagementNative sentinel tabular (disabled:bool=false) =asim:UserManagement
ASimUserManagementSentinelOne sentinel tabular (disabled:bool=false) =asim:UserManagement
ASimWebSession sentinel tabular (pack:bool=false) =asim:WebSession
ASimWebSessionApacheHTTPServer sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionAzureFirewall sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionBarracudaCEF sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionBarracudaWAF sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionCiscoFirepower sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionCiscoMeraki sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionCiscoUmbrella sentinel tabular (disabled:bool=false, pack:bool=false) =asim:WebSession
ASimWebSessionCitrixNetScaler sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionF5ASM sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionFortinetFortiGate sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionIIS sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionNative sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionOpenSystemsSecureWebGateway solution tabular (?) ?
ASimWebSessionPaloAltoCEF sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionPaloAltoCortexDataLake sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionSalesforceServiceCloudV2 sentinel tabular (disabled:bool=false, pack:bool=false) =asim:WebSession
ASimWebSessionSonicWallFirewall sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionSquidProxy sentinel tabular (disabled:bool=false) =asim:WebSession
ASimWebSessionVectraAI sentinel tabular (disabled:bool=false, pack:bool=false) =asim:WebSession
ASimWebSessionZscalerZIA sentinel tabular (disabled:bool=false) =asim:WebSession
AWSALBAccessLogsData solution tabular (?) ?
AWSELBFlowLogsData solution tabular (?) ?
AWSNLBAccessLogsData solution tabular (?) ?
AWSS3BucketAPILogParsed legacy tabular (?) ?
AkamaiSIEMEvent solution tabular (?) ?
AlertsCompromisedCredential solution tabular (?) ?
AlertsCtep solution tabular (?) ?
AlertsDLP solution tabular (?) ?
AlertsMalsite solution tabular (?) ?
AlertsMalware solution tabular (?) ?
AlertsPolicy solution tabular (?) ?
AlertsQuarantine solution tabular (?) ?
AlertsRemediation solution tabular (?) ?
AlertsSecurityAssessment solution tabular (?) ?
AlertsUba solution tabular (?) ?
Alerts_advisory solution tabular (?) ?
Alerts_assets solution tabular (?) ?
Alerts_bit_bucket solution tabular (?) ?
Alerts_cloud_storage solution tabular (?) ?
Alerts_compromised_endpoints_cookies solution tabular (?) ?
Alerts_compromised_files solution tabular (?) ?
Alerts_cyber_crime_forums solution tabular (?) ?
Alerts_darkweb_data_breaches solution tabular (?) ?
Alerts_darkweb_marketplaces solution tabular (?) ?
Alerts_darkweb_ransomware solution tabular (?) ?
Alerts_defacement_content solution tabular (?) ?
Alerts_defacement_keyword solution tabular (?) ?
Alerts_defacement_url solution tabular (?) ?
Alerts_discord solution tabular (?) ?
Alerts_docker solution tabular (?) ?
Alerts_domain_expiry solution tabular (?) ?
Alerts_domain_watchlist solution tabular (?) ?
Alerts_flash_report solution tabular (?) ?
Alerts_github solution tabular (?) ?
Alerts_hacktivism solution tabular (?) ?
Alerts_i2p solution tabular (?) ?
Alerts_iocs solution tabular (?) ?
Alerts_ip_risk_score solution tabular (?) ?
Alerts_leaked_credentials solution tabular (?) ?
Alerts_malicious_ads solution tabular (?) ?
Alerts_mobile_apps solution tabular (?) ?
Alerts_new_vulnerability solution tabular (?) ?
Alerts_news_feed solution tabular (?) ?
Alerts_osint solution tabular (?) ?
Alerts_ot_ics solution tabular (?) ?
Alerts_pastebin solution tabular (?) ?
Alerts_phishing solution tabular (?) ?
Alerts_physical_threats solution tabular (?) ?
Alerts_postman solution tabular (?) ?
Alerts_product_vulnerability solution tabular (?) ?
Alerts_ransomware_updates solution tabular (?) ?
Alerts_social_media_monitoring solution tabular (?) ?
Alerts_ssl_expiry solution tabular (?) ?
Alerts_stealer_logs solution tabular (?) ?
Alerts_subdomains solution tabular (?) ?
Alerts_suspicious_domains solution tabular (?) ?
Alerts_telegram_mentions solution tabular (?) ?
Alerts_tor_links solution tabular (?) ?
Alerts_vulnerability solution tabular (?) ?
Alerts_web_applications solution tabular (?) ?
AliCloud solution tabular (?) ?
ApacheHTTPServer solution tabular (?) ?
ApigeeX solution tabular (?) ?
ApigeeXv2 solution tabular (?) ?
ArmisActivities solution tabular (?) ?
ArmisAlerts solution tabular (?) ?
ArmisDevice solution tabular (?) ?
ArubaClearPass solution tabular (?) ?
AssignedIPAddress solution tabular (?) ?
AssignedIPAddresses advanced-hunting tabular (x:string, y:datetime=datetime(null)) Timestamp:datetime IPAddress IPType NetworkAdapterType:int ConnectedNetworks:int
Auth0 solution tabular (?) ?
Auth0AM solution tabular (?) ?
AwarenessPerformanceDetails solution tabular (?) ?
AwarenessSafeScore solution tabular (?) ?
AwarenessUserData solution tabular (?) ?
AwarenessWatchlist solution tabular (?) ?
AzureFirewallApplicationRule legacy tabular (?) ?
AzureFirewallDnsProxy legacy tabular (?) ?
AzureFirewallNetworkRule legacy tabular (?) ?
BitSightAlerts solution tabular (?) ?
BitSightBreaches solution tabular (?) ?
BitSightCompanyDetails solution tabular (?) ?
BitSightCompanyRatingDetails solution tabular (?) ?
BitSightCompanyRatings solution tabular (?) ?
BitSightDiligenceHistoricalStatistics solution tabular (?) ?
BitSightDiligenceStatistics solution tabular (?) ?
BitSightFindingsData solution tabular (?) ?
BitSightFindingsSummary solution tabular (?) ?
BitSightGraphData solution tabular (?) ?
BitSightIndustrialStatistics solution tabular (?) ?
BitSightObservationStatistics solution tabular (?) ?
BitSightVulnerabilitiesFindingsSummary solution tabular (?) ?
Bitglass solution tabular (?) ?
BitwardenEventLogs solution tabular (?) ?
BoxEvents solution tabular (?) ?
CBSLog solution tabular (?) ?
CBS_BreachedCredentials solution tabular (?) ?
CBS_CompromisedCards solution tabular (?) ?
CBS_DomainInfringement solution tabular (?) ?
CBS_MalwareLogs solution tabular (?) ?
CBS_SubdomainInfringement solution tabular (?) ?
CGFWFirewallActivity solution tabular (?) ?
CPEMAlerts solution tabular (?) ?
CassandraAuditLog legacy tabular (?) ?
CiscoACIEvent solution tabular (?) ?
CiscoDuo solution tabular (?) ?
CiscoISEEvent solution tabular (?) ?
CiscoMeraki solution tabular (?) ?
CiscoSDWANNetflow solution tabular (?) ?
CiscoSEGEvent solution tabular (?) ?
CiscoSecureEndpoint solution tabular (?) ?
CiscoSyslogFW6LogSummary solution tabular (?) ?
CiscoSyslogUTD solution tabular (?) ?
CiscoUCS solution tabular (?) ?
CiscoWSAEvent solution tabular (?) ?
Cisco_Umbrella solution tabular (?) ?
CitrixADCEvent solution tabular (?) ?
CitrixADCEventOld solution tabular (?) ?
ClarotyEvent solution tabular (?) ?
Cloudflare solution tabular (?) ?
ConfluenceAudit solution tabular (?) ?
ContrastADR solution tabular (?) ?
ContrastADR_Incident solution tabular (?) ?
Corelight solution tabular (?) ?
CortexXDR_Incidents_CL solution tabular (?) ?
CriblAccess solution tabular (?) ?
CriblAudit solution tabular (?) ?
CriblInternal solution tabular (?) ?
CriblUIAccess solution tabular (?) ?
CrowdStrikeFalconEventStream solution tabular (?) ?
CrowdStrikeReplicator solution tabular (?) ?
CrowdStrikeReplicatorV2 solution tabular (?) ?
CyberArkEPM solution tabular (?) ?
CyberSixgill_Alerts solution tabular (?) ?
CyjaxCorrelate solution tabular (?) ?
CyjaxThreatIndicator solution tabular (?) ?
CylancePROTECT solution tabular (?) ?
CymruScoutAccountUsage solution tabular (?) ?
CymruScoutCommunicationsData solution tabular (?) ?
CymruScoutCorrelate solution tabular (?) ?
CymruScoutDomain solution tabular (?) ?
CymruScoutDomainData solution tabular (?) ?
CymruScoutFingerprintsData solution tabular (?) ?
CymruScoutIP solution tabular (?) ?
CymruScoutIdentity solution tabular (?) ?
CymruScoutOpenPortsData solution tabular (?) ?
CymruScoutPdnsData solution tabular (?) ?
CymruScoutProtoByIP solution tabular (?) ?
CymruScoutSummary solution tabular (?) ?
CymruScoutSummaryTopCerts solution tabular (?) ?
CymruScoutSummaryTopFingerprints solution tabular (?) ?
CymruScoutSummaryTopOpenPorts solution tabular (?) ?
CymruScoutSummaryTopPdns solution tabular (?) ?
CymruScoutTopAsnsByIP solution tabular (?) ?
CymruScoutTopCountryCodesByIP solution tabular (?) ?
CymruScoutTopServicesByIP solution tabular (?) ?
CymruScoutTopTagsByIP solution tabular (?) ?
CymruScoutWhois solution tabular (?) ?
CymruScoutX509Data solution tabular (?) ?
CynerioEvent_Authentication solution tabular (?) ?
CynerioEvent_NetworkSession solution tabular (?) ?
DNSEssentialsCustomParser solution tabular () ?
DSTIMCorrelatedLogs legacy tabular (?) ?
DataminrPulseAlerts solution tabular (?) ?
DataminrPulseCyberAlerts solution tabular (?) ?
DataverseSharePointSites solution tabular (?) ?
DefendAuditData solution tabular (?) ?
DeviceFromIP advanced-hunting invoke (x:string, y:datetime=datetime(null)) IP DeviceId
Devicefromip solution tabular (?) ?
DigitalGuardianDLPEvent solution tabular (?) ?
DomainToolsDNSActivity solution tabular (?) ?
DomainToolsDomainEnrichment solution tabular (?) ?
DomainToolsThreatIntelDomains solution tabular (?) ?
DragosNotificationsToSentinel solution tabular (?) ?
DragosPullNotificationsToSentinel solution tabular (?) ?
DragosPushNotificationsToSentinel solution tabular (?) ?
DragosSeverityToSentinelSeverity solution scalar (DragosSeverity:int) string
DuoSecurityAdministrator legacy tabular (?) ?
DuoSecurityAuthentication legacy tabular (?) ?
DuoSecurityOfflineEnrollment legacy tabular (?) ?
DuoSecurityTelephony legacy tabular (?) ?
DuoSecurityTrustMonitor legacy tabular (?) ?
DynatraceAttacks solution tabular (?) ?
DynatraceAuditLogs solution tabular (?) ?
DynatraceProblems solution tabular (?) ?
DynatraceSecurityProblems solution tabular (?) ?
ESETPROTECT solution tabular (?) ?
ESETProtectPlatform solution tabular (?) ?
ElasticAgentEvent solution tabular (?) ?
EventIncident solution tabular (?) ?
EventsApplication solution tabular (?) ?
EventsAudit solution tabular (?) ?
EventsConnection solution tabular (?) ?
EventsNetwork solution tabular (?) ?
EventsPage solution tabular (?) ?
ExabeamEvent solution tabular (?) ?
ExchangeAdminAuditLogs solution tabular (?) ?
ExchangeConfiguration solution tabular (?) ?
ExchangeEnvironmentList solution tabular (?) ?
ExtraHopDetections solution tabular (?) ?
FieldEffect solution tabular (?) ?
FileProfile advanced-hunting invoke (x:string='SHA1', y:int=100) + SHA1 SHA256 MD5 FileSize:int GlobalPrevalence:int GlobalFirstSeen:datetime GlobalLastSeen:datetime Signer Issuer SignerHash IsCertificateValid:bool IsRootSignerMicrosoft:bool SignatureState IsExecutable:bool ThreatName Publisher SoftwareName ProfileAvailability
FilewallM365ExchangeEvent solution tabular (?) ?
FilewallM365FileEvent solution tabular (?) ?
FireEyeNXEvent solution tabular (?) ?
ForescoutEvent solution tabular (?) ?
ForgeRockParser solution tabular (?) ?
Fortinet_FortiNDR_Cloud solution tabular (?) ?
Fortiweb solution tabular (?) ?
FortyTwoCrunchAPIProtection solution tabular (?) ?
GCPCloudDNS solution tabular (?) ?
GCP_IAM solution tabular (?) ?
GCP_MONITOR solution tabular (?) ?
GTIVulnerabilities solution tabular (?) ?
GWorkspaceActivityReports solution tabular (?) ?
GambitPoliciesIssues solution tabular (?) ?
GetClassificationList legacy tabular (?) ?
GetPPAdminValue solution scalar (FieldName:string, PropertyCollection:string) string
GetPowerAppsEventDetails solution invoke () TimeGenerated:datetime EventOriginalUid EventOriginalType ActorName ActorUserId ActorUserType SrcIpAddr TenantId ResourceType IsSuccess EnvironmentName EnvironmentId CorrelationId AppName AppId UserAgent ConnectionId ConnectionName PermissionType TargetPrincipalId
GitHubAudit legacy tabular (?) ?
GitHubAuditData solution tabular () TimeGenerated:datetime Organization Action Repository Actor Country ImpactedUser InvitedUserPermission Visibility PreviousVisibility CurrentPermission PreviousPermission TeamName BlockedUser
GitHubCodeScanningData solution tabular (?) ?
GitHubDependabotData solution tabular (?) ?
GitHubRepo legacy tabular (?) ?
GitHubSecretScanningData solution tabular (?) ?
GitLabAccess solution tabular (?) ?
GitLabApp solution tabular (?) ?
GitLabAudit solution tabular (?) ?
GoogleSecOpsDetectionAlerts solution tabular (?) ?
Guardian solution tabular (?) ?
HYASProtectDNSActivity solution tabular (?) ?
HackerViewLog solution tabular (?) ?
ISCBind solution tabular (?) ?
IllumioCoreEvent solution tabular (?) ?
IllumioSyslogAuditEvents solution tabular (?) ?
IllumioSyslogNetworkTrafficEvents solution tabular (?) ?
ImpervaWAFCloud solution tabular (?) ?
Infoblox solution tabular (?) ?
InfobloxCDC solution tabular (?) ?
InfobloxCDC_SOCInsights solution tabular (?) ?
InfobloxInsight solution tabular (?) ?
InfobloxInsightAssets solution tabular (?) ?
InfobloxInsightComments solution tabular (?) ?
InfobloxInsightEvents solution tabular (?) ?
InfobloxInsightIndicators solution tabular (?) ?
InfobloxNIOS legacy tabular (?) ?
Infoblox_allotherdhcpdTypes solution tabular (?) ?
Infoblox_allotherdnsTypes solution tabular (?) ?
Infoblox_allotherlogTypes solution tabular (?) ?
Infoblox_dhcp_consolidated solution tabular (?) ?
Infoblox_dhcpack solution tabular (?) ?
Infoblox_dhcpadded solution tabular (?) ?
Infoblox_dhcpbindupdate solution tabular (?) ?
Infoblox_dhcpdiscover solution tabular (?) ?
Infoblox_dhcpexpire solution tabular (?) ?
Infoblox_dhcpinform solution tabular (?) ?
Infoblox_dhcpoffer solution tabular (?) ?
Infoblox_dhcpoption solution tabular (?) ?
Infoblox_dhcpother solution tabular (?) ?
Infoblox_dhcprelease solution tabular (?) ?
Infoblox_dhcpremoved solution tabular (?) ?
Infoblox_dhcprequest solution tabular (?) ?
Infoblox_dhcpsession solution tabular (?) ?
Infoblox_dns_consolidated solution tabular (?) ?
Infoblox_dnsclient solution tabular (?) ?
Infoblox_dnsgss solution tabular (?) ?
Infoblox_dnszone solution tabular (?) ?
InsightVMAssets solution tabular (?) ?
InsightVMVulnerabilities solution tabular (?) ?
IvantiUEMEvent solution tabular (?) ?
JBossEvent solution tabular (?) ?
JamfProtect solution tabular () ?
JamfProtectAlerts solution tabular (?) ?
JamfProtectNetworkTraffic solution tabular (?) ?
JamfProtectTelemetry solution tabular (?) ?
JamfProtectThreatEvents solution tabular (?) ?
JamfProtectUnifiedLogs solution tabular (?) ?
JiraAudit solution tabular (?) ?
JuniperIDP solution tabular (?) ?
JuniperSRX solution tabular (?) ?
LookoutCSActivities solution tabular (?) ?
LookoutCSAnomalies solution tabular (?) ?
LookoutCSViolations solution tabular (?) ?
LookoutEvents solution tabular (?) ?
MCASActivity legacy tabular (?) ?
MESCheckOnlineVIP solution tabular (?) ?
MESCheckVIP solution tabular (?) ?
MESCompareDataMRA solution tabular (?) ?
MESCompareDataOnPMRA solution tabular (?) ?
MESOfficeActivityLogs solution tabular (?) ?
MSBizAppsNetworkAddresses solution tabular (?) ?
MSBizAppsOrgSettings solution tabular (?) ?
MSBizAppsTerminatedEmployees solution tabular (?) ?
MSBizAppsVIPUsers solution tabular (?) ?
MapNetflowUsername solution tabular (?) ?
MarkLogicAudit solution tabular (?) ?
McAfeeEPOEvent solution tabular (?) ?
McAfeeNSPEvent solution tabular (?) ?
MerakiConfigurationChanges legacy tabular (?) ?
MerakiSecurityEvents legacy tabular (?) ?
MicrosoftNXLog solution tabular (?) ?
MimecastAudit solution tabular (?) ?
MimecastCG solution tabular (?) ?
MimecastCloudIntegrated solution tabular (?) ?
MimecastDLP solution tabular (?) ?
MimecastTTPAttachment solution tabular (?) ?
MimecastTTPImpersonation solution tabular (?) ?
MimecastTTPUrl solution tabular (?) ?
MongoDBAudit solution tabular (?) ?
Morphisec solution tabular (?) ?
MuleSoftCloudhub solution tabular (?) ?
NGINXHTTPServer solution tabular (?) ?
Netskope solution tabular (?) ?
NetskopeAlerts solution tabular (?) ?
NetskopeCCFWebTransactions solution tabular (?) ?
NetskopeCEAlerts solution tabular (?) ?
NetskopeCEEventsApplication solution tabular (?) ?
NetskopeCEWebTransactions solution tabular (?) ?
NetskopeEventsApplication solution tabular (?) ?
NetskopeEventsAudit solution tabular (?) ?
NetskopeEventsConnection solution tabular (?) ?
NetskopeEventsDLP solution tabular (?) ?
NetskopeEventsEndpoint solution tabular (?) ?
NetskopeEventsInfrastructure solution tabular (?) ?
NetskopeEventsNetwork solution tabular (?) ?
NetskopeEventsPage solution tabular (?) ?
NetskopeWebTransactions solution tabular (?) ?
NetskopeWebtx solution tabular (?) ?
NetworkSessionEssentialsCustomParser solution tabular () ?
NetwrixAuditor solution tabular (?) ?
NozomiNetworksEvents solution tabular (?) ?
OCILogs solution tabular (?) ?
OSSECEvent solution tabular (?) ?
OktaSSO solution tabular (?) ?
OnapsisLookup solution tabular (?) ?
OneIdentity_Safeguard solution tabular (?) ?
OneLogin solution tabular (?) ?
OneLoginEvents legacy tabular (?) ?
OpenVpnEvent solution tabular (?) ?
OracleDatabaseAuditEvent solution tabular (?) ?
OracleWebLogicServerEvent solution tabular (?) ?
PRODAFTUstaCompromisedCards solution tabular (?) ?
PRODAFTUstaCompromisedCredentials solution tabular (?) ?
PaloAltoCDLEvent solution tabular (?) ?
PaloAltoPrismaCloud solution tabular (?) ?
PingFederateEvent solution tabular (?) ?
PostgreSQLEvent solution tabular (?) ?
PrancerFindings solution tabular (?) ?
ProofpointPOD solution tabular (?) ?
ProofpointTAPEvent solution tabular (?) ?
PulseConnectSecure solution tabular (?) ?
PureStorageFlashArrayParserV1 solution tabular (?) ?
PureStorageFlashBladeParserV1 solution tabular (?) ?
QualysHostDetection solution tabular (?) ?
QualysKB solution tabular (?) ?
RSASecurIDAMEvent solution tabular (?) ?
RadiflowEvent solution tabular (?) ?
SQLServer_Parser legacy tabular (?) ?
SalesforceServiceCloud solution tabular (?) ?
SeenBy advanced-hunting invoke (x:string='DeviceId') + SeenBy:dynamic
SentinelOne solution tabular (?) ?
SlackAudit solution tabular (?) ?
Snowflake solution tabular (?) ?
SophosEPEvent solution tabular (?) ?
SophosXGFirewall solution tabular (?) ?
SquidProxy solution tabular (?) ?
StealthwatchEvent solution tabular (?) ?
SymantecDLP solution tabular (?) ?
SymantecEndpointProtection solution tabular (?) ?
SymantecProxySG legacy tabular (?) ?
SymantecVIP solution tabular (?) ?
SyslogEventTypeData legacy tabular (?) ?
SyslogExecve legacy tabular (?) ?
SyslogSyscall legacy tabular (?) ?
SyslogUserErr legacy tabular (?) ?
TMApexOneEvent solution tabular (?) ?
TenableIOAssets solution tabular (?) ?
TenableIOVulnerabilities solution tabular (?) ?
TenableVMAssets solution tabular (?) ?
TenableVMVulnerabilities solution tabular (?) ?
TheHive solution tabular (?) ?
ThreatIntelIndicatorsv2 solution tabular (?) ?
TomcatEvent solution tabular (?) ?
TrellixEvents solution tabular (?) ?
TrendMicroCAS solution tabular (?) ?
TrendMicroDeepSecurity solution tabular (?) ?
TrendMicroTippingPoint solution tabular (?) ?
UbiquitiAuditEvent solution tabular (?) ?
Unified_ApigeeX solution tabular (?) ?
VMwareESXi solution tabular (?) ?
VectraAudits solution tabular (?) ?
VectraDetections solution tabular (?) ?
VectraDetectionsCombined solution tabular () ?
VectraEntities solution tabular () ?
VectraEntityScoring solution tabular (?) ?
VectraHealth solution tabular (?) ?
VectraLockdown solution tabular (?) ?
VectraRUXDetections solution tabular () ?
VectraStream_function solution tabular (?) ?
Veeam_GetFinishedConfigurationBackupSessions solution tabular (?) ?
Veeam_GetJobFinished solution tabular (?) ?
Veeam_GetSecurityEvents solution tabular (?) ?
Veeam_GetVeeamONEAlarms solution tabular (?) ?
Veeam_ParseResourceId solution tabular () ?
VersasecCmsError solution tabular (?) ?
VersasecCmsSyslog solution tabular (?) ?
VotiroEvents solution tabular (?) ?
WatchGuardFirebox solution tabular (?) ?
Workplace_Facebook solution tabular (?) ?
ZNSegmentAudit solution tabular (?) ?
ZPAEvent solution tabular (?) ?
Zoom legacy tabular (?) ?
_ASIM_Enrich_IdentityInfo sentinel invoke (AadIdField:string='', TenantIdField:string='', SidField:string='', UpnField:string='', EmailField:string='') +  ...
_ASIM_GetDisabledParsers sentinel scalar (parser:string) bool
_ASIM_GetSourceBySourceType sentinel scalar (sourceType:string) dynamic
_ASIM_GetUserType sentinel scalar (username:string, sid:string) string
_ASIM_GetUsernameType sentinel scalar (username:string) string
_ASIM_GetWatchlistRaw sentinel tabular (watchlistAlias:string, keys:dynamic=dynamic([])) =Watchlist ...
_ASIM_GetWatchlistsRaw sentinel tabular (watchlistAliases:dynamic, keys:dynamic=dynamic([])) =Watchlist ...
_ASIM_GetWindowsUserType sentinel scalar (username:string, sid:string) string
_ASIM_IdentityInfo sentinel tabular () =IdentityInfo ...
_ASIM_LookupAADcodes sentinel scalar (code:string) string
_ASIM_LookupDnsQueryType sentinel scalar (code:int) string
_ASIM_LookupDnsResponseCode sentinel scalar (code:int) string
_ASIM_LookupHTTPStatusCode sentinel scalar (code:int) string
_ASIM_LookupICMPType sentinel scalar (code:int) string
_ASIM_LookupNetworkProtocol sentinel scalar (code:int) string
_ASIM_ResolveDnsQueryType sentinel invoke (field:string) + DnsQueryType:int DnsQueryTypeName
_ASIM_ResolveDnsResponseCode sentinel invoke (field:string) + DnsResponseCode:int DnsResponseCodeName
_ASIM_ResolveDstFQDN sentinel invoke (field:string) + DstHostname DstDomain DstDomainType DstFQDN
_ASIM_ResolveDvcFQDN sentinel invoke (field:string) + DvcHostname DvcDomain DvcDomainType DvcFQDN
_ASIM_ResolveFQDN sentinel invoke (field:string) + ExtractedHostname Domain DomainType FQDN
_ASIM_ResolveICMPType sentinel invoke (field:string) + NetworkIcmpCode:int NetworkIcmpType
_ASIM_ResolveNetworkProtocol sentinel invoke (field:string) + NetworkProtocolNumber:int NetworkProtocol
_ASIM_ResolveSrcFQDN sentinel invoke (field:string) + SrcHostname SrcDomain SrcDomainType SrcFQDN
_ASim_AgentEvent sentinel tabular (pack:bool=false) =asim:AgentEvent
_ASim_AgentEvent_AnthropicClaudeCompliance sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AgentEvent
_ASim_AlertEvent sentinel tabular (pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_AWSGuardDuty sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_BitdefenderGravityZone sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_CiscoSecureEndpoint sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_CrowdStrikeFalcon sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_GoogleSecOps sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_GoogleThreatIntelligence sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_MicrosoftDefenderXDR sentinel tabular (disabled:bool=false) =asim:AlertEvent
_ASim_AlertEvent_NetskopeSecurityCloud sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_PaloAltoXDR sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_SentinelOneSingularity sentinel tabular (disabled:bool=false) =asim:AlertEvent
_ASim_AlertEvent_SentinelOneSingularityAlerts sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_WizCloud sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AlertEvent_WizDefend sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AlertEvent
_ASim_AssetEntity sentinel tabular (pack:bool=false) =asim:AssetEntity
_ASim_AuditEvent sentinel tabular (pack:bool=false) =asim:AuditEvent
_ASim_AuditEvent_AWSCloudTrail sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AuditEvent
_ASim_AuditEvent_AzureActivity sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_AzureKeyVault sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_BarracudaCEF sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_BarracudaWAF sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_CiscoISE sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_CiscoMeraki sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_CiscoMerakiSyslog sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_CrowdStrikeFalconHost sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_IllumioSaaSCore sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_InfobloxBloxOne sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_MicrosoftEvent sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_MicrosoftExchangeAdmin365 sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_MicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_MicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_Native sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_SQLSecurityAudit sentinel tabular (disabled:bool=false, pack:bool=false) =asim:AuditEvent
_ASim_AuditEvent_SentinelOne sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_VMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_AuditEvent_VectraXDRAudit sentinel tabular (disabled:bool=false) =asim:AuditEvent
_ASim_Authentication sentinel tabular (pack:bool=false) =asim:Authentication
_ASim_Authentication_AADManagedIdentitySignInLogs sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_AADNonInteractiveUserSignInLogs sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_AADServicePrincipalSignInLogs sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_AWSCloudTrail sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_BarracudaWAF sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CiscoASA sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CiscoDNAC sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CiscoIOS sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CiscoISE sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CiscoISEAdministrator sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
_ASim_Authentication_CiscoMeraki sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CiscoMerakiSyslog sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CrowdStrikeFalconHost sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_CyberArkAudit sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
_ASim_Authentication_FortinetFortigate sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_GoogleWorkspace sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_IllumioSaaSCore sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_M365Defender sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_MD4IoT sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_MicrosoftWindowsEvent sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_Native sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_OktaSSO sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_OktaSystemLogs sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_OktaV2 sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_OracleOCI sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
_ASim_Authentication_PaloAltoCortexDataLake sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_PaloAltoGlobalProtect sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
_ASim_Authentication_PaloAltoPanOS sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
_ASim_Authentication_PostgreSQL sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_SalesforceSC sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_SentinelOne sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_SigninLogs sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_Sshd sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_Su sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_Sudo sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_VMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_Authentication_VMwareESXi sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
_ASim_Authentication_VMwareVCenter sentinel tabular (disabled:bool=false, pack:bool=false) =asim:Authentication
_ASim_Authentication_VectraXDRAudit sentinel tabular (disabled:bool=false) =asim:Authentication
_ASim_DhcpEvent sentinel tabular (pack:bool=false) =asim:DhcpEvent
_ASim_DhcpEvent_InfobloxBloxOne sentinel tabular (disabled:bool=false) =asim:DhcpEvent
_ASim_DhcpEvent_Native sentinel tabular (disabled:bool=false) =asim:DhcpEvent
_ASim_Dns sentinel tabular (pack:bool=false) =asim:Dns
_ASim_Dns_AzureFirewall sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_CiscoUmbrella sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_CorelightZeek sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_FortinetFortiGate sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_Gcp sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_InfobloxBloxOne sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_InfobloxNIOS sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_MicrosoftNXlog sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_MicrosoftOMS sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_MicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_MicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_Native sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_SentinelOne sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_VectraAI sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_Dns_ZscalerZIA sentinel tabular (disabled:bool=false) =asim:Dns
_ASim_FileEvent sentinel tabular (pack:bool=false) =asim:FileEvent
_ASim_FileEvent_AWSCloudTrail sentinel tabular (disabled:bool=false, pack:bool=false) =asim:FileEvent
_ASim_FileEvent_AzureBlobStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_AzureFileStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_AzureQueueStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_AzureTableStorage sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_GoogleWorkspace sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_LinuxSysmonFileCreated sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_LinuxSysmonFileDeleted sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_Microsoft365D sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_MicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_MicrosoftSharePoint sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_MicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_MicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_MicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_Native sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_SentinelOne sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_FileEvent_VMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:FileEvent
_ASim_NetworkSession sentinel tabular (pack:bool=false) =asim:NetworkSession
_ASim_NetworkSession_AWSGuardDuty sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
_ASim_NetworkSession_AWSVPC sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_AppGateSDP sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_AzureFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_AzureNSG sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_BarracudaCEF sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_BarracudaWAF sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CheckPointFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CheckPointSmartDefense sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CiscoASA sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CiscoFTD sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CiscoFirepower sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CiscoISE sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CiscoMeraki sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CiscoMerakiSyslog sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CorelightZeek sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_CrowdStrikeFalconHost sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_ForcePointFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_FortinetFortiGate sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_GigamonVSeries sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_IllumioSaaSCore sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_LinuxSysmon sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_MD4IoTAgent sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_MD4IoTSensor sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_Microsoft365Defender sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_MicrosoftSecurityEventFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_MicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_MicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_MicrosoftWindowsEventFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_NTANetAnalytics sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_Native sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_PaloAltoCEF sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_PaloAltoCortexDataLake sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_SentinelOne sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_SonicWallFirewall sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_VMConnection sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_VMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_VectraAI sentinel tabular (disabled:bool=false, pack:bool=false) =asim:NetworkSession
_ASim_NetworkSession_WatchGuardFirewareOS sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_NetworkSession_ZscalerZIA sentinel tabular (disabled:bool=false) =asim:NetworkSession
_ASim_ProcessCreate_SentinelOne sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent sentinel tabular () =asim:ProcessEvent
_ASim_ProcessEvent_Create sentinel tabular () =asim:ProcessEvent
_ASim_ProcessEvent_CreateLinuxSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_CreateMicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_CreateMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_CreateMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_CreateMicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_CreateTrendMicroVisionOne sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_CreateVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_MD4IoT sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_Microsoft365D sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_Native sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_Terminate sentinel tabular () =asim:ProcessEvent
_ASim_ProcessEvent_TerminateLinuxSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_TerminateMicrosoftSecurityEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_TerminateMicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_TerminateMicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_TerminateMicrosoftWindowsEvents sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_ProcessEvent_TerminateVMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:ProcessEvent
_ASim_RegistryEvent sentinel tabular (pack:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_Microsoft365D sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_MicrosoftSecurityEvent sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_MicrosoftSysmon sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_MicrosoftSysmonWindowsEvent sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_MicrosoftWindowsEvent sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_Native sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_SentinelOne sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_TrendMicroVisionOne sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_RegistryEvent_VMwareCarbonBlackCloud sentinel tabular (disabled:bool=false) =asim:RegistryEvent
_ASim_UserManagement sentinel tabular (pack:bool=false) =asim:UserManagement
_ASim_UserManagement_AWSCloudTrail sentinel tabular (disabled:bool=false, pack:bool=false) =asim:UserManagement
_ASim_UserManagement_CiscoISE sentinel tabular (disabled:bool=false) =asim:UserManagement
_ASim_UserManagement_LinuxAuthpriv sentinel tabular (disabled:bool=false) =asim:UserManagement
_ASim_UserManagement_MicrosoftSecurityEvent sentinel tabular (disabled:bool=false) =asim:UserManagement
_ASim_UserManagement_MicrosoftWindowsEvent sentinel tabular (disabled:bool=false) =asim:UserManagement
_ASim_UserManagement_Native sentinel tabular (disabled:bool=false) =asim:UserManagement
_ASim_UserManagement_SentinelOne sentinel tabular (disabled:bool=false) =asim:UserManagement
_ASim_WebSession sentinel tabular (pack:bool=false) =asim:WebSession
_ASim_WebSession_ApacheHTTPServer sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_AzureFirewall sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_BarracudaCEF sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_BarracudaWAF sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_CiscoFirepower sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_CiscoMeraki sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_CiscoUmbrella sentinel tabular (disabled:bool=false, pack:bool=false) =asim:WebSession
_ASim_WebSession_CitrixNetScaler sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_F5ASM sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_FortinetFortiGate sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_IIS sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_Native sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_PaloAltoCEF sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_PaloAltoCortexDataLake sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_SalesforceServiceCloudV2 sentinel tabular (disabled:bool=false, pack:bool=false) =asim:WebSession
_ASim_WebSession_SonicWallFirewall sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_SquidProxy sentinel tabular (disabled:bool=false) =asim:WebSession
_ASim_WebSession_VectraAI sentinel tabular (disabled:bool=false, pack:bool=false) =asim:WebSession
_ASim_WebSession_ZscalerZIA sentinel tabular (disabled:bool=false) =asim:WebSession
_GetWatchlist sentinel tabular (watchlistAlias:string, keys:dynamic=dynamic([])) SearchKey ...
_GetWatchlistAlias sentinel tabular () WatchlistAlias
_Im_AgentEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), agentid_has_any:dynamic=dynamic([]), agentname_has_any:dynamic=dynamic([]), username_has_any:dynamic=dynamic([]), pack:bool=false) =asim:AgentEvent
_Im_AlertEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), ipaddr_has_any_prefix:dynamic=dynamic([]), hostname_has_any:dynamic=dynamic([]), username_has_any:dynamic=dynamic([]), attacktactics_has_any:dynamic=dynamic([]), attacktechniques_has_any:dynamic=dynamic([]), threatcategory_has_any:dynamic=dynamic([]), alertverdict_has_any:dynamic=dynamic([]), eventseverity_has_any:dynamic=dynamic([]), pack:bool=false) =asim:AlertEvent
_Im_AssetEntity sentinel tabular () =asim:AssetEntity
_Im_AuditEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), actorusername_has_any:dynamic=dynamic([]), operation_has_any:dynamic=dynamic([]), eventtype_in:dynamic=dynamic([]), eventresult:string='*', object_has_any:dynamic=dynamic([]), newvalue_has_any:dynamic=dynamic([]), pack:bool=false) =asim:AuditEvent
_Im_Authentication sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), username_has_any:dynamic=dynamic([]), targetappname_has_any:dynamic=dynamic([]), srcipaddr_has_any_prefix:dynamic=dynamic([]), srchostname_has_any:dynamic=dynamic([]), eventtype_in:dynamic=dynamic([]), eventresultdetails_in:dynamic=dynamic([]), eventresult:string='*', pack:bool=false) =asim:Authentication
_Im_DhcpEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), srchostname_has_any:dynamic=dynamic([]), srcusername_has_any:dynamic=dynamic([]), eventresult:string='*', disabled:bool=false, pack:bool=false) =asim:DhcpEvent
_Im_Dns sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr:string='*', domain_has_any:dynamic=dynamic([]), responsecodename:string='*', response_has_ipv4:string='*', response_has_any_prefix:dynamic=dynamic([]), eventtype:string='lookup', pack:bool=false) =asim:Dns
_Im_FileEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), eventtype_in:dynamic=dynamic([]), srcipaddr_has_any_prefix:dynamic=dynamic([]), actorusername_has_any:dynamic=dynamic([]), targetfilepath_has_any:dynamic=dynamic([]), srcfilepath_has_any:dynamic=dynamic([]), hashes_has_any:dynamic=dynamic([]), dvchostname_has_any:dynamic=dynamic([]), disabled:bool=false, pack:bool=false) =asim:FileEvent
_Im_NetworkSession sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), dstipaddr_has_any_prefix:dynamic=dynamic([]), ipaddr_has_any_prefix:dynamic=dynamic([]), dstportnumber:int=int(null), hostname_has_any:dynamic=dynamic([]), dvcaction:dynamic=dynamic([]), eventresult:string='*') =asim:NetworkSession
_Im_ProcessCreate sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), commandline_has_any:dynamic=dynamic([]), commandline_has_all:dynamic=dynamic([]), commandline_has_any_ip_prefix:dynamic=dynamic([]), actingprocess_has_any:dynamic=dynamic([]), targetprocess_has_any:dynamic=dynamic([]), parentprocess_has_any:dynamic=dynamic([]), targetusername:string='*', dvcipaddr_has_any_prefix:dynamic=dynamic([]), dvcname_has_any:dynamic=dynamic([]), hashes_has_any:dynamic=dynamic([]), eventtype:string='*') =asim:ProcessEvent
_Im_ProcessEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), commandline_has_any:dynamic=dynamic([]), commandline_has_all:dynamic=dynamic([]), commandline_has_any_ip_prefix:dynamic=dynamic([]), actingprocess_has_any:dynamic=dynamic([]), targetprocess_has_any:dynamic=dynamic([]), parentprocess_has_any:dynamic=dynamic([]), actorusername:string='*', targetusername:string='*', dvcipaddr_has_any_prefix:dynamic=dynamic([]), dvcname_has_any:dynamic=dynamic([]), hashes_has_any:dynamic=dynamic([]), eventtype:string='*') =asim:ProcessEvent
_Im_ProcessTerminate sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), commandline_has_any:dynamic=dynamic([]), commandline_has_all:dynamic=dynamic([]), commandline_has_any_ip_prefix:dynamic=dynamic([]), actingprocess_has_any:dynamic=dynamic([]), targetprocess_has_any:dynamic=dynamic([]), parentprocess_has_any:dynamic=dynamic([]), actorusername:string='*', dvcipaddr_has_any_prefix:dynamic=dynamic([]), dvcname_has_any:dynamic=dynamic([]), eventtype:string='*') =asim:ProcessEvent
_Im_RegistryEvent sentinel tabular () =asim:RegistryEvent
_Im_UserManagement sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), targetusername_has_any:dynamic=dynamic([]), actorusername_has_any:dynamic=dynamic([]), eventtype_in:dynamic=dynamic([]), pack:bool=false) =asim:UserManagement
_Im_WebSession sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), ipaddr_has_any_prefix:dynamic=dynamic([]), url_has_any:dynamic=dynamic([]), httpuseragent_has_any:dynamic=dynamic([]), eventresultdetails_in:dynamic=dynamic([]), eventresult:string='*', eventresultdetails_has_any:dynamic=dynamic([]), disabled:bool=false) =asim:WebSession
_SentinelAudit sentinel tabular () =SentinelAudit
_SentinelHealth sentinel tabular () =SentinelHealth
adx log-analytics scope (id:string) ?
afad_parser solution tabular (?) ?
app log-analytics scope (id:string) ?
arg log-analytics scope (id:string) ?
corelight_anomaly solution tabular (?) ?
corelight_asset_classification solution tabular (?) ?
corelight_bacnet solution tabular (?) ?
corelight_capture_loss solution tabular (?) ?
corelight_cip solution tabular (?) ?
corelight_conn solution tabular (?) ?
corelight_conn_agg solution tabular (?) ?
corelight_conn_long solution tabular (?) ?
corelight_conn_red solution tabular (?) ?
corelight_corelight_burst solution tabular (?) ?
corelight_corelight_metrics_disk solution tabular (?) ?
corelight_corelight_metrics_iface solution tabular (?) ?
corelight_corelight_metrics_memory solution tabular (?) ?
corelight_corelight_metrics_system solution tabular (?) ?
corelight_corelight_metrics_zeek_doctor solution tabular (?) ?
corelight_corelight_overall_capture_loss solution tabular (?) ?
corelight_corelight_profiling solution tabular (?) ?
corelight_datared solution tabular (?) ?
corelight_dce_rpc solution tabular (?) ?
corelight_dga solution tabular (?) ?
corelight_dhcp solution tabular (?) ?
corelight_dnp3 solution tabular (?) ?
corelight_dns solution tabular (?) ?
corelight_dns_agg solution tabular (?) ?
corelight_dns_red solution tabular (?) ?
corelight_dpd solution tabular (?) ?
corelight_encrypted_dns solution tabular (?) ?
corelight_enip solution tabular (?) ?
corelight_enip_debug solution tabular (?) ?
corelight_enip_list_identity solution tabular (?) ?
corelight_etc_viz solution tabular (?) ?
corelight_files solution tabular (?) ?
corelight_files_agg solution tabular (?) ?
corelight_files_red solution tabular (?) ?
corelight_first_seen solution tabular (?) ?
corelight_ftp solution tabular (?) ?
corelight_generic_dns_tunnels solution tabular (?) ?
corelight_generic_icmp_tunnels solution tabular (?) ?
corelight_http solution tabular (?) ?
corelight_http2 solution tabular (?) ?
corelight_http_agg solution tabular (?) ?
corelight_http_red solution tabular (?) ?
corelight_icmp_specific_tunnels solution tabular (?) ?
corelight_intel solution tabular (?) ?
corelight_ipsec solution tabular (?) ?
corelight_irc solution tabular (?) ?
corelight_iso_cotp solution tabular (?) ?
corelight_kerberos solution tabular (?) ?
corelight_known_certs solution tabular (?) ?
corelight_known_devices solution tabular (?) ?
corelight_known_domains solution tabular (?) ?
corelight_known_hosts solution tabular (?) ?
corelight_known_names solution tabular (?) ?
corelight_known_remotes solution tabular (?) ?
corelight_known_services solution tabular (?) ?
corelight_known_users solution tabular (?) ?
corelight_local_subnets solution tabular (?) ?
corelight_local_subnets_dj solution tabular (?) ?
corelight_local_subnets_graphs solution tabular (?) ?
corelight_log4shell solution tabular (?) ?
corelight_modbus solution tabular (?) ?
corelight_mqtt_connect solution tabular (?) ?
corelight_mqtt_publish solution tabular (?) ?
corelight_mqtt_subscribe solution tabular (?) ?
corelight_mysql solution tabular (?) ?
corelight_notice solution tabular (?) ?
corelight_ntlm solution tabular (?) ?
corelight_ntp solution tabular (?) ?
corelight_ocsp solution tabular (?) ?
corelight_openflow solution tabular (?) ?
corelight_packet_filter solution tabular (?) ?
corelight_pe solution tabular (?) ?
corelight_profinet solution tabular (?) ?
corelight_profinet_dce_rpc solution tabular (?) ?
corelight_profinet_debug solution tabular (?) ?
corelight_radius solution tabular (?) ?
corelight_rdp solution tabular (?) ?
corelight_reporter solution tabular (?) ?
corelight_rfb solution tabular (?) ?
corelight_s7comm solution tabular (?) ?
corelight_signatures solution tabular (?) ?
corelight_sip solution tabular (?) ?
corelight_smartpcap solution tabular (?) ?
corelight_smartpcap_stats solution tabular (?) ?
corelight_smb_files solution tabular (?) ?
corelight_smb_mapping solution tabular (?) ?
corelight_smtp solution tabular (?) ?
corelight_smtp_links solution tabular (?) ?
corelight_snmp solution tabular (?) ?
corelight_socks solution tabular (?) ?
corelight_software solution tabular (?) ?
corelight_specific_dns_tunnels solution tabular (?) ?
corelight_ssh solution tabular (?) ?
corelight_ssl solution tabular (?) ?
corelight_ssl_agg solution tabular (?) ?
corelight_ssl_red solution tabular (?) ?
corelight_stats solution tabular (?) ?
corelight_stepping solution tabular (?) ?
corelight_stun solution tabular (?) ?
corelight_stun_nat solution tabular (?) ?
corelight_suri_aggregations solution tabular (?) ?
corelight_suricata_corelight solution tabular (?) ?
corelight_suricata_eve solution tabular (?) ?
corelight_suricata_stats solution tabular (?) ?
corelight_suricata_zeek_stats solution tabular (?) ?
corelight_syslog solution tabular (?) ?
corelight_tds solution tabular (?) ?
corelight_tds_rpc solution tabular (?) ?
corelight_tds_sql_batch solution tabular (?) ?
corelight_traceroute solution tabular (?) ?
corelight_tunnel solution tabular (?) ?
corelight_unknown_smartpcap solution tabular (?) ?
corelight_util_stats solution tabular (?) ?
corelight_vpn solution tabular (?) ?
corelight_weird solution tabular (?) ?
corelight_weird_agg solution tabular (?) ?
corelight_weird_red solution tabular (?) ?
corelight_weird_stats solution tabular (?) ?
corelight_wireguard solution tabular (?) ?
corelight_x509 solution tabular (?) ?
corelight_x509_red solution tabular (?) ?
corelight_zeek_doctor solution tabular (?) ?
dsp_parser solution tabular (?) ?
getForgeRockUsers solution tabular (?) ?
githubscanaudit solution tabular (?) ?
ibossUrlEvent solution tabular (?) ?
imAgentEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), agentid_has_any:dynamic=dynamic([]), agentname_has_any:dynamic=dynamic([]), username_has_any:dynamic=dynamic([]), pack:bool=false) =asim:AgentEvent
imAlertEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), ipaddr_has_any_prefix:dynamic=dynamic([]), hostname_has_any:dynamic=dynamic([]), username_has_any:dynamic=dynamic([]), attacktactics_has_any:dynamic=dynamic([]), attacktechniques_has_any:dynamic=dynamic([]), threatcategory_has_any:dynamic=dynamic([]), alertverdict_has_any:dynamic=dynamic([]), eventseverity_has_any:dynamic=dynamic([]), pack:bool=false) =asim:AlertEvent
imAssetEntity sentinel tabular () =asim:AssetEntity
imAuditEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), actorusername_has_any:dynamic=dynamic([]), operation_has_any:dynamic=dynamic([]), eventtype_in:dynamic=dynamic([]), eventresult:string='*', object_has_any:dynamic=dynamic([]), newvalue_has_any:dynamic=dynamic([]), pack:bool=false) =asim:AuditEvent
imAuthentication sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), username_has_any:dynamic=dynamic([]), targetappname_has_any:dynamic=dynamic([]), srcipaddr_has_any_prefix:dynamic=dynamic([]), srchostname_has_any:dynamic=dynamic([]), eventtype_in:dynamic=dynamic([]), eventresultdetails_in:dynamic=dynamic([]), eventresult:string='*', pack:bool=false) =asim:Authentication
imDhcpEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), srchostname_has_any:dynamic=dynamic([]), srcusername_has_any:dynamic=dynamic([]), eventresult:string='*', disabled:bool=false, pack:bool=false) =asim:DhcpEvent
imDns sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr:string='*', domain_has_any:dynamic=dynamic([]), responsecodename:string='*', response_has_ipv4:string='*', response_has_any_prefix:dynamic=dynamic([]), eventtype:string='lookup', pack:bool=false) =asim:Dns
imFileEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), eventtype_in:dynamic=dynamic([]), srcipaddr_has_any_prefix:dynamic=dynamic([]), actorusername_has_any:dynamic=dynamic([]), targetfilepath_has_any:dynamic=dynamic([]), srcfilepath_has_any:dynamic=dynamic([]), hashes_has_any:dynamic=dynamic([]), dvchostname_has_any:dynamic=dynamic([]), disabled:bool=false, pack:bool=false) =asim:FileEvent
imNetworkSession sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), dstipaddr_has_any_prefix:dynamic=dynamic([]), ipaddr_has_any_prefix:dynamic=dynamic([]), dstportnumber:int=int(null), hostname_has_any:dynamic=dynamic([]), dvcaction:dynamic=dynamic([]), eventresult:string='*') =asim:NetworkSession
imProcessCreate sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), commandline_has_any:dynamic=dynamic([]), commandline_has_all:dynamic=dynamic([]), commandline_has_any_ip_prefix:dynamic=dynamic([]), actingprocess_has_any:dynamic=dynamic([]), targetprocess_has_any:dynamic=dynamic([]), parentprocess_has_any:dynamic=dynamic([]), targetusername:string='*', dvcipaddr_has_any_prefix:dynamic=dynamic([]), dvcname_has_any:dynamic=dynamic([]), hashes_has_any:dynamic=dynamic([]), eventtype:string='*') =asim:ProcessEvent
imProcessCreation legacy tabular (?) =asim:ProcessEvent
imProcessEvent sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), commandline_has_any:dynamic=dynamic([]), commandline_has_all:dynamic=dynamic([]), commandline_has_any_ip_prefix:dynamic=dynamic([]), actingprocess_has_any:dynamic=dynamic([]), targetprocess_has_any:dynamic=dynamic([]), parentprocess_has_any:dynamic=dynamic([]), actorusername:string='*', targetusername:string='*', dvcipaddr_has_any_prefix:dynamic=dynamic([]), dvcname_has_any:dynamic=dynamic([]), hashes_has_any:dynamic=dynamic([]), eventtype:string='*') =asim:ProcessEvent
imProcessTerminate sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), commandline_has_any:dynamic=dynamic([]), commandline_has_all:dynamic=dynamic([]), commandline_has_any_ip_prefix:dynamic=dynamic([]), actingprocess_has_any:dynamic=dynamic([]), targetprocess_has_any:dynamic=dynamic([]), parentprocess_has_any:dynamic=dynamic([]), actorusername:string='*', dvcipaddr_has_any_prefix:dynamic=dynamic([]), dvcname_has_any:dynamic=dynamic([]), eventtype:string='*') =asim:ProcessEvent
imProcessTermination legacy tabular (?) =asim:ProcessEvent
imRegistry sentinel tabular () =asim:RegistryEvent
imUserManagement sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), targetusername_has_any:dynamic=dynamic([]), actorusername_has_any:dynamic=dynamic([]), eventtype_in:dynamic=dynamic([]), pack:bool=false) =asim:UserManagement
imWebSession sentinel tabular (starttime:datetime=datetime(null), endtime:datetime=datetime(null), srcipaddr_has_any_prefix:dynamic=dynamic([]), ipaddr_has_any_prefix:dynamic=dynamic([]), url_has_any:dynamic=dynamic([]), httpuseragent_has_any:dynamic=dynamic([]), eventresultdetails_in:dynamic=dynamic([]), eventresult:string='*', eventresultdetails_has_any:dynamic=dynamic([]), disabled:bool=false) =asim:WebSession
pfsensefilterlog legacy tabular (?) ?
pfsensenginx legacy tabular (?) ?
resource log-analytics scope (id:string) ?
vCenter solution tabular (?) ?
vectra_beacon solution tabular (?) ?
vectra_dcerpc solution tabular (?) ?
vectra_dhcp solution tabular (?) ?
vectra_dns solution tabular (?) ?
vectra_http solution tabular (?) ?
vectra_isession solution tabular (?) ?
vectra_kerberos solution tabular (?) ?
vectra_ldap solution tabular (?) ?
vectra_match solution tabular (?) ?
vectra_ntlm solution tabular (?) ?
vectra_radius solution tabular (?) ?
vectra_rdp solution tabular (?) ?
vectra_smbfiles solution tabular (?) ?
vectra_smbmapping solution tabular (?) ?
vectra_smtp solution tabular (?) ?
vectra_ssh solution tabular (?) ?
vectra_ssl solution tabular (?) ?
vectra_stream solution tabular (?) ?
vectra_x509 solution tabular (?) ?
vimNetworkSessionOpenSystemsFirewall solution tabular (?) ?
vimWebSessionOpenSystemsProxySecureWebGateway solution tabular (?) ?
workspace log-analytics scope (id:string) ?
`;

/** Result columns of the ASIM schemas, one schema a line. */
export const asimSchemas: string = `
AgentEvent ActingAppId ActingAppName ActingAppType ActingDNUsername ActingOriginalAppType ActingOriginalUserType ActingSimpleUsername ActingUserAADTenant ActingUserAWSAccount ActingUserAWSId ActingUserAadId ActingUserId ActingUserIdType ActingUserOktaId ActingUserPuid ActingUserScope ActingUserScopeId ActingUserSid ActingUserType ActingUserUPN ActingUserUid ActingUsername ActingUsernameType ActingWindowsUsername ActorDNUsername ActorOriginalUserType ActorSimpleUsername ActorUserAADTenant ActorUserAWSAccount ActorUserAWSId ActorUserAadId ActorUserId ActorUserIdType ActorUserOktaId ActorUserPuid ActorUserScope ActorUserScopeId ActorUserSid ActorUserType ActorUserUPN ActorUserUid ActorUsername ActorUsernameType ActorWindowsUsername AdditionalFields:dynamic EventCount:int EventEndTime:datetime EventErrorDetails EventFinishReasons:dynamic EventOriginalErrorType EventOriginalRequestDetails EventOriginalResultDetails EventOriginalType EventOriginalUid EventOutputType EventProduct EventRequestFrequencyPenalty:real EventRequestId EventRequestPresencePenalty:real EventRequestSeed:long EventRequestTemperature:real EventRequestTopP:real EventResponseId EventSchema EventSchemaVersion EventSessionId EventSessionName EventStartTime:datetime EventThoughtProcessDetails EventThoughtProcessId EventType EventUid EventVendor InputTokensUsed:long ModelName ModelProviderName OutputTokensUsed:long PlatformTargetAgentDescription PlatformTargetAgentId PlatformTargetAgentName PlatformTargetOriginalAgentType SrcAgentBlueprintId SrcAgentDescription SrcAgentId SrcAgentName SrcAgentOriginalType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcDescription SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcHostname SrcInterface SrcIpAddr SrcMacAddr SrcPortNumber:int SrcZone TargetAgentBlueprintId TargetAgentDescription TargetAgentId TargetAgentName TargetAgentOriginalType TargetAgentUserId TargetAgentUsername TargetDNUsername TargetOriginalUserType TargetSimpleUsername TargetUserAADTenant TargetUserAWSAccount TargetUserAWSId TargetUserAadId TargetUserId TargetUserIdType TargetUserOktaId TargetUserPuid TargetUserScope TargetUserScopeId TargetUserSid TargetUserType TargetUserUPN TargetUserUid TargetUsername TargetUsernameType TargetWindowsUsername TimeGenerated:datetime ToolDescription ToolId ToolName ToolOriginalType Type
AlertEvent AdditionalFields:dynamic AlertDescription AlertId AlertName AlertOriginalStatus AlertStatus AlertVerdict AttackRemediationSteps AttackTactics AttackTechniques DetectionMethod DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EmailMessageId EmailSubject EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor FileMD5 FileName FilePath FileSHA1 FileSHA256 FileSize Hostname IndicatorAssociation IndicatorType IpAddr OriginalUserType ProcessCommandLine ProcessFileCompany ProcessId ProcessName RegistryKey RegistryValue RegistryValueData RegistryValueType Rule RuleDescription RuleName RuleNumber:int ThreatCategory ThreatConfidence:int ThreatFirstReportedTime:datetime ThreatId ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalCategory ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type Url User UserId UserIdType UserScope UserScopeId UserSessionId UserType Username UsernameType
AssetEntity AADTenantId AdditionalAssetOwners:dynamic AdditionalFields:dynamic AssetClassificationLastScanDateTime:datetime AssetIsProtectedByDlp:bool AssetOriginalDataClassificationType:dynamic AssetOriginalPermissions:dynamic AssetOriginalRiskDetails:dynamic AssetOriginalRiskLevel AssetOriginalSensitivityLevel AssetOriginalType AssetOwnerId AssetOwnerIdType AssetOwnerScope AssetOwnerScopeId AssetOwnerType AssetPath AssetRelatedIndicators:dynamic AssetRiskFirstReportedTime:datetime AssetRiskLastReportedTime:datetime AssetRiskLevel AssetRiskName AssetSensitivityLabel AssetType EntityCreatedTime:datetime EntityFeedType EntityId EntityIdType EntityIngestionTime:datetime EntityIsDeleted:bool EntityKey EntityLastAccessedTime:datetime EntityLastModifiedTime:datetime EntityName EntityNameType EntityOriginalId EntityOriginalSource EntityProduct EntitySchema EntitySchemaVersion EntitySnapshotId EntitySource EntitySubProduct EntityUpdatedTime:datetime EntityVendor ExternalUsersCount:int FileExtension FileIsSignatureValid:bool FileMD5 FilePath FileSHA1 FileSHA256 FileSHA512 FileSignatureDetails FileSize:long IdentityDirectoryId IdentityDirectoryName InternalUsersCount:int SitePath SitePrimaryUri TimeGenerated:datetime Type User
AuditEvent ActingAppId ActingAppName ActingAppType ActingOriginalAppType ActingProcessGuid ActingProcessId ActingProcessName ActorDNUsername ActorOriginalUserType ActorScope ActorScopeId ActorSessionId ActorSimpleUsername ActorUserAADTenant ActorUserAWSAccount ActorUserAWSId ActorUserAadId ActorUserId ActorUserIdType ActorUserOktaId ActorUserPuid ActorUserSid ActorUserType ActorUserUid ActorUserUpn ActorUsername ActorUsernameType ActorWindowsUsername AdditionalFields:dynamic Application Dst DstDomain DstDomainType DstDvcAction DstDvcAwsVpcId DstDvcAzureResourceId DstDvcDescription DstDvcId DstDvcIdType DstDvcMD4IoTid DstDvcMDEid DstDvcOriginalAction DstDvcOs DstDvcOsVersion DstDvcScope DstDvcScopeId DstDvcVMConnectionId DstDvcVectraId DstFQDN DstHostname DstInterface DstIpAddr DstMacAddr DstZone Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor HttpUserAgent IpAddr NewValue Object ObjectId ObjectType OldValue Operation OriginalObjectType Rule RuleName RuleNumber:int Src SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcIpAddr SrcMacAddr SrcOriginalRiskLevel SrcPortNumber:int SrcRiskLevel:int SrcZone TargetAppId TargetAppName TargetAppType TargetDescription TargetDeviceType TargetDomain TargetDomainType TargetDvcAction TargetDvcAwsVpcId TargetDvcAzureResourceId TargetDvcId TargetDvcIdType TargetDvcMD4IoTid TargetDvcMDEid TargetDvcOriginalAction TargetDvcOs TargetDvcOsVersion TargetDvcScope TargetDvcScopeId TargetDvcVMConnectionId TargetDvcVectraId TargetFQDN TargetGeoCity TargetGeoCountry TargetGeoLatitude:real TargetGeoLongitude:real TargetGeoRegion TargetHostname TargetInterface TargetIpAddr TargetMacAddr TargetOriginalAppType TargetOriginalRiskLevel TargetPortNumber:int TargetProcessGuid TargetProcessId TargetProcessName TargetRiskLevel:int TargetUrl TargetZone ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIpAddr ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type User Value ValueType
Authentication ActingAppId ActingAppName ActingAppType ActingOriginalAppType ActingProcessGuid ActingProcessId ActingProcessName ActorDNUsername ActorOriginalUserType ActorScope ActorScopeId ActorSessionId ActorSimpleUsername ActorUserAADTenant ActorUserAWSAccount ActorUserAWSId ActorUserAadId ActorUserId ActorUserIdType ActorUserOktaId ActorUserPuid ActorUserSid ActorUserType ActorUserUid ActorUserUpn ActorUsername ActorUsernameType ActorWindowsUsername AdditionalFields:dynamic Application Dst DstDomain DstDomainType DstDvcAction DstDvcAwsVpcId DstDvcAzureResourceId DstDvcDescription DstDvcId DstDvcIdType DstDvcMD4IoTid DstDvcMDEid DstDvcOriginalAction DstDvcOs DstDvcOsVersion DstDvcScope DstDvcScopeId DstDvcVMConnectionId DstDvcVectraId DstFQDN DstHostname DstInterface DstIpAddr DstMacAddr DstZone Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor HttpUserAgent IpAddr LogonMethod LogonProtocol LogonTarget Rule RuleName RuleNumber:int Src SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcIpAddr SrcIsp SrcMacAddr SrcOriginalRiskLevel SrcPortNumber:int SrcRiskLevel:int SrcZone TargetAppId TargetAppName TargetAppType TargetDNUsername TargetDescription TargetDeviceType TargetDomain TargetDomainType TargetDvcAction TargetDvcAwsVpcId TargetDvcAzureResourceId TargetDvcId TargetDvcIdType TargetDvcMD4IoTid TargetDvcMDEid TargetDvcOriginalAction TargetDvcOs TargetDvcOsVersion TargetDvcScope TargetDvcScopeId TargetDvcVMConnectionId TargetDvcVectraId TargetFQDN TargetGeoCity TargetGeoCountry TargetGeoLatitude:real TargetGeoLongitude:real TargetGeoRegion TargetHostname TargetInterface TargetIpAddr TargetMacAddr TargetOriginalAppType TargetOriginalRiskLevel TargetOriginalUserType TargetPortNumber:int TargetProcessGuid TargetProcessId TargetProcessName TargetRiskLevel:int TargetSessionId TargetSimpleUsername TargetUrl TargetUserAADTenant TargetUserAWSAccount TargetUserAWSId TargetUserAadId TargetUserId TargetUserIdType TargetUserOktaId TargetUserPuid TargetUserScope TargetUserScopeId TargetUserSid TargetUserType TargetUserUid TargetUserUpn TargetUsername TargetUsernameType TargetWindowsUsername TargetZone ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIpAddr ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type User
DhcpEvent AdditionalFields:dynamic DhcpCircuitId DhcpLeaseDuration:int DhcpSessionDuration:int DhcpSessionId DhcpSrcDHCId DhcpSubscriberId DhcpUserClass DhcpUserClassId DhcpVendorClass DhcpVendorClassId Duration Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor Hostname IpAddr RequestedIpAddr Rule RuleName RuleNumber:int SessionId Src SrcDNUsername SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcIpAddr SrcMacAddr SrcOriginalRiskLevel SrcOriginalUserType SrcPortNumber:int SrcRiskLevel:int SrcSimpleUsername SrcUserAADTenant SrcUserAWSAccount SrcUserAWSId SrcUserAadId SrcUserId SrcUserIdType SrcUserOktaId SrcUserPuid SrcUserScope SrcUserScopeId SrcUserSessionId SrcUserSid SrcUserType SrcUserUPN SrcUserUid SrcUsername SrcUsernameType SrcWindowsUsername SrcZone ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type User
Dns AdditionalFields:dynamic DnsFlags DnsFlagsAuthenticated:bool DnsFlagsAuthoritative:bool DnsFlagsCheckingDisabled:bool DnsFlagsRecursionAvailable:bool DnsFlagsRecursionDesired:bool DnsFlagsTruncated:bool DnsFlagsZ:bool DnsNetworkDuration:int DnsQuery DnsQueryClass:int DnsQueryClassName DnsQueryType:int DnsQueryTypeName DnsResponseCode:int DnsResponseCodeName DnsResponseIpCity DnsResponseIpCountry DnsResponseIpLatitude:real DnsResponseIpLongitude:real DnsResponseIpRegion DnsResponseName DnsSessionId Domain DomainCategory Dst DstDescription DstDeviceType DstDomain DstDomainType DstDvcAction DstDvcAwsVpcId DstDvcAzureResourceId DstDvcId DstDvcIdType DstDvcMD4IoTid DstDvcMDEid DstDvcOriginalAction DstDvcOs DstDvcOsVersion DstDvcScope DstDvcScopeId DstDvcVMConnectionId DstDvcVectraId DstFQDN DstGeoCity DstGeoCountry DstGeoLatitude:real DstGeoLongitude:real DstGeoRegion DstHostname DstInterface DstIpAddr DstMacAddr DstOriginalRiskLevel DstPortNumber:int DstRiskLevel:int DstZone Duration Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor Hostname IpAddr NetworkProtocol NetworkProtocolVersion Process Rule RuleName RuleNumber:int SessionId Src SrcDNUsername SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcIpAddr SrcMacAddr SrcOriginalRiskLevel SrcOriginalUserType SrcPortNumber:int SrcProcessGuid SrcProcessId SrcProcessName SrcRiskLevel:int SrcSimpleUsername SrcUserAADTenant SrcUserAWSAccount SrcUserAWSId SrcUserAadId SrcUserId SrcUserIdType SrcUserOktaId SrcUserPuid SrcUserScope SrcUserScopeId SrcUserSessionId SrcUserSid SrcUserType SrcUserUPN SrcUserUid SrcUsername SrcUsernameType SrcWindowsUsername SrcZone ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime ThreatFirstReportedTime_d:datetime ThreatId ThreatIpAddr ThreatIsActive:bool ThreatLastReportedTime ThreatLastReportedTime_d:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel:int ThreatOriginalRiskLevel_s ThreatRiskLevel:int TimeGenerated:datetime TransactionIdHex Type UrlCategory User
FileEvent ActingAppId ActingAppName ActingAppType ActingProcessCommandLine ActingProcessGuid ActingProcessId ActingProcessName ActorDNUsername ActorOriginalUserType ActorScope ActorScopeId ActorSessionId ActorSimpleUsername ActorUpn ActorUserAADTenant ActorUserAWSAccount ActorUserAWSId ActorUserAadId ActorUserId ActorUserIdType ActorUserOktaId ActorUserPuid ActorUserSid ActorUserType ActorUserUid ActorUserUpn ActorUsername ActorUsernameType ActorWindowsUsername AdditionalFields:dynamic Application Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor FileName FilePath Hash HashType HttpUserAgent IpAddr NetworkApplicationProtocol Process Rule RuleName RuleNumber:int Src SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcFileCreationTime:datetime SrcFileDirectory SrcFileExtension SrcFileMD5 SrcFileMimeType SrcFileName SrcFilePath SrcFilePathType SrcFileSHA1 SrcFileSHA256 SrcFileSHA512 SrcFileSize:long SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcIpAddr SrcMacAddr SrcOriginalRiskLevel SrcPortNumber:int SrcRiskLevel:int SrcZone TargetAppId TargetAppName TargetAppType TargetDNUsername TargetFileCreationTime:datetime TargetFileDirectory TargetFileExtension TargetFileMD5 TargetFileMimeType TargetFileName TargetFilePath TargetFilePathType TargetFileSHA1 TargetFileSHA256 TargetFileSHA512 TargetFileSize:long TargetOriginalAppType TargetOriginalUserType TargetProcessGuid TargetProcessId TargetProcessName TargetSimpleUsername TargetUrl TargetUserAADTenant TargetUserAWSAccount TargetUserAWSId TargetUserAadId TargetUserId TargetUserIdType TargetUserOktaId TargetUserPuid TargetUserScope TargetUserScopeId TargetUserSid TargetUserType TargetUserUPN TargetUserUid TargetUsername TargetUsernameType TargetWindowsUsername ThreatCategory ThreatConfidence:int ThreatField ThreatFilePath ThreatFirstReportedTime:datetime ThreatId ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type Url User
NetworkSession ASimMatchingHostname ASimMatchingIpAddr AdditionalFields:dynamic Dst DstAppId DstAppName DstAppType DstBytes:long DstDNUsername DstDescription DstDeviceType DstDomain DstDomainType DstDvcAction DstDvcAwsVpcId DstDvcAzureResourceId DstDvcId DstDvcIdType DstDvcMD4IoTid DstDvcMDEid DstDvcOriginalAction DstDvcOs DstDvcOsVersion DstDvcScope DstDvcScopeId DstDvcVMConnectionId DstDvcVectraId DstFQDN DstGeoCity DstGeoCountry DstGeoLatitude:real DstGeoLongitude:real DstGeoRegion DstHostname DstInterface DstInterfaceGuid DstInterfaceName DstIpAddr DstMacAddr DstNatIpAddr DstNatPortNumber:int DstOriginalUserType DstPackets:long DstPortNumber:int DstProcessGuid DstProcessId DstProcessName DstSimpleUsername DstSubscriptionId DstUserAADTenant DstUserAWSAccount DstUserAWSId DstUserAadId DstUserId DstUserIdType DstUserOktaId DstUserPuid DstUserScope DstUserScopeId DstUserSid DstUserType DstUserUid DstUserUpn DstUsername DstUsernameType DstVlanId DstWindowsUsername DstZone Duration Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInboundInterface DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcOutboundInterface DvcScope DvcScopeId DvcSubscriptionId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor Hostname InnerVlanId IpAddr NetworkApplicationProtocol NetworkBytes:long NetworkConnectionHistory NetworkDirection NetworkDuration:int NetworkIcmpCode:int NetworkIcmpType NetworkPackets:long NetworkProtocol NetworkProtocolVersion NetworkRuleName NetworkRuleNumber:int NetworkSessionId OuterVlanId Process Rule SessionId Src SrcAppId SrcAppName SrcAppType SrcBytes:long SrcDNUsername SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcInterfaceGuid SrcInterfaceName SrcIpAddr SrcMacAddr SrcNatIpAddr SrcNatPortNumber:int SrcOriginalUserType SrcPackets:long SrcPortNumber:int SrcProcessGuid SrcProcessId SrcProcessName SrcSimpleUsername SrcSubscriptionId SrcUserAADTenant SrcUserAWSAccount SrcUserAWSId SrcUserAadId SrcUserId SrcUserIdType SrcUserOktaId SrcUserPuid SrcUserScope SrcUserScopeId SrcUserSid SrcUserType SrcUserUPN SrcUserUid SrcUsername SrcUsernameType SrcVlanId SrcWindowsUsername SrcZone TcpFlagsAck:bool TcpFlagsCwr:bool TcpFlagsEce:bool TcpFlagsFin:bool TcpFlagsNs:bool TcpFlagsPsh:bool TcpFlagsRst:bool TcpFlagsSyn:bool TcpFlagsUrg:bool ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIpAddr ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type User
ProcessEvent ActingProcessCommandLine ActingProcessCreationTime:datetime ActingProcessFileCompany ActingProcessFileDescription ActingProcessFileInternalName ActingProcessFileOriginalName ActingProcessFileProduct ActingProcessFileSize:long ActingProcessFileVersion ActingProcessFilename ActingProcessGuid ActingProcessIMPHASH ActingProcessId ActingProcessInjectedAddress ActingProcessIntegrityLevel ActingProcessIsHidden:bool ActingProcessMD5 ActingProcessName ActingProcessSHA1 ActingProcessSHA256 ActingProcessSHA512 ActingProcessTokenElevation ActorDNUsername ActorOriginalUserType ActorScope ActorScopeId ActorSessionId ActorSimpleUsername ActorUserAADTenant ActorUserAWSAccount ActorUserAWSId ActorUserAadId ActorUserId ActorUserIdType ActorUserOktaId ActorUserPuid ActorUserSid ActorUserType ActorUserUid ActorUserUpn ActorUsername ActorUsernameType ActorWindowsUsername AdditionalFields:dynamic CommandLine Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor Hash HashType ParentProcessCreationTime:datetime ParentProcessFileCompany ParentProcessFileDescription ParentProcessFileProduct ParentProcessFileVersion ParentProcessGuid ParentProcessIMPHASH ParentProcessId ParentProcessInjectedAddress ParentProcessIntegrityLevel ParentProcessIsHidden:bool ParentProcessMD5 ParentProcessName ParentProcessSHA1 ParentProcessSHA256 ParentProcessSHA512 ParentProcessTokenElevation Process Rule RuleName RuleNumber:int TargetDNUsername TargetOriginalUserType TargetProcessCommandLine TargetProcessCreationTime:datetime TargetProcessCurrentDirectory TargetProcessFileCompany TargetProcessFileDescription TargetProcessFileInternalName TargetProcessFileOriginalName TargetProcessFileProduct TargetProcessFileSize:long TargetProcessFileVersion TargetProcessFilename TargetProcessGuid TargetProcessIMPHASH TargetProcessId TargetProcessInjectedAddress TargetProcessIntegrityLevel TargetProcessIsHidden:bool TargetProcessMD5 TargetProcessName TargetProcessSHA1 TargetProcessSHA256 TargetProcessSHA512 TargetProcessStatusCode TargetProcessTokenElevation TargetScope TargetScopeId TargetSimpleUsername TargetUserAADTenant TargetUserAWSAccount TargetUserAWSId TargetUserAadId TargetUserId TargetUserIdType TargetUserOktaId TargetUserPuid TargetUserScope TargetUserScopeId TargetUserSessionGuid TargetUserSessionId TargetUserSid TargetUserType TargetUserUid TargetUserUpn TargetUsername TargetUsernameType TargetWindowsUsername ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type User
RegistryEvent ActingProcessGuid ActingProcessId ActingProcessName ActorDNUsername ActorOriginalUserType ActorScope ActorScopeId ActorSessionId ActorSimpleUsername ActorUserAADTenant ActorUserAWSAccount ActorUserAWSId ActorUserAadId ActorUserId ActorUserIdType ActorUserOktaId ActorUserPuid ActorUserScopeId ActorUserSid ActorUserType ActorUserUid ActorUserUpn ActorUsername ActorUsernameType ActorWindowsUsername AdditionalFields:dynamic Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor ParentProcessCommandLine ParentProcessGuid ParentProcessId ParentProcessName Process RegistryKey RegistryPreviousKey RegistryPreviousValue RegistryPreviousValueData RegistryPreviousValueType RegistryValue RegistryValueData RegistryValueType Rule RuleName RuleNumber:int ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type User
UserManagement ActingAppId ActingAppName ActingAppType ActingOriginalAppType ActingProcessGuid ActingProcessId ActingProcessName ActorDNUsername ActorOriginalUserType ActorScope ActorScopeId ActorSessionId ActorSimpleUsername ActorUserAADTenant ActorUserAWSAccount ActorUserAWSId ActorUserAadId ActorUserId ActorUserIdType ActorUserOktaId ActorUserPuid ActorUserSid ActorUserType ActorUserUid ActorUserUpn ActorUsername ActorUsernameType ActorWindowsUsername AdditionalFields:dynamic Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor GroupId GroupIdType GroupName GroupNameType GroupOriginalType GroupType Hostname HttpUserAgent IpAddr NewPropertyValue PreviousPropertyValue Rule RuleName RuleNumber:int Src SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcIpAddr SrcMacAddr SrcOriginalRiskLevel SrcPortNumber:int SrcRiskLevel:int SrcZone TargetDNUsername TargetOriginalUserType TargetSimpleUsername TargetUserAADTenant TargetUserAWSAccount TargetUserAWSId TargetUserAadId TargetUserId TargetUserIdType TargetUserOktaId TargetUserPuid TargetUserScope TargetUserScopeId TargetUserSessionId TargetUserSid TargetUserType TargetUserUid TargetUserUpn TargetUsername TargetUsernameType TargetWindowsUsername ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type UpdatedPropertyName User
WebSession ASimMatchingHostname ASimMatchingIpAddr AdditionalFields:dynamic Dst DstAppId DstAppName DstAppType DstBytes:long DstDNUsername DstDescription DstDeviceType DstDomain DstDomainType DstDvcAction DstDvcAwsVpcId DstDvcAzureResourceId DstDvcId DstDvcIdType DstDvcMD4IoTid DstDvcMDEid DstDvcOriginalAction DstDvcOs DstDvcOsVersion DstDvcScope DstDvcScopeId DstDvcVMConnectionId DstDvcVectraId DstFQDN DstGeoCity DstGeoCountry DstGeoLatitude:real DstGeoLongitude:real DstGeoRegion DstHostname DstInterface DstInterfaceGuid DstInterfaceName DstIpAddr DstMacAddr DstNatIpAddr DstNatPortNumber:int DstOriginalUserType DstPackets:long DstPortNumber:int DstProcessGuid DstProcessId DstProcessName DstSimpleUsername DstUserAADTenant DstUserAWSAccount DstUserAWSId DstUserAadId DstUserId DstUserIdType DstUserOktaId DstUserPuid DstUserScope DstUserScopeId DstUserSid DstUserType DstUserUid DstUserUpn DstUsername DstUsernameType DstVlanId DstWindowsUsername DstZone Duration Dvc DvcAction DvcAwsVpcId DvcAzureResourceId DvcDescription DvcDomain DvcDomainType DvcFQDN DvcHostname DvcId DvcIdType DvcInboundInterface DvcInterface DvcIpAddr DvcMD4IoTid DvcMDEid DvcMacAddr DvcOriginalAction DvcOs DvcOsVersion DvcOutboundInterface DvcScope DvcScopeId DvcVMConnectionId DvcVectraId DvcZone EventCount:int EventEndTime:datetime EventMessage EventOriginalResultDetails EventOriginalSeverity EventOriginalSubType EventOriginalType EventOriginalUid EventOwner EventProduct EventProductVersion EventReportUrl EventResult EventResultDetails EventSchema EventSchemaVersion EventSeverity EventStartTime:datetime EventSubType EventType EventUid EventVendor FileContentType FileMD5 FileName FileSHA1 FileSHA256 FileSHA512 FileSize:int Hash HashType Hostname HttpContentFormat HttpContentType HttpCookie HttpHost HttpIsProxied:bool HttpReferrer HttpRequestBodyBytes:long HttpRequestCacheControl HttpRequestHeaderCount:int HttpRequestMethod HttpRequestTime:int HttpRequestXff HttpResponseBodyBytes:long HttpResponseCacheControl HttpResponseExpires HttpResponseHeaderCount:int HttpResponseTime:int HttpStatusCode HttpUserAgent HttpVersion InnerVlanId IpAddr NetworkApplicationProtocol NetworkBytes:long NetworkConnectionHistory NetworkDirection NetworkDuration:int NetworkIcmpCode:int NetworkIcmpType NetworkPackets:long NetworkProtocol NetworkProtocolVersion NetworkSessionId OuterVlanId Process Rule RuleName RuleNumber:int SessionId Src SrcAppId SrcAppName SrcAppType SrcBytes:long SrcDNUsername SrcDescription SrcDeviceType SrcDomain SrcDomainType SrcDvcAction SrcDvcAwsVpcId SrcDvcAzureResourceId SrcDvcId SrcDvcIdType SrcDvcMD4IoTid SrcDvcMDEid SrcDvcOriginalAction SrcDvcOs SrcDvcOsVersion SrcDvcScope SrcDvcScopeId SrcDvcVMConnectionId SrcDvcVectraId SrcFQDN SrcGeoCity SrcGeoCountry SrcGeoLatitude:real SrcGeoLongitude:real SrcGeoRegion SrcHostname SrcInterface SrcInterfaceGuid SrcInterfaceName SrcIpAddr SrcMacAddr SrcNatIpAddr SrcNatPortNumber:int SrcOriginalUserType SrcPackets:long SrcPortNumber:int SrcProcessGuid SrcProcessId SrcProcessName SrcSimpleUsername SrcUserAADTenant SrcUserAWSAccount SrcUserAWSId SrcUserAadId SrcUserId SrcUserIdType SrcUserOktaId SrcUserPuid SrcUserScope SrcUserScopeId SrcUserSid SrcUserType SrcUserUPN SrcUserUid SrcUsername SrcUsernameType SrcVlanId SrcWindowsUsername SrcZone TcpFlagsAck:bool TcpFlagsCwr:bool TcpFlagsEce:bool TcpFlagsFin:bool TcpFlagsNs:bool TcpFlagsPsh:bool TcpFlagsRst:bool TcpFlagsSyn:bool TcpFlagsUrg:bool ThreatCategory ThreatConfidence:int ThreatField ThreatFirstReportedTime:datetime ThreatId ThreatIpAddr ThreatIsActive:bool ThreatLastReportedTime:datetime ThreatName ThreatOriginalConfidence ThreatOriginalRiskLevel ThreatRiskLevel:int TimeGenerated:datetime Type Url UrlCategory UrlOriginal User UserAgent
`;
