// The version of the database under the engine: another one may answer otherwise.
import { createRequire } from 'node:module';

const manifest: { version: string } = createRequire(import.meta.url)('@duckdb/node-api/package.json');

export const databaseVersion: string = manifest.version;
