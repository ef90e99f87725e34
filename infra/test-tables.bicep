// Test tables, the data collection rules that lead to them, and the right to send rows: what `sentinel-sync seed` makes itself
// where it may, for a platform team that makes it instead. `sentinel-sync seed --parameters FILE` writes the parameters.
//
//   az deployment group create --resource-group RESOURCE_GROUP_OF_THE_WORKSPACE --template-file test-tables.bicep \
//     --parameters @FILE --parameters principalId=OBJECT_ID
targetScope = 'resourceGroup'

@description('The Log Analytics workspace, in this resource group.')
param workspaceName string

@description('The region of the workspace: a rule must be in the same.')
param location string

@description('A column as a table declares it.')
type tableColumn = {
  name: string
  @description('string, int, long, real, boolean, dateTime or dynamic')
  type: string
}

@description('The test tables, Test_*_CL, with their columns.')
param tables {
  name: string
  columns: tableColumn[]
}[]

@description('The data collection rules with the names of the tables each leads to: ten at most.')
param rules {
  name: string
  @maxLength(10)
  tables: string[]
}[]

@description('The object id of the identity that seeds; without one nobody is given the right.')
param principalId string = ''

@allowed(['ServicePrincipal', 'User', 'Group'])
param principalType string = 'ServicePrincipal'

// Monitoring Metrics Publisher: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/monitor
var publisherRole = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2022-10-01' existing = {
  name: workspaceName
}

resource testTables 'Microsoft.OperationalInsights/workspaces/tables@2022-10-01' = [
  for table in tables: {
    parent: workspace
    name: table.name
    properties: {
      schema: {
        name: table.name
        columns: table.columns
      }
    }
  }
]

resource testRules 'Microsoft.Insights/dataCollectionRules@2023-03-11' = [
  for rule in rules: {
    name: rule.name
    location: location
    kind: 'Direct'
    properties: {
      description: 'Leads the seed rows of detection tests to their test tables.'
      streamDeclarations: toObject(
        filter(tables, each => contains(rule.tables, each.name)),
        each => 'Custom-${each.name}',
        // A rule spells its types in lower case.
        each => {
          columns: map(each.columns, column => { name: column.name, type: toLower(column.type) })
        }
      )
      destinations: {
        logAnalytics: [
          {
            name: 'workspace'
            workspaceResourceId: workspace.id
          }
        ]
      }
      dataFlows: map(rule.tables, name => {
        streams: ['Custom-${name}']
        destinations: ['workspace']
        transformKql: 'source'
        outputStream: 'Custom-${name}'
      })
    }
    dependsOn: [testTables]
  }
]

resource publishers 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (rule, index) in rules: if (!empty(principalId)) {
    name: guid(resourceGroup().id, rule.name, principalId, publisherRole)
    scope: testRules[index]
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', publisherRole)
      principalId: principalId
      principalType: principalType
    }
  }
]
