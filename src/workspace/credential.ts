// Who the tool is to a workspace: Azure's default chain of credentials, or a fixed token for the embedded workspace.
import type { TokenCredential } from '@azure/core-auth';

/** A credential that always answers with the same token: the embedded workspace asks for one but knows no accounts. */
export function staticToken(token: string): TokenCredential {
  return { getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
}

/**
 * Environment variables, workload identity, managed identity, Azure CLI and so on, in the SDK's own order. Loaded when first
 * asked for: it takes longer to load than all other clients together, and the embedded workspace needs none of it.
 * https://learn.microsoft.com/azure/developer/javascript/sdk/authentication/credential-chains
 */
export function azureCredential(authority: string): TokenCredential {
  let loading: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      loading ??= import('@azure/identity').then(
        ({ DefaultAzureCredential }) => new DefaultAzureCredential({ authorityHost: authority }),
      );
      return (await loading).getToken(scopes, options);
    },
  };
}
