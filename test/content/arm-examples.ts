// Reads the public ARM examples where they lie beside the project; tests that need them are skipped where they do not.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../shared/arm-examples/', import.meta.url);

export const hasArmExamples = existsSync(fileURLToPath(folder));

interface ArmBody {
  readonly kind?: string;
  readonly properties: Record<string, unknown>;
}

/** The request or response body of an example. */
export function armExample(file: string, part: 'request' | 'response'): ArmBody {
  const example = JSON.parse(readFileSync(fileURLToPath(new URL(file, folder)), 'utf8'));
  return part === 'request'
    ? (example.parameters.alertRule ?? example.parameters.parameters)
    : example.responses['200'].body;
}
