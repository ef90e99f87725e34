// Columns and tables beyond those of log-analytics.ts, in its form: `Name source column[:type] ...`. A table that stands there has these
// columns too; one that does not is a table. Facts only. Sources: docs = https://learn.microsoft.com/azure/azure-monitor/reference/tables,
// page by page (the tabulation leaves out every column called Name), and for the custom logs of SAP
// https://learn.microsoft.com/azure/sentinel/sap/sap-solution-log-reference, whose fields are columns with the suffix of a text; content =
// queries published in Azure/Azure-Sentinel, which say of a custom log what they read of it.

export const moreColumns: string = `
ABAPAppLog_CL docs ClientID_s Host_s Instance_s SystemID_s SystemNumber_s TransactionCode_s User_s
ABAPAuditLog_CL docs AlertSeverityText_s ClientID_s Computer_s Email_s Host_s Instance_s SystemID_s SystemNumber_s MessageClass_s MessageID_s MessageText_s TransactionCode_s User_s
ABAPCRLog_CL docs Category_s ClientID_s Host_s Instance_s SystemID_s SystemNumber_s ObjectName_s ObjectType_s TableName_s
ABAPChangeDocsLog_CL docs ClientID_s FieldName_s Host_s Instance_s SystemID_s SystemNumber_s ObjectClass_s ObjectID_s TableName_s TransactionCode_s TypeofChange_Header_s TypeofChange_Item_s User_s ValueNew_s ValueOld_s
ABAPJobLog_CL docs ABAPProgram_s ClientID_s Host_s Instance_s SystemID_s SystemNumber_s JobName_s MessageText_s User_s
ABAPSpoolLog_CL docs ClientID_s Host_s Instance_s SystemID_s SystemNumber_s OutputDevice_s SpoolRequestTitle_s User_s
ABAPSpoolOutputLog_CL docs ClientID_s Host_s Instance_s SystemID_s SystemNumber_s OutputDevice_s SpoolRequestNumber_s User_s
ABAPTableDataLog_CL docs Host_s Instance_s SystemID_s SystemNumber_s NewValue_s OldValue_s OperationTypeSQL_s TableField_s TableName_s TransactionCode_s UserName_s
ABAPWorkflowLog_CL docs ActualAgent_s ClientID_s Host_s Instance_s SystemID_s SystemNumber_s TaskText_s UserCreated_s WorkItemID_s
AgentsInfo docs Name
AwsBucketAPILogs_CL content BytesTransferredOut:real EventName EventTime:datetime
CrowdStrikeAuditEvents docs Name
CrowdStrikeCases docs Name
ResolvedDomains_CL content domainName_s
`;
