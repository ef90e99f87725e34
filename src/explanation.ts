// What any code of the tool means: the one place that knows the tables of all rooms.
import { checks } from './checks/index.ts';
import { fileAndSettingCodes, knownCodes } from './checks/lint/known-codes.ts';
import { pages } from './checks/pages.ts';
import { commandCodes } from './commands/codes.ts';
import type { Codes, Explanation } from './diagnostics/codes.ts';
import { didYouMean } from './diagnostics/did-you-mean.ts';
import { emulatorCodes } from './emulator/codes.ts';
import { engineCodes } from './engine/codes.ts';
import { evasionCodes } from './evasion/codes.ts';
import { formattingCodes } from './formatting/codes.ts';
import { textOfQueryCode } from './kql/bind/codes.ts';
import { kqlCodes } from './kql/codes.ts';
import { mutationCodes } from './mutation/codes.ts';
import { planCodes } from './plan/codes.ts';
import { projectCodes } from './project/codes.ts';
import { promotionCodes } from './promotion/codes.ts';
import { reportCodes } from './report/codes.ts';
import { scaffoldCodes } from './scaffold/codes.ts';
import { seedingCodes } from './seeding/codes.ts';
import { tableCodes } from './tables/codes.ts';
import { testCodes } from './testing/codes.ts';
import { transferCodes } from './transfer/codes.ts';
import { workspaceCodes } from './workspace/codes.ts';

/** Codes that linting never reports, room by room. */
const otherCodes: Codes = {
  ...commandCodes,
  ...emulatorCodes,
  ...engineCodes,
  ...evasionCodes,
  ...formattingCodes,
  ...kqlCodes,
  ...mutationCodes,
  ...planCodes,
  ...projectCodes,
  ...promotionCodes,
  ...reportCodes,
  ...seedingCodes,
  ...tableCodes,
  ...scaffoldCodes,
  ...testCodes,
  ...transferCodes,
  ...workspaceCodes,
};

/** What is known of a code; undefined for one that nothing reports. */
export function explanationFor(code: string): Explanation | undefined {
  const check = checks.find((one) => one.code === code);
  if (check !== undefined) {
    const { severity, summary, why, fix, see } = check;
    return { code, severity, summary, why, fix, see };
  }
  const ofQuery = textOfQueryCode(code);
  if (ofQuery !== undefined) return { code, summary: ofQuery.summary, fix: ofQuery.hint, see: pages.kql };
  if (Object.hasOwn(fileAndSettingCodes, code)) {
    const { severity, summary, hint, see } = fileAndSettingCodes[code]!;
    return { code, severity, summary, fix: hint, see };
  }
  if (!Object.hasOwn(otherCodes, code)) return undefined;
  const { summary, hint } = otherCodes[code]!;
  return { code, summary, fix: hint };
}

/** The nearest known code to one that nothing reports. */
export function nearestTo(code: string): string | undefined {
  return (
    didYouMean(code, knownCodes()) ?? didYouMean(code, Object.keys({ ...fileAndSettingCodes, ...otherCodes }))
  );
}
