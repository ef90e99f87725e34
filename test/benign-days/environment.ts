// What the company tells the rules of itself: the parameters of an environment.
import { stringify } from 'yaml';
import {
  backupServer,
  buildServers,
  contributors,
  hostAdministrators,
  organisation,
  personalOwner,
  scanner,
  selfHosted,
} from './company.ts';

const machines = [...buildServers, backupServer, scanner].map(({ name }) => name);
const owners = [
  organisation,
  `${organisation}-oss`,
  `${selfHosted}/platform`,
  `${selfHosted}/mirror`,
  ...contributors.map(personalOwner),
];

const commands = {
  AllowedOwners: owners,
  SelfHostedRepoHosts: [selfHosted],
  AllowedDevices: machines,
  AllowedDevicePrefixes: ['runner-'],
};
const traffic = {
  AllowedOwners: owners,
  SelfHostedRepoHosts: [selfHosted],
  AllowedSources: [...buildServers, backupServer, scanner].map(({ ip }) => ip),
};

/** Rule -> parameter -> value. */
export const companyParameters = {
  'git-push-outside-organisation': commands,
  'code-repository-api-upload': commands,
  'code-repository-search': commands,
  'code-repository-recon-tool': { AllowedDevices: machines, AllowedDevicePrefixes: ['runner-'] },
  'large-upload-by-process': commands,
  'bulk-code-repository-access': { ...commands, AllowedSources: traffic.AllowedSources },
  'high-outbound-volume': traffic,
  'asymmetric-flow': traffic,
  'files-staged-then-uploaded': commands,
  'bulk-repository-clone': {
    AllowedActors: [
      'svc-backup-contoso',
      'jenkins-contoso',
      'argocd-contoso',
      'dependabot[bot]',
      'renovate-contoso[bot]',
      'github-actions[bot]',
    ],
  },
  'repository-exposed': { PublicRepoAllow: ['contoso-oss/*'] },
  'privileged-account-code-repository': { AllowedUpns: hostAdministrators.map(({ upn }) => upn) },
};

/** environments/company.yaml */
export const companyEnvironment = stringify({ workspace: 'embedded', parameters: companyParameters });
