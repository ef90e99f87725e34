// What the ASIM functions of Microsoft Sentinel filter by, as far as one table of the workspace can answer, and what their aliases are.
// Facts only. Sources: the schema pages below https://learn.microsoft.com/azure/sentinel/normalization-about-schemas; parameters and
// the columns they look at: the parsers of Azure/Azure-Sentinel over the ASim tables.

/** How a parameter filters: each takes no row away while it has its default. */
export type AsimFilter =
  /** Text that has any, or all, of the terms. */
  | 'has any'
  | 'has all'
  /** The start of an address, or an IPv4 address in a text. */
  | 'any prefix'
  | 'any address prefix'
  /** One of the values. */
  | 'in'
  /** `*` is anything. */
  | 'equals'
  | 'has'
  /** A number. */
  | 'number'
  | 'since'
  | 'until'
  /** Whether there are rows at all. */
  | 'disabled'
  /** Taken and of no effect: what it adds is in AdditionalFields already. */
  | 'ignored';

export interface AsimView {
  /** Of the schema below https://learn.microsoft.com/azure/sentinel/. */
  readonly page: string;
  /** The table of the workspace. */
  readonly table: string;
  /** Parameter -> how it filters, and the columns of which one must match. */
  readonly filters: Readonly<Record<string, readonly [AsimFilter, ...string[]]>>;
  /** Alias -> the KQL that gives it from columns of the table, where the row has no value of its own. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Function -> the one event type it is about; '' is any. Their parameters are those of known-functions.ts. */
  readonly functions: Readonly<Record<string, string>>;
}

const time = { starttime: ['since', 'TimeGenerated'], endtime: ['until', 'TimeGenerated'] } as const;
const off = { disabled: ['disabled'], pack: ['ignored'] } as const;

/** Aliases that all schemas have. https://learn.microsoft.com/azure/sentinel/normalization-common-fields */
const common = {
  Dvc: 'coalesce(DvcFQDN, DvcHostname, DvcIpAddr, DvcId, _ResourceId)',
  EventEndTime: 'TimeGenerated',
  EventStartTime: 'TimeGenerated',
} as const;
const rule = { Rule: 'coalesce(RuleName, tostring(RuleNumber))' } as const;

/** By schema. */
export const asimViews = {
  ProcessEvent: {
    page: 'normalization-schema-process-event',
    table: 'ASimProcessEventLogs',
    filters: {
      ...time,
      commandline_has_any: ['has any', 'TargetProcessCommandLine'],
      commandline_has_all: ['has all', 'TargetProcessCommandLine'],
      commandline_has_any_ip_prefix: ['any address prefix', 'TargetProcessCommandLine'],
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
} as const satisfies Readonly<Record<string, AsimView>>;
