// Columns and tables beyond those of log-analytics.ts, in its form: `Name source column[:type] ...`. A table that stands there has these
// columns too; one that does not is a table. Facts only. Sources: docs = https://learn.microsoft.com/azure/azure-monitor/reference/tables,
// page by page (the tabulation leaves out every column called Name); content = queries published in Azure/Azure-Sentinel, which say of a
// custom log what they read of it.

export const moreColumns: string = `
AgentsInfo docs Name
AwsBucketAPILogs_CL content BytesTransferredOut:real EventName EventTime:datetime
CrowdStrikeAuditEvents docs Name
CrowdStrikeCases docs Name
`;
