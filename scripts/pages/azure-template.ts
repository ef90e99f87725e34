// azure-pipelines/stages.yml: the stages that `init --azure-devops` writes, with parameters in place of values.
import { azureDefaults, azureStages } from '../../src/scaffold/azure-pipeline.ts';

const parameters = {
  package: 'What npm installs: a version on a registry, github:OWNER/sentinel-sync#COMMIT, or a tarball.',
  folder: 'The project folder.',
  branch: 'The branch whose content is deployed.',
  nodeVersion: 'The version of Node.',
  dev: 'The environment in which content proves itself, of the project and of Azure DevOps.',
  prod: 'The environment the SOC works in, of the project and of Azure DevOps; give it an approval.',
  devConnection: 'The service connection that deploys to dev.',
  planConnection: 'The service connection that plans for prod; one that can only read is enough.',
  prodConnection: 'The service connection that deploys to prod.',
} as const;

type Parameter = keyof typeof parameters;

const given = (name: Parameter) => `\${{ parameters.${name} }}`;

export function renderAzureTemplate(): string {
  const names = Object.keys(parameters) as Parameter[];
  const declared = names.map((name) => {
    const { [name]: value } = azureDefaults as Partial<Record<Parameter, string>>;
    const otherwise = value === undefined ? '' : `    default: '${value}'\n`;
    return `  # ${parameters[name]}\n  - name: ${name}\n    type: string\n${otherwise}`;
  });
  const settings = Object.fromEntries(names.map((name) => [name, given(name)])) as Record<Parameter, string>;
  const variable = (name: string, value: string) => `      - name: ${name}\n        value: ${value}\n`;
  const variables = `    variables:
${variable('PACKAGE', given('package'))}${variable('DEV', given('dev'))}${variable('PROD', given('prod'))}`;
  return `# Stages of Azure Pipelines for a repository of content; docs/guides/azure-devops.md says how it is used. Generated: see CONTRIBUTING.md.
parameters:
${declared.join('')}${azureStages({ ...settings, variables })}`;
}
