// A certificate authority and a server certificate for loopback, made anew for a client that insists on https.
import { join } from 'node:path';
import { generate } from 'selfsigned';
import type { PublishedAuthority } from './tls-authority.ts';

/** PEM texts, and where the authority's certificate will be. */
export interface TlsMaterial extends PublishedAuthority {
  readonly key: string;
  readonly cert: string;
}

/**
 * Valid from a day before to a month after `now`. The keys stay in memory. The CA certificate is written to `ca.pem` in
 * `folder` by the server, once the state folder is its own: a server that runs there keeps the file its clients trust.
 */
export async function createTlsMaterial(folder: string, now: Date = new Date()): Promise<TlsMaterial> {
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
  const common = {
    algorithm: 'sha256',
    keyType: 'ec',
    notBeforeDate: days(-1),
    notAfterDate: days(30),
  } as const;
  const authority = await generate([{ name: 'commonName', value: 'sentinel-sync embedded workspace CA' }], {
    ...common,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return { key: server.private, cert: server.cert, ca: authority.cert, caFile: join(folder, 'ca.pem') };
}
