// Says which credentials of Azure's default chain were tried, and why each gave no token.
import { exitCodes, type UserError } from '../../diagnostics/user-error.ts';
import { workspaceError } from '../codes.ts';
import { clip } from './service-error.ts';

interface ChainLink {
  readonly name: string;
  /** How the SDK's own message can be told to be about it. */
  readonly known: RegExp;
  /** What it takes: the SDK says nothing of a credential that it could not set up. */
  readonly needs: string;
}

/** In the order they are tried: https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/credential-chains */
const chain: readonly (ChainLink & { readonly group: 'prod' | 'dev' })[] = [
  {
    name: 'EnvironmentCredential',
    group: 'prod',
    known: /EnvironmentCredential/,
    needs: 'AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET or a certificate',
  },
  {
    name: 'WorkloadIdentityCredential',
    group: 'prod',
    known: /Workload ?Identity/,
    needs: 'AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE',
  },
  {
    name: 'ManagedIdentityCredential',
    group: 'prod',
    known: /Managed ?Identity/,
    needs: 'a machine in Azure with an identity',
  },
  {
    name: 'VisualStudioCodeCredential',
    group: 'dev',
    known: /Visual ?Studio ?Code/,
    needs: 'Visual Studio Code signed in to Azure, and @azure/identity-vscode',
  },
  { name: 'AzureCliCredential', group: 'dev', known: /Azure ?CLI|az login/i, needs: '`az login`' },
  {
    name: 'AzurePowerShellCredential',
    group: 'dev',
    known: /PowerShell/,
    needs: '`Connect-AzAccount`',
  },
  {
    name: 'AzureDeveloperCliCredential',
    group: 'dev',
    known: /Azure ?Developer ?CLI|azd auth/i,
    needs: '`azd auth login`',
  },
];

/** What `AZURE_TOKEN_CREDENTIALS` leaves of the chain; all of it where the variable is not set. */
function chosenLinks(chosen: string | undefined): readonly ChainLink[] {
  const word = chosen?.trim().toLowerCase() ?? '';
  return word === ''
    ? chain
    : chain.filter(({ name, group }) => word === group || word === name.toLowerCase());
}

/**
 * One error that names every credential that was tried, from whatever the chain threw. Anything else is returned as it is.
 * `chosen` is the value of `AZURE_TOKEN_CREDENTIALS`.
 */
export function signInError(error: unknown, chosen: string | undefined): unknown {
  if (!(error instanceof Error) || !isFromChain(error)) return error;
  const reasons = Array.isArray(Reflect.get(error, 'errors'))
    ? (Reflect.get(error, 'errors') as readonly unknown[]).map(String)
    : [];
  const links = chosenLinks(chosen);
  const tried = links.map(({ name, known, needs }) => {
    const reason = reasons.find((text) => known.test(text));
    return `${name}: ${reason === undefined ? `not set up, it takes ${needs}` : shortened(reason, name)}`;
  });
  const others = reasons.filter((text) => !links.some(({ known }) => known.test(text)));
  const message = `tried ${[...tried, ...others.map((text) => shortened(text))].join('; ')}`;
  return Object.assign(new Error(message), { name: error.name });
}

/** The chain ends with one of these; a refusal of Microsoft Entra's is an AuthenticationError, and its own words say more. */
function isFromChain({ name }: Error): boolean {
  return name === 'AggregateAuthenticationError' || name === 'CredentialUnavailableError';
}

/** Without the name, which stands before it, and the addresses of troubleshooting pages. */
function shortened(reason: string, name?: string): string {
  const words = reason
    .replace(/^(?:\w*Error: )+/, '')
    .replace(new RegExp(`^${name}(?::| is unavailable\\.) *`), '')
    .replace(/ *(?:To (?:troubleshoot|mitigate)|See https?:).*$/s, '');
  return clip(words === '' ? reason : words, 160).replace(/[.:, ]+$/, '');
}

/** A variable that nothing can be made of, said before anything is tried. */
export function unusableChain(error: unknown): UserError {
  return workspaceError(
    'workspace/authentication',
    `Azure's credentials cannot be set up: ${clip(String((error as Error).message))}`,
    {
      hint: 'Correct AZURE_TOKEN_CREDENTIALS, or unset it to try all.',
      exitCode: exitCodes.authentication,
      cause: error,
    },
  );
}
