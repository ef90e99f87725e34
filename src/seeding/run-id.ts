// The name of one seeding: it tells the clock from which the times of its rows were told.

/** `20260115T120000000Z-1f2e3d4c`: the clock to the millisecond, and something that two runs do not share. */
export function createRunId(clock: Date, random: string): string {
  return `${clock.toISOString().replaceAll(/[-:.]/g, '')}-${random}`;
}

const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-\w+$/;

/** The clock a run id tells; undefined for a text that is no run id. */
export function clockOfRun(runId: string): Date | undefined {
  const [, year, month, day, hour, minute, second, ms] = pattern.exec(runId) ?? [];
  const clock = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(clock.getTime()) ? undefined : clock;
}
