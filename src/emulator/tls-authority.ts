// Where clients find the certificate authority of an embedded workspace that speaks https.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stateFolderError } from './state/state-errors.ts';

export interface PublishedAuthority {
  /** The authority's certificate, PEM. */
  readonly ca: string;
  /** Its file, for `NODE_EXTRA_CA_CERTS`, `SSL_CERT_FILE` or `REQUESTS_CA_BUNDLE`. */
  readonly caFile: string;
}

/** Writes the CA certificate where clients look for it. */
export function publishAuthority({ ca, caFile }: PublishedAuthority): void {
  try {
    mkdirSync(dirname(caFile), { recursive: true });
    writeFileSync(caFile, ca);
  } catch (error) {
    throw stateFolderError(dirname(caFile), error);
  }
}
