// What the ASIM functions of Microsoft Sentinel filter by, as far as one table of the workspace can answer, and what their aliases are.
// Facts only. Sources: the schema pages below https://learn.microsoft.com/azure/sentinel/normalization-about-schemas; parameters and
// the columns they look at: the parsers of Azure/Azure-Sentinel over the ASim tables.

/** How a parameter filters: each takes no row away while it has its default. */
export type AsimFilter =
  /** Text that has any, or all, of the terms. */
  | 'has any'
  | 'has all'
  /** An IPv4 address, the value or in a text, that begins with any of the prefixes. */
  | 'any prefix'
  /** One of the values. */
  | 'in'
  /** `*` is anything. */
  | 'equals'
  | 'has'
  /** As `equals`; `lookup` is the older word for `Query`. */
  | 'event type'
  /** An address in a text; `*` is anything. */
  | 'has address'
  /** A number; null is any. */
  | 'number'
  | 'since'
  | 'until'
  /** Whether there are rows at all. */
  | 'disabled'
  /** Taken and of no effect: what it adds is in AdditionalFields already. */
  | 'ignored';

interface AsimMatch {
  readonly parameter: string;
  readonly how: Exclude<AsimFilter, 'disabled' | 'ignored'>;
  /** What it holds where the parameter has its default. */
  readonly unfiltered: string;
  readonly columns: readonly [string, string];
}

export interface AsimView {
  /** Of the schema below https://learn.microsoft.com/azure/sentinel/. */
  readonly page: string;
  /** The table of the workspace. */
  readonly table: string;
  /** Parameter -> how it filters, and the columns of which one must match. */
  readonly filters: Readonly<Record<string, readonly [AsimFilter, ...string[]]>>;
  /** Alias -> the KQL that gives it from columns of the table, where the row has no value of its own. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Column that tells which of two a filter found, or `Both`. */
  readonly matching?: Readonly<Record<string, AsimMatch>>;
  /** Function -> the one event type it is about; '' is any. Their parameters are those of known-functions.ts. */
  readonly functions: Readonly<Record<string, string>>;
}

const time = { starttime: ['since', 'TimeGenerated'], endtime: ['until', 'TimeGenerated'] } as const;
const off = { disabled: ['disabled'], pack: ['ignored'] } as const;

/** Aliases that all schemas have. https://learn.microsoft.com/azure/sentinel/normalization-common-fields */
const common = {
  Dvc: 'coalesce(DvcFQDN, DvcHostname, DvcIpAddr, DvcId, _ResourceId)',
  DvcScopeId: '_SubscriptionId',
  EventEndTime: 'TimeGenerated',
  EventStartTime: 'TimeGenerated',
} as const;
const source = {
  IpAddr: 'SrcIpAddr',
  Src: 'coalesce(SrcFQDN, SrcHostname, SrcIpAddr, SrcDvcId)',
} as const;
/** Of a session that an endpoint reports, the other side is its source where it came in. */
const sides = {
  Dst: 'coalesce(DstFQDN, DstHostname, DstIpAddr, DstDvcId)',
  Src: source.Src,
  Hostname:
    "iff(EventType == 'EndpointNetworkSession' and NetworkDirection == 'Inbound', SrcHostname, DstHostname)",
  IpAddr: "iff(EventType == 'EndpointNetworkSession' and NetworkDirection == 'Inbound', DstIpAddr, SrcIpAddr)",
  Duration: 'NetworkDuration',
  SessionId: 'NetworkSessionId',
} as const;
const rule = { Rule: 'coalesce(RuleName, tostring(RuleNumber))' } as const;

