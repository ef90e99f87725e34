// The version of this tool, as package.json says it.
import { createRequire } from 'node:module';

const manifest: { version: string } = createRequire(import.meta.url)('../package.json');

/** The version of the package. */
export const version: string = manifest.version;
