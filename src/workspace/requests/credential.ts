// Who the tool is to a workspace: Azure's default chain of credentials, or a fixed token for the embedded workspace.
import type { TokenCredential } from '@azure/core-auth';
import { signInError, unusableChain } from './sign-in-error.ts';

/** A credential that always answers with the same token: the embedded workspace asks for one but knows no accounts. */
export function staticToken(token: string): TokenCredential {
  return { getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
}

/** Makes the chain of credentials for a sign-in host. */
export type LoadChain = (authority: string) => Promise<TokenCredential>;

/** Loaded when first asked for: it takes longer to load than all other clients together, and the embedded workspace needs none of it. */
const loadDefaultChain: LoadChain = async (authorityHost) => {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential({ authorityHost });
};

/**
 * Environment variables, workload identity, managed identity, Azure CLI and so on, in the SDK's own order. A failure names each.
 * https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/credential-chains
 */
export function azureCredential(authority: string, load: LoadChain = loadDefaultChain): TokenCredential {
  let loading: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      loading ??= load(authority).catch((error: unknown) => {
        throw unusableChain(error);
      });
      const credential = await loading;
      // The SDK itself reads the variable; here it says which credentials the failure is about.
      const chosen = process.env['AZURE_TOKEN_CREDENTIALS'];
      return credential.getToken(scopes, options).catch((error: unknown) => {
        throw signInError(error, chosen);
      });
    },
  };
}