/** By schema. */
export const asimViews = {
  AlertEvent: {
    page: 'normalization-schema-alert',
    table: 'ASimAlertEventLogs',
    filters: {
      ...time,
      ipaddr_has_any_prefix: ['any prefix', 'DvcIpAddr'],
      hostname_has_any: ['has any', 'DvcHostname'],
      username_has_any: ['has any', 'Username'],
      attacktactics_has_any: ['has any', 'AttackTactics'],
      attacktechniques_has_any: ['has any', 'AttackTechniques'],
      threatcategory_has_any: ['has any', 'ThreatCategory'],
      alertverdict_has_any: ['has any', 'AlertVerdict'],
      eventseverity_has_any: ['has any', 'EventSeverity'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      User: 'Username',
      Hostname: 'DvcHostname',
      IpAddr: 'DvcIpAddr',
    },
    functions: {
      ASimAlertEvent: '',
      _ASim_AlertEvent: '',
      _Im_AlertEvent: '',
      imAlertEvent: '',
    },
  },
  AuditEvent: {
    page: 'normalization-schema-audit',
    table: 'ASimAuditEventLogs',
    filters: {
      ...time,
      srcipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr'],
      actorusername_has_any: ['has any', 'ActorUsername'],
      operation_has_any: ['has any', 'Operation'],
      eventtype_in: ['in', 'EventType'],
      eventresult: ['equals', 'EventResult'],
      object_has_any: ['has any', 'Object'],
      newvalue_has_any: ['has any', 'NewValue'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      ...source,
      Application: 'TargetAppName',
      Dst: 'coalesce(TargetFQDN, TargetHostname, TargetIpAddr, TargetDvcId, TargetAppId, TargetAppName)',
      User: 'ActorUsername',
      Value: 'NewValue',
    },
    functions: {
      ASimAuditEvent: '',
      ASimAuditEventNative: '',
      _ASim_AuditEvent: '',
      _ASim_AuditEvent_Native: '',
      _Im_AuditEvent: '',
      imAuditEvent: '',
    },
  },
  Authentication: {
    page: 'normalization-schema-authentication',
    table: 'ASimAuthenticationEventLogs',
    filters: {
      ...time,
      username_has_any: ['has any', 'TargetUsername', 'ActorUsername'],
      targetappname_has_any: ['has any', 'TargetAppName'],
      srcipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr'],
      srchostname_has_any: ['has any', 'SrcHostname'],
      eventtype_in: ['in', 'EventType'],
      eventresultdetails_in: ['in', 'EventResultDetails'],
      eventresult: ['equals', 'EventResult'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      ...source,
      Application: 'TargetAppName',
      Dst: 'coalesce(TargetFQDN, TargetHostname, TargetIpAddr, TargetDvcId, TargetAppId, TargetAppName)',
      LogonTarget: 'coalesce(TargetAppName, TargetUrl, TargetHostname)',
      User: 'TargetUsername',
    },
    functions: {
      ASimAuthentication: '',
      ASimAuthenticationNative: '',
      _ASim_Authentication: '',
      _ASim_Authentication_Native: '',
      _Im_Authentication: '',
      imAuthentication: '',
    },
  },
  DhcpEvent: {
    page: 'normalization-schema-dhcp',
    table: 'ASimDhcpEventLogs',
    filters: {
      ...time,
      srcipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr'],
      srchostname_has_any: ['has any', 'SrcHostname'],
      srcusername_has_any: ['has any', 'SrcUsername'],
      eventresult: ['equals', 'EventResult'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      ...source,
      Duration: 'DhcpSessionDuration',
      Hostname: 'SrcHostname',
      SessionId: 'DhcpSessionId',
      User: 'SrcUsername',
    },
    functions: {
      ASimDhcpEvent: '',
      ASimDhcpEventNative: '',
      _ASim_DhcpEvent: '',
      _ASim_DhcpEvent_Native: '',
      _Im_DhcpEvent: '',
      imDhcpEvent: '',
    },
  },
  Dns: {
    page: 'normalization-schema-dns',
    table: 'ASimDnsActivityLogs',
    filters: {
      ...time,
      srcipaddr: ['equals', 'SrcIpAddr'],
      domain_has_any: ['has any', 'DnsQuery'],
      responsecodename: ['equals', 'EventResultDetails'],
      response_has_ipv4: ['has address', 'DnsResponseName'],
      response_has_any_prefix: ['any prefix', 'DnsResponseName'],
      eventtype: ['event type', 'EventType'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      ...source,
      DnsResponseCodeName: 'EventResultDetails',
      Domain: 'DnsQuery',
      DomainCategory: 'UrlCategory',
      Dst: 'coalesce(DstFQDN, DstHostname, DstIpAddr, DstDvcId)',
      Duration: 'DnsNetworkDuration',
      Hostname: 'SrcHostname',
      Process: 'SrcProcessName',
      SessionId: 'DnsSessionId',
      User: 'SrcUsername',
    },
    functions: {
      ASimDns: '',
      ASimDnsNative: '',
      _ASim_Dns: '',
      _ASim_Dns_Native: '',
      _Im_Dns: '',
      imDns: '',
    },
  },
  FileEvent: {
    page: 'normalization-schema-file-event',
    table: 'ASimFileEventLogs',
    filters: {
      ...time,
      eventtype_in: ['in', 'EventType'],
      srcipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr'],
      actorusername_has_any: ['has any', 'ActorUsername'],
      targetfilepath_has_any: ['has any', 'TargetFilePath'],
      srcfilepath_has_any: ['has any', 'SrcFilePath'],
      hashes_has_any: ['in', 'TargetFileMD5', 'TargetFileSHA1', 'TargetFileSHA256', 'TargetFileSHA512', 'SrcFileMD5', 'SrcFileSHA1', 'SrcFileSHA256', 'SrcFileSHA512'],
      dvchostname_has_any: ['has any', 'DvcHostname', 'DvcFQDN'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      ...source,
      Application: 'TargetAppName',
      CommandLine: 'ActingProcessCommandLine',
      FileName: 'TargetFileName',
      FilePath: 'TargetFilePath',
      Hash: 'coalesce(TargetFileSHA512, TargetFileSHA256, TargetFileSHA1, TargetFileMD5)',
      Process: 'ActingProcessName',
      Url: 'TargetUrl',
      User: 'ActorUsername',
    },
    functions: {
      ASimFileEvent: '',
      ASimFileEventNative: '',
      _ASim_FileEvent: '',
      _ASim_FileEvent_Native: '',
      _Im_FileEvent: '',
      imFileEvent: '',
    },
  },
  NetworkSession: {
    page: 'normalization-schema-network',
    table: 'ASimNetworkSessionLogs',
    filters: {
      ...time,
      srcipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr'],
      dstipaddr_has_any_prefix: ['any prefix', 'DstIpAddr'],
      ipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr', 'DstIpAddr'],
      dstportnumber: ['number', 'DstPortNumber'],
      hostname_has_any: ['has any', 'SrcHostname', 'DstHostname'],
      dvcaction: ['in', 'DvcAction'],
      eventresult: ['equals', 'EventResult'],
      ...off,
    },
    aliases: {
      ...common,
      ...sides,
      DvcInterface: 'coalesce(DvcInboundInterface, DvcOutboundInterface)',
      DvcScopeId: 'coalesce(DvcSubscriptionId, _SubscriptionId)',
      InnerVlanId: 'SrcVlanId',
      OuterVlanId: 'DstVlanId',
      Rule: 'coalesce(NetworkRuleName, tostring(NetworkRuleNumber))',
      User: 'DstUsername',
    },
    matching: {
      ASimMatchingHostname: { parameter: 'hostname_has_any', how: 'has any', unfiltered: '', columns: ['SrcHostname', 'DstHostname'] },
      ASimMatchingIpAddr: { parameter: 'ipaddr_has_any_prefix', how: 'any prefix', unfiltered: '-', columns: ['SrcIpAddr', 'DstIpAddr'] },
    },
    functions: {
      ASimNetworkSession: '',
      ASimNetworkSessionNative: '',
      _ASim_NetworkSession: '',
      _ASim_NetworkSession_Native: '',
      _Im_NetworkSession: '',
      imNetworkSession: '',
    },
  },
  ProcessEvent: {
    page: 'normalization-schema-process-event',
    table: 'ASimProcessEventLogs',
    filters: {
      ...time,
      commandline_has_any: ['has any', 'TargetProcessCommandLine'],
      commandline_has_all: ['has all', 'TargetProcessCommandLine'],
      commandline_has_any_ip_prefix: ['any prefix', 'TargetProcessCommandLine'],
      actingprocess_has_any: ['has any', 'ActingProcessName'],
      targetprocess_has_any: ['has any', 'TargetProcessName'],
      parentprocess_has_any: ['has any', 'ParentProcessName'],
      actorusername: ['has', 'ActorUsername'],
      targetusername: ['has', 'TargetUsername'],
      dvcipaddr_has_any_prefix: ['any prefix', 'DvcIpAddr'],
      dvcname_has_any: ['has any', 'DvcHostname', 'DvcFQDN'],
      hashes_has_any: [
        'in',
        'TargetProcessSHA512',
        'TargetProcessSHA256',
        'TargetProcessSHA1',
        'TargetProcessMD5',
        'TargetProcessIMPHASH',
      ],
      eventtype: ['equals', 'EventType'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      User: 'TargetUsername',
      Process: 'TargetProcessName',
      CommandLine: 'TargetProcessCommandLine',
      Hash: 'coalesce(TargetProcessSHA512, TargetProcessSHA256, TargetProcessMD5, TargetProcessSHA1, TargetProcessIMPHASH)',
      HashType:
        "case(isnotempty(TargetProcessSHA512), 'SHA512', isnotempty(TargetProcessSHA256), 'SHA256', isnotempty(TargetProcessMD5), 'MD5', isnotempty(TargetProcessSHA1), 'SHA1', isnotempty(TargetProcessIMPHASH), 'IMPHASH', '')",
    },
    functions: {
      ASimProcessEvent: '',
      ASimProcessEventCreate: 'ProcessCreated',
      ASimProcessEventNative: '',
      ASimProcessEventTerminate: 'ProcessTerminated',
      _ASim_ProcessEvent: '',
      _ASim_ProcessEvent_Create: 'ProcessCreated',
      _ASim_ProcessEvent_Native: '',
      _ASim_ProcessEvent_Terminate: 'ProcessTerminated',
      _Im_ProcessCreate: 'ProcessCreated',
      _Im_ProcessEvent: '',
      _Im_ProcessTerminate: 'ProcessTerminated',
      imProcessCreate: 'ProcessCreated',
      imProcessEvent: '',
      imProcessTerminate: 'ProcessTerminated',
    },
  },
  RegistryEvent: {
    page: 'normalization-schema-registry-event',
    table: 'ASimRegistryEventLogs',
    filters: {
      ...time,
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      Process: 'ActingProcessName',
      User: 'ActorUsername',
    },
    functions: {
      ASimRegistry: '',
      ASimRegistryEventNative: '',
      _ASim_RegistryEvent: '',
      _ASim_RegistryEvent_Native: '',
      _Im_RegistryEvent: '',
      imRegistry: '',
    },
  },
  UserManagement: {
    page: 'normalization-schema-user-management',
    table: 'ASimUserManagementActivityLogs',
    filters: {
      ...time,
      srcipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr'],
      targetusername_has_any: ['has any', 'TargetUsername'],
      actorusername_has_any: ['has any', 'ActorUsername'],
      eventtype_in: ['in', 'EventType'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      ...source,
      Hostname: 'DvcHostname',
      UpdatedPropertyName: 'EventSubType',
      User: 'ActorUsername',
    },
    functions: {
      ASimUserManagement: '',
      ASimUserManagementNative: '',
      _ASim_UserManagement: '',
      _ASim_UserManagement_Native: '',
      _Im_UserManagement: '',
      imUserManagement: '',
    },
  },
  WebSession: {
    page: 'normalization-schema-web',
    table: 'ASimWebSessionLogs',
    filters: {
      ...time,
      srcipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr'],
      ipaddr_has_any_prefix: ['any prefix', 'SrcIpAddr', 'DstIpAddr'],
      url_has_any: ['has any', 'Url'],
      httpuseragent_has_any: ['has any', 'HttpUserAgent'],
      eventresultdetails_in: ['in', 'EventResultDetails'],
      eventresult: ['equals', 'EventResult'],
      eventresultdetails_has_any: ['has any', 'EventResultDetails'],
      ...off,
    },
    aliases: {
      ...common,
      ...rule,
      ...sides,
      Hash: 'coalesce(FileSHA512, FileSHA256, FileSHA1, FileMD5)',
      HashType:
        "case(isnotempty(FileSHA512), 'SHA512', isnotempty(FileSHA256), 'SHA256', isnotempty(FileSHA1), 'SHA1', isnotempty(FileMD5), 'MD5', '')",
      HttpStatusCode: 'EventResultDetails',
      Process: 'SrcProcessName',
      User: 'SrcUsername',
      UserAgent: 'HttpUserAgent',
    },
    matching: {
      ASimMatchingIpAddr: { parameter: 'ipaddr_has_any_prefix', how: 'any prefix', unfiltered: '-', columns: ['SrcIpAddr', 'DstIpAddr'] },
    },
    functions: {
      ASimWebSession: '',
      ASimWebSessionNative: '',
      _ASim_WebSession: '',
      _ASim_WebSession_Native: '',
      _Im_WebSession: '',
      imWebSession: '',
    },
  },
} as const satisfies Readonly<Record<string, AsimView>>;
