// The closed lists of words that analytics rules are made of, in ARM's own spelling.
// https://learn.microsoft.com/rest/api/securityinsights/alert-rules/create-or-update

export const severities = ['Informational', 'Low', 'Medium', 'High'] as const;
export const triggerOperators = ['GreaterThan', 'LessThan', 'Equal', 'NotEqual'] as const;
export const aggregationKinds = ['SingleAlert', 'AlertPerResult'] as const;
export const matchingMethods = ['AllEntities', 'AnyAlert', 'Selected'] as const;
/** What groupByAlertDetails may name. */
export const groupedAlertDetails = ['DisplayName', 'Severity'] as const;
/** What a dynamic alert property may set. */
export const alertProperties = [
  'AlertLink',
  'ConfidenceLevel',
  'ConfidenceScore',
  'ExtendedLinks',
  'ProductComponentName',
  'ProductName',
  'ProviderName',
  'RemediationSteps',
  'Techniques',
] as const;
