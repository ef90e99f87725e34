// The entity types of an analytics rule: which identifiers each knows, and which of them a mapping must carry.

/** An entity type: its valid identifiers, and the sets of which a mapping must hold at least one whole. */
export interface EntityType {
  readonly identifiers: readonly string[];
  readonly needs: readonly (readonly string[])[];
}

const anyOf = (...identifiers: readonly string[]) => identifiers.map((identifier) => [identifier] as const);

/**
 * Keyed by ARM's `entityType`. The identifiers are those of the validator that Microsoft runs on published templates.
 * https://learn.microsoft.com/azure/sentinel/entities-reference
 */
export const entityTypes: Readonly<Record<string, EntityType>> = {
  Account: {
    identifiers: [
      'Name',
      'FullName',
      'NTDomain',
      'DnsDomain',
      'UPNSuffix',
      'Sid',
      'AadTenantId',
      'AadUserId',
      'PUID',
      'IsDomainJoined',
      'DisplayName',
      'ObjectGuid',
      'CloudAppAccountId',
    ],
    needs: anyOf('FullName', 'Sid', 'Name', 'AadUserId', 'PUID', 'ObjectGuid'),
  },
  AzureResource: { identifiers: ['ResourceId'], needs: anyOf('ResourceId') },
  CloudApplication: { identifiers: ['AppId', 'Name', 'InstanceName'], needs: anyOf('AppId', 'Name') },
  DNS: { identifiers: ['DomainName'], needs: anyOf('DomainName') },
  File: { identifiers: ['Directory', 'Name'], needs: anyOf('Name') },
  FileHash: { identifiers: ['Algorithm', 'Value'], needs: [['Algorithm', 'Value']] },
  Host: {
    identifiers: [
      'DnsDomain',
      'NTDomain',
      'HostName',
      'FullName',
      'NetBiosName',
      'AzureID',
      'OMSAgentID',
      'OSFamily',
      'OSVersion',
      'IsDomainJoined',
    ],
    needs: anyOf('FullName', 'HostName', 'NetBiosName', 'AzureID', 'OMSAgentID'),
  },
  IP: { identifiers: ['Address', 'AddressScope'], needs: anyOf('Address') },
  // Not among the entity types of the REST reference; in Microsoft's own map of identifiers.
  IoTDevice: {
    identifiers: [
      'DeviceId',
      'DeviceName',
      'Manufacturer',
      'Model',
      'FirmwareVersion',
      'OperatingSystem',
      'MacAddress',
      'Protocols',
      'SerialNumber',
      'Source',
      'IoTSecurityAgentId',
      'DeviceType',
    ],
    needs: anyOf('DeviceId'),
  },
  MailCluster: {
    identifiers: [
      'NetworkMessageIds',
      'CountByDeliveryStatus',
      'CountByThreatType',
      'CountByProtectionStatus',
      'Threats',
      'Query',
      'QueryTime',
      'MailCount',
      'IsVolumeAnomaly',
      'Source',
      'ClusterSourceIdentifier',
      'ClusterSourceType',
      'ClusterQueryStartTime',
      'ClusterQueryEndTime',
      'ClusterGroup',
    ],
    needs: anyOf('Query', 'Source'),
  },
  MailMessage: {
    identifiers: [
      'Recipient',
      'Urls',
      'Threats',
      'Sender',
      'P1Sender',
      'P1SenderDisplayName',
      'P1SenderDomain',
      'SenderIP',
      'P2Sender',
      'P2SenderDisplayName',
      'P2SenderDomain',
      'ReceivedDate',
      'NetworkMessageId',
      'InternetMessageId',
      'Subject',
      'BodyFingerprintBin1',
      'BodyFingerprintBin2',
      'BodyFingerprintBin3',
      'BodyFingerprintBin4',
      'BodyFingerprintBin5',
      'AntispamDirection',
      'DeliveryAction',
      'DeliveryLocation',
      'Language',
      'ThreatDetectionMethods',
    ],
    needs: anyOf('NetworkMessageId', 'Recipient'),
  },
  Mailbox: {
    identifiers: ['MailboxPrimaryAddress', 'DisplayName', 'Upn', 'ExternalDirectoryObjectId', 'RiskLevel'],
    needs: anyOf('MailboxPrimaryAddress'),
  },
  Malware: { identifiers: ['Name', 'Category'], needs: anyOf('Name') },
  Process: {
    identifiers: ['ProcessId', 'CommandLine', 'ElevationToken', 'CreationTimeUtc'],
    needs: anyOf('CommandLine', 'ProcessId'),
  },
  RegistryKey: { identifiers: ['Hive', 'Key'], needs: anyOf('Key', 'Hive') },
  RegistryValue: { identifiers: ['Name', 'Value', 'ValueType'], needs: anyOf('Name') },
  SecurityGroup: {
    identifiers: ['DistinguishedName', 'SID', 'ObjectGuid'],
    needs: anyOf('DistinguishedName', 'SID', 'ObjectGuid'),
  },
  SubmissionMail: {
    identifiers: [
      'NetworkMessageId',
      'Timestamp',
      'Recipient',
      'Sender',
      'SenderIp',
      'Subject',
      'ReportType',
      'SubmissionId',
      'SubmissionDate',
      'Submitter',
    ],
    needs: anyOf('SubmissionId', 'NetworkMessageId', 'Recipient', 'Submitter'),
  },
  URL: { identifiers: ['Url'], needs: anyOf('Url') },
};
