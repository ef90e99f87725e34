// What a code that linting reports means.
import { type FileCode, fileCodes } from '../../content/files/file-codes.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { configCodes } from '../../environments/config-codes.ts';
import { queryCode } from '../../kql/bind/diagnostic-codes.ts';
import { checks } from '../index.ts';
import { pages } from '../pages.ts';
import { knownCodes } from './codes.ts';
import { lintCodes } from './lint-codes.ts';

export interface Explanation {
  readonly code: string;
  /** The default level; undefined where the parser decides. */
  readonly severity?: string | undefined;
  readonly summary: string;
  readonly why?: string;
  readonly fix?: string;
  readonly see?: string | undefined;
}

/** What is known of a code, or undefined for one that linting never reports. */
export function explanationOf(code: string): Explanation | undefined {
  const check = checks.find((one) => one.code === code);
  if (check !== undefined) {
    const { severity, summary, why, fix, see } = check;
    return { code, severity, summary, why, fix, see };
  }
  const ofParser = queryCode(code);
  if (ofParser !== undefined) return { code, ...ofParser, see: pages.kql };
  if (Object.hasOwn(fileCodes, code)) {
    const { severity, summary, hint, see }: FileCode = fileCodes[code as keyof typeof fileCodes];
    return { code, severity, summary, fix: hint, see };
  }
  if (Object.hasOwn(lintCodes, code)) return { code, ...lintCodes[code as keyof typeof lintCodes] };
  if (Object.hasOwn(configCodes, code)) {
    return { code, severity: 'error', summary: configCodes[code as keyof typeof configCodes] };
  }
  return undefined;
}

/** The nearest known code to one that is unknown. */
export function nearestCode(code: string): string | undefined {
  return didYouMean(code, knownCodes());
}
